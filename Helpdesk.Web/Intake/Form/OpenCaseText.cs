namespace Helpdesk.Web.Intake.Form;

/// <summary>Marker of <c>OpenCaseText.resx</c>.</summary>
public sealed class OpenCaseText;
