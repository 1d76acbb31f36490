namespace Helpdesk.Web.Intake.OldCases;

/// <summary>Marker of <c>OldCasesText.resx</c>.</summary>
public sealed class OldCasesText;
