using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>
/// What a case that came by mail is saved with: the mail's own row, the case it follows (spec C9), the alert that a mail which says
/// emergency asks for.
/// </summary>
internal sealed class MailCompany(
    long id,
    ReadMail mail,
    MailCopies copies,
    string? followUpOf,
    bool saysEmergency,
    string? leftOut,
    string by
) : ICaseCompany
{
    public async Task<Result> MayOpenAsync(HelpdeskDb db) =>
        await MailIntoCase.OpenRowAsync(db, id) is null ? Result.Refuse("mail-in.decided") : Result.Ok;

    public async Task<IReadOnlyList<Case>> JoinAsync(HelpdeskDb db, Case opened, CaseContext context)
    {
        var row = await db.InboundMails().SingleAsync(m => m.Id == id);
        row.File(opened.Number, opened.Timeline[0], opened: true, fromSomebodyElse: false, leftOut, by, context.Now);
        await copies.JoinAsync(db, opened, mail, byPerson: false, context with { Actor = MailFiling.Rule });
        if (saysEmergency)
            db.Alerts.Add(SupervisorAlert.About(AlertKind.MailSaysEmergency, opened.Number, "", null, null, context.Now, opened.Number));
        if (
            followUpOf is null
            || await db.Cases.Include(c => c.Clocks).Include(c => c.Links).SingleOrDefaultAsync(c => c.Number == followUpOf)
                is not { } before
        )
            return [];
        var rule = context with { Actor = MailFiling.Rule };
        opened.Link(LinkKind.FollowUpOf, before.Number, rule);
        before.Link(LinkKind.FollowedBy, opened.Number, rule);
        return [before];
    }
}
