namespace Helpdesk.Web.Mail.Mailbox;

/// <summary>Marker of <c>MailboxText.resx</c>.</summary>
public sealed class MailboxText;
