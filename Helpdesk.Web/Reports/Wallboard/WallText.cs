namespace Helpdesk.Web.Reports.Wallboard;

/// <summary>Marker of <c>WallText.resx</c>.</summary>
public sealed class WallText;
