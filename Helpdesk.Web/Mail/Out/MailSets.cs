using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Mail.Out.Wording;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.Out;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class MailSets
{
    public static DbSet<OutboxMail> OutboxMails(this HelpdeskDb db) => db.Set<OutboxMail>();

    public static DbSet<InboundMail> InboundMails(this HelpdeskDb db) => db.Set<InboundMail>();

    public static DbSet<MailWording> MailWordings(this HelpdeskDb db) => db.Set<MailWording>();

    public static DbSet<StaffMail> StaffMails(this HelpdeskDb db) => db.Set<StaffMail>();
}
