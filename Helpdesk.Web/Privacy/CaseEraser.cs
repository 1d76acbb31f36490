using Helpdesk.Domain.Cases;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Privacy;

/// <summary>
/// Erases what cases keep of their contact beside the record: files, mails, drafts, names on alerts. Figures, clocks and ratings stay.
/// </summary>
public static class CaseEraser
{
    /// <summary>
    /// Erases it from all tables; call it inside a transaction and the write gate. The cases themselves were emptied by
    /// <see cref="Case.EraseContact"/>.
    /// </summary>
    /// <param name="names">The contacts' names as they were, by case number.</param>
    /// <param name="email">Whose name goes from other cases as well, in which they took part; null leaves those alone.</param>
    public static async Task<ErasedRecord> EraseAsync(
        HelpdeskDb db,
        IReadOnlyList<Case> cases,
        IReadOnlyDictionary<string, string> names,
        string? email,
        Guid erasure,
        CancellationToken cancellation
    )
    {
        List<long> ids = [.. cases.Select(c => c.Id)];
        var elsewhere = email is null ? [] : await ElsewhereAsync(db, ids, email, cancellation);
        await db.Attachments().Where(a => ids.Contains(a.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.PendingFiles().Where(f => ids.Contains(f.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.Drafts().Where(d => ids.Contains(d.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.OutboxMails().Where(m => ids.Contains(m.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.StaffMails().Where(m => m.CaseId != null && ids.Contains(m.CaseId.Value)).ExecuteDeleteAsync(cancellation);
        List<string> numbers = [.. cases.Select(c => c.Number)];
        await db.InboundMails().Where(m => m.CaseNumber != null && numbers.Contains(m.CaseNumber)).EmptyAsync(cancellation);
        foreach (var one in cases)
        {
            var (owner, name) = ("case/" + one.Number, names[one.Number]);
            await db.PortalFiles().Where(f => f.Owner == owner).ExecuteDeleteAsync(cancellation);
            await db
                .Alerts.Where(a => a.CaseNumber == one.Number && a.By == name)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.By, ""), cancellation);
        }

        return await RecordEraser.EraseAsync(db, ids, elsewhere, erasure, cancellation);
    }

    // What they wrote in a case of somebody else, and what the record says of mails to them there.
    private static async Task<List<long>> ElsewhereAsync(HelpdeskDb db, List<long> ids, string email, CancellationToken cancellation)
    {
        var wrote = await db.InboundMails()
            .Where(m => m.FromAddress == email && m.TimelineEntryId != null && !ids.Contains(m.TimelineEntry!.CaseId))
            .Select(m => m.TimelineEntryId!.Value)
            .ToListAsync(cancellation);
        var took = await db.Participants.Where(p => p.Address == email).Select(p => p.CaseId).ToListAsync(cancellation);
        var told = await db.OutboxMails()
            .Where(m => m.To == email && m.Case.Contact.Email != email)
            .Select(m => m.CaseId)
            .ToListAsync(cancellation);
        List<long> there = [.. took.Concat(told).Distinct().Except(ids)];
        var entries = await db
            .Timeline.AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(e => there.Contains(e.CaseId))
            .Select(e => new { e.Id, e.Event })
            .ToListAsync(cancellation);
        return [.. wrote.Concat(entries.Where(e => Names(e.Event, email)).Select(e => e.Id)).Distinct()];
    }

    private static bool Names(CaseEvent happened, string email) =>
        happened switch
        {
            MailSent sent => Has(sent.To, email),
            MailFailed failed => Has(failed.To, email),
            MailGivenUp given => Has(given.To, email),
            _ => false,
        };

    // Several copies that were refused stand in one line.
    private static bool Has(string addresses, string email) => addresses.Split(", ").Contains(email, StringComparer.OrdinalIgnoreCase);
}
