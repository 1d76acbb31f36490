namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>Marker of <c>ImportText.resx</c>.</summary>
public sealed class ImportText;
