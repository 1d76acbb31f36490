namespace Helpdesk.Web.Queue;

/// <summary>Marker of <c>QueueText.resx</c>.</summary>
public sealed class QueueText;
