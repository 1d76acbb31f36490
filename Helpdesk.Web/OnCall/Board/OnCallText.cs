namespace Helpdesk.Web.OnCall.Board;

/// <summary>Marker of <c>OnCallText.resx</c>.</summary>
public sealed class OnCallText;
