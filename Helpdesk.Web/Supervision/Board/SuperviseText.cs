namespace Helpdesk.Web.Supervision.Board;

/// <summary>Marker of <c>SuperviseText.resx</c>.</summary>
public sealed class SuperviseText;
