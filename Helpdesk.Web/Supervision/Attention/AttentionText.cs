namespace Helpdesk.Web.Supervision.Attention;

/// <summary>Marker of <c>AttentionText.resx</c>.</summary>
public sealed class AttentionText;
