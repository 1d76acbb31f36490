namespace Helpdesk.Web.Features.MailTrouble;

/// <summary>Marker of <c>MailTroubleText.resx</c>.</summary>
public sealed class MailTroubleText;
