namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Marker of <c>RotaText.resx</c>.</summary>
public sealed class RotaText;
