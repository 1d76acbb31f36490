namespace Helpdesk.Web.Features.Supervise;

/// <summary>Marker of <c>SuperviseText.resx</c>.</summary>
public sealed class SuperviseText;
