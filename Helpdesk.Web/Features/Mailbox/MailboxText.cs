namespace Helpdesk.Web.Features.Mailbox;

/// <summary>Marker of <c>MailboxText.resx</c>.</summary>
public sealed class MailboxText;
