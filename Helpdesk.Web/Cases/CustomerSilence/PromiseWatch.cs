using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Cases.CustomerSilence;

/// <summary>
/// Finds cases in which nothing watches what the customer waits for, as older versions left them, and tells supervisors (spec P3, H5);
/// plans of silence that other rules made are made anew along the way (spec C8). Runs at start and a few times a day.
/// </summary>
public sealed class PromiseWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    OpenAlerts alerts,
    SupportProgramme programme,
    IClock clock
)
{
    private const int AtOnce = 500;

    /// <summary>Named where an alert settled because its case lacks nothing any more.</summary>
    private static readonly Actor Rule = Actor.System("P3");

    /// <summary>The numbers of the cases that lack something, with what they lack.</summary>
    public async Task<IReadOnlyDictionary<string, PromiseGap>> FindAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = new Dictionary<string, PromiseGap>(StringComparer.Ordinal);
        await foreach (var one in Suspects(db.Cases.AsNoTracking()).WithCancellation(cancellation))
        {
            if (one.Gap(programme) is { } gap)
                found[one.Number] = gap;
        }

        foreach (var ids in (await UnansweredSql.FindAsync(db, cancellation)).Chunk(AtOnce))
            await ReadAsync(db, ids, found, cancellation);
        foreach (var one in await MergedAsync(db, cancellation))
            found.TryAdd(one, PromiseGap.Merging);
        return found;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        await PlanSilenceAnewAsync(cancellation);
        var missing = await FindAsync(cancellation);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var known = await db.Alerts.Where(a => a.Kind == AlertKind.PromiseMissing).ToDictionaryAsync(a => a.Key ?? "", cancellation);
        var now = clock.GetCurrentInstant();
        var raised = 0;
        foreach (var number in missing.Keys)
        {
            if (known.TryGetValue(number, out var before))
                raised += before.RaiseAgain(now) ? 1 : 0;
            else
                raised += Add(db, number, now);
        }

        var settled = known.Values.Count(a => a.SettledAt is null && !missing.ContainsKey(a.Key ?? "") && a.SettleItself(Rule, now));
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(raised);
        if (settled > 0)
            alerts.Settled();
    }

    private static int Add(HelpdeskDb db, string number, Instant now)
    {
        db.Alerts.Add(SupervisorAlert.About(AlertKind.PromiseMissing, number, "", null, null, now, number));
        return 1;
    }

    // Whatever could lack something: the customer had the last word, or it is resolved and nobody asked them.
    private static IAsyncEnumerable<Case> Suspects(IQueryable<Case> cases) =>
        cases
            .Where(c =>
                (c.Status != CaseStatus.Resolved && c.Status != CaseStatus.Closed && c.LastLineBy == ActorKind.Customer)
                || (c.Status == CaseStatus.Resolved && c.ConfirmedAt == null && c.SilentSince == null)
            )
            .Include(c => c.Clocks)
            .AsAsyncEnumerable();

    // What the record of each says.
    private async Task ReadAsync(HelpdeskDb db, long[] ids, Dictionary<string, PromiseGap> found, CancellationToken cancellation)
    {
        var cases = await db.Cases.AsNoTracking().Include(c => c.Clocks).Where(c => ids.Contains(c.Id)).ToListAsync(cancellation);
        var entries = await db.Timeline.AsNoTracking().Where(e => ids.Contains(e.CaseId)).OrderBy(e => e.Id).ToListAsync(cancellation);
        var records = entries.ToLookup(e => e.CaseId);
        foreach (var one in cases)
        {
            if (one.Gap(programme, [.. records[one.Id]]) is { } gap)
                found.TryAdd(one.Number, gap);
        }
    }

    // Cases that carry on for a duplicate, and promise nothing now.
    private async Task<List<string>> MergedAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var carryOn = await db
            .Cases.AsNoTracking()
            .Include(c => c.Clocks)
            .Include(c => c.Links)
            .Where(c => c.Status != CaseStatus.Closed && c.Links.Any(l => l.Kind == LinkKind.MergedFrom))
            .ToListAsync(cancellation);
        List<string> found = [];
        foreach (var one in carryOn)
        {
            if (await MergedPromises.LostAsync(db, one, programme, cancellation) is not null)
                found.Add(one.Number);
        }

        return found;
    }

    // Waits that were planned by older rules know no beginning.
    private async Task PlanSilenceAnewAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var waiting = await db
            .Cases.Include(c => c.Clocks)
            .Where(c => c.SilentSince == null && (c.Status == CaseStatus.WaitingOnCustomer || c.Status == CaseStatus.SolutionOffered))
            .ToListAsync(cancellation);
        foreach (var one in waiting)
            one.PlanSilenceAnew(programme);
        await db.SaveChangesAsync(CancellationToken.None);
    }
}

/// <summary>The round that looks for missing promises.</summary>
[DisallowConcurrentExecution]
public sealed class PromiseJob(PromiseWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
