namespace Helpdesk.Web.Features.Wall;

/// <summary>Marker of <c>WallText.resx</c>.</summary>
public sealed class WallText;
