using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Data;

/// <summary>Cases show their customer by the name on record: it follows when the record changes, on every screen at once.</summary>
public sealed class CustomerNames(IDbContextFactory<HelpdeskDb> databases, QueueEntries entries, CaseFeed feed) : IRecordEffect
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

    private async Task TellAsync(IReadOnlyList<long> open)
    {
        if (open.Count == 0)
            return;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        foreach (var one in await db.Cases.AsNoTracking().Where(c => open.Contains(c.Id)).ToListAsync(CancellationToken.None))
            feed.Announce(entries.Of(one));
    }
}
