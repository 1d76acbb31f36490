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
    public static async Task<ErasedRecord> EraseAsync(
        HelpdeskDb db,
        IReadOnlyList<Case> cases,
        IReadOnlyDictionary<string, string> names,
        Guid erasure,
        CancellationToken cancellation
    )
    {
        List<long> ids = [.. cases.Select(c => c.Id)];
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

        return await RecordEraser.EraseAsync(db, ids, erasure, cancellation);
    }
}
