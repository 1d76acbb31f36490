namespace Helpdesk.Web.Features.OnCall.HandOver;

/// <summary>Marker of <c>HandOverText.resx</c>.</summary>
public sealed class HandOverText;
