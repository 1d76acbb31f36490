using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Quartz;

namespace Helpdesk.Web.Supervision.Attention;

/// <summary>
/// Tells supervisors, once, that an exception has run out while its case is still open (spec E5): renewed, prolonged, or served no longer.
/// </summary>
public sealed class ExceptionWatch(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, OpenAlerts alerts, IClock clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using (var look = await databases.CreateDbContextAsync(cancellation))
        {
            // Nearly always there is nothing to do: no turn at the gate for that.
            if ((await EndedAsync(look, cancellation)).Count == 0)
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var ended = await EndedAsync(db, CancellationToken.None);
        db.Alerts.AddRange(ended);
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(ended.Count);
    }

    private async Task<List<SupervisorAlert>> EndedAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var over = await db
            .Cases.Where(c => c.ExceptionUntil != null && c.ExceptionUntil <= now && c.Status < CaseStatus.Resolved)
            .Select(c => new { c.Number, Until = c.ExceptionUntil!.Value })
            .ToListAsync(cancellation);
        if (over.Count == 0)
            return [];
        var known = await db.Alerts.Where(a => a.Kind == AlertKind.ExceptionEnded).Select(a => a.Key).ToListAsync(cancellation);
        return
        [
            .. over.Select(o => (o.Number, o.Until, Key: o.Number + " " + InstantPattern.General.Format(o.Until)))
                .Where(o => !known.Contains(o.Key))
                .Select(o => SupervisorAlert.About(AlertKind.ExceptionEnded, o.Key, "", null, o.Until, now, o.Number)),
        ];
    }
}

/// <summary>The round that finds exceptions which have run out.</summary>
[DisallowConcurrentExecution]
public sealed class ExceptionJob(ExceptionWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
