namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>Marker of <c>CalendarsText.resx</c>.</summary>
public sealed class CalendarsText;
