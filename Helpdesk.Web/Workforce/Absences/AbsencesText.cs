namespace Helpdesk.Web.Workforce.Absences;

/// <summary>Marker of <c>AbsencesText.resx</c>.</summary>
public sealed class AbsencesText;
