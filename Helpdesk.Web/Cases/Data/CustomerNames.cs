using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>Cases show their customer by the name on record: it follows when the record changes, on every screen at once.</summary>
public sealed class CustomerNames(IDbContextFactory<HelpdeskDb> databases, QueueEntries entries, CaseFeed feed)
    : IRecordEffect,
        ICustomerCases
{
    public async Task<Func<Task>> ApplyAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, CancellationToken cancellation)
    {
        List<string> keys = [.. changes.Where(c => c.Kind == RecordKinds.Customers.Name).Select(c => c.Key).Distinct()];
        if (keys.Count == 0)
            return () => Task.CompletedTask;
        var renamed = db.Cases.Where(c =>
            keys.Contains(c.CustomerKey!) && db.Customers().Any(r => r.Key == c.CustomerKey && r.Name != c.CustomerName)
        );
        var open = await renamed.Where(c => c.Status < CaseStatus.Closed).Select(c => c.Id).ToListAsync(cancellation);
        await renamed.ExecuteUpdateAsync(
            c => c.SetProperty(x => x.CustomerName, x => db.Customers().Where(r => r.Key == x.CustomerKey).Select(r => r.Name).First()),
            cancellation
        );
        return () => TellAsync(open);
    }

    public async Task<IReadOnlyList<long>> MoveAsync(HelpdeskDb db, Customer from, Customer to, IReadOnlyList<long>? only)
    {
        var moved = await db
            .Cases.Where(c => c.CustomerKey == from.Key && (only == null || only.Contains(c.Id)))
            .Select(c => c.Id)
            .ToListAsync(CancellationToken.None);
        await db
            .Cases.Where(c => moved.Contains(c.Id))
            .ExecuteUpdateAsync(
                c => c.SetProperty(x => x.CustomerKey, to.Key).SetProperty(x => x.CustomerName, to.Name),
                CancellationToken.None
            );
        return moved;
    }

    public async Task TellAsync(IReadOnlyList<long> moved)
    {
        if (moved.Count == 0)
            return;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        foreach (
            var one in await db
                .Cases.AsNoTracking()
                .Where(c => moved.Contains(c.Id) && c.Status < CaseStatus.Closed)
                .ToListAsync(CancellationToken.None)
        )
            feed.Announce(entries.Of(one), sameVersion: true);
    }
}
