namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>Marker of <c>ProgrammeText.resx</c>: the page of the programme's targets.</summary>
public sealed class ProgrammeText;
