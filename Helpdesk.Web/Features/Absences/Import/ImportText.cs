namespace Helpdesk.Web.Features.Absences.Import;

/// <summary>Marker of <c>ImportText.resx</c>.</summary>
public sealed class ImportText;
