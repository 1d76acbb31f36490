namespace Helpdesk.Web.Mail.In.Held;

/// <summary>Marker of <c>MailInText.resx</c>.</summary>
public sealed class MailInText;
