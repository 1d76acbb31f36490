namespace Helpdesk.Web.Reports;

/// <summary>Marker of <c>ReportsText.resx</c>.</summary>
public sealed class ReportsText;
