namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>Marker of <c>HandOverText.resx</c>.</summary>
public sealed class HandOverText;
