using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Supervision.JudgeAnew;

/// <summary>
/// Tells supervisors once when records came or changed that judge open cases otherwise (spec E5, U2); settles by itself when none is
/// left. An import changes thousands of records: it looks once they have come to rest, not after each.
/// </summary>
public sealed class JudgeWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    JudgedOtherwiseQuery query,
    OpenAlerts alerts,
    IClock clock
) : IRecordEffect
{
    /// <summary>The one alert's key.</summary>
    private const string Key = "records";

    private static readonly Actor Rule = Actor.System("E5");

    // At the first run after a start too: records may have come while the console was down.
    private volatile bool _isDue = true;

    public Task<Func<Task>> ApplyAsync(HelpdeskDb db, IReadOnlyList<RecordChange> changes, CancellationToken cancellation) =>
        Task.FromResult<Func<Task>>(() =>
        {
            // Who somebody is changes no verdict.
            if (changes.Any(c => c.Kind != RecordKinds.Contacts.Name))
                _isDue = true;
            return Task.CompletedTask;
        });

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!_isDue)
            return;
        _isDue = false;
        var count = (await query.FindAsync(cancellation)).Count;
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var known = await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.JudgedOtherwise && a.Key == Key, CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var raised = 0;
        if (count > 0 && known is null)
        {
            db.Alerts.Add(SupervisorAlert.About(AlertKind.JudgedOtherwise, Key, "", null, null, now));
            raised = 1;
        }
        else if (count > 0)
        {
            raised = known!.RaiseAgain(now) ? 1 : 0;
        }

        var settled = count == 0 && known is { SettledAt: null } && known.SettleItself(Rule, now);
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(raised);
        if (settled)
            alerts.Settled();
    }
}

/// <summary>Runs the watch.</summary>
[DisallowConcurrentExecution]
public sealed class JudgeJob(JudgeWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
