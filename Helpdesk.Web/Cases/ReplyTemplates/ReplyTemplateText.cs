namespace Helpdesk.Web.Cases.ReplyTemplates;

/// <summary>Marker of <c>ReplyTemplateText.resx</c>.</summary>
public sealed class ReplyTemplateText;
