namespace Helpdesk.Web.Features.MailIn;

/// <summary>Marker of <c>MailInText.resx</c>.</summary>
public sealed class MailInText;
