using System.Linq.Expressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Commands;

/// <summary>Makes queue rows: one by one from a case just saved, or all open ones at start.</summary>
public sealed class QueueEntries(Catalogue catalogue)
{
    public QueueEntry Of(Case c) => new()
    {
        Id = c.Id,
        Number = c.Number,
        Version = c.Version,
        Status = c.Status,
        Severity = c.Severity,
        StatedSeverity = c.StatedSeverity,
        Subject = c.Subject,
        LastLine = c.LastLine,
        LastLineBy = c.LastLineBy,
        Customer = c.Contact.Organisation ?? c.Contact.Name,
        ContactName = c.Contact.Name,
        Language = c.Contact.Language,
        Tier = c.Tier,
        Verdict = c.VerdictKind,
        ProductCode = c.ProductCode,
        ProductName = catalogue.NameOf(c.ProductCode),
        ProductVersion = c.ProductVersion,
        SerialNumber = c.SerialNumber,
        OpenedAt = c.OpenedAt,
        BallSince = c.BallSince,
        LastActivityAt = c.LastActivityAt,
        OwnerId = c.OwnerId,
        OwnerName = c.OwnerName,
        ReopenCount = c.ReopenCount,
        Clock = c.NextClock,
    };

    public async Task<IReadOnlyCollection<QueueEntry>> ReadOpenAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var rows = await db.Cases.AsNoTracking().Where(c => c.Status != CaseStatus.Closed).Select(Projection).ToListAsync(cancellation);
        return [.. rows.Select(e => e with { ProductName = catalogue.NameOf(e.ProductCode) })];
    }

    private static readonly Expression<Func<Case, QueueEntry>> Projection = c => new QueueEntry
    {
        Id = c.Id,
        Number = c.Number,
        Version = c.Version,
        Status = c.Status,
        Severity = c.Severity,
        StatedSeverity = c.StatedSeverity,
        Subject = c.Subject,
        LastLine = c.LastLine,
        LastLineBy = c.LastLineBy,
        Customer = c.Contact.Organisation ?? c.Contact.Name,
        ContactName = c.Contact.Name,
        Language = c.Contact.Language,
        Tier = c.Tier,
        Verdict = c.VerdictKind,
        ProductCode = c.ProductCode,
        ProductName = "",
        ProductVersion = c.ProductVersion,
        SerialNumber = c.SerialNumber,
        OpenedAt = c.OpenedAt,
        BallSince = c.BallSince,
        LastActivityAt = c.LastActivityAt,
        OwnerId = c.OwnerId,
        OwnerName = c.OwnerName,
        ReopenCount = c.ReopenCount,
        Clock = c.NextClock,
    };
}
