namespace Helpdesk.Web.Mail.Trouble;

/// <summary>Marker of <c>MailTroubleText.resx</c>.</summary>
public sealed class MailTroubleText;
