using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>
/// Tells the screens when an absence begins or ends, and supervisors, once for each absence, that somebody away has open cases (spec U2).
/// When they are back the alert settles itself.
/// </summary>
public sealed class AbsenceWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AbsenceCache board,
    PeopleDirectory people,
    OpenAlerts alerts,
    IClock clock
) : IDisposable
{
    private static readonly Actor Rule = Actor.System("U2");

    private readonly SemaphoreSlim _one = new(1);
    private Instant _told = Instant.MinValue;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = clock.GetCurrentInstant();
            if (_told > Instant.MinValue && board.NextEdge(_told) is { } edge && edge <= now)
                board.Turned();
            _told = now;
            await RaiseAndSettleAsync(now);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task RaiseAndSettleAsync(Instant now)
    {
        // Nearly always there is nothing to do: no turn at the gate for that.
        await using (var look = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            if (await ChangeAsync(look, now) is (0, 0))
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var (raised, settled) = await ChangeAsync(db, now);
        await db.SaveChangesAsync();
        alerts.Raised(raised);
        alerts.Settled(settled);
    }

    private async Task<(int Raised, int Settled)> ChangeAsync(HelpdeskDb db, Instant now)
    {
        var away = await db.Absences().AsNoTracking().Where(a => a.CancelledAt == null && a.From <= now && a.Until > now).ToListAsync();
        var known = await db.Alerts.Where(a => a.Kind == AlertKind.OwnerAway && (a.SettledAt == null || a.Until > now)).ToListAsync();
        var raised = 0;
        foreach (var absence in away)
        {
            var alert = known.Find(k => k.Key == KeyOf(absence));
            if (
                alert is { SettledItself: false }
                || !await db.Cases.AnyAsync(c =>
                    c.OwnerId == absence.PersonId && c.Status != CaseStatus.Closed && c.Status != CaseStatus.Resolved
                )
            )
                continue;
            if (alert is null)
                db.Alerts.Add(
                    SupervisorAlert.About(
                        AlertKind.OwnerAway,
                        KeyOf(absence),
                        people.Find(absence.PersonId)?.DisplayName ?? "",
                        absence.From,
                        absence.Until,
                        now
                    )
                );
            else
                alert.RaiseAgain(now);
            raised++;
        }

        return (
            raised,
            known.Where(k => k.SettledAt is null && !away.Exists(a => KeyOf(a) == k.Key)).Count(k => k.SettleItself(Rule, now))
        );
    }

    // Another end is the same absence; another beginning is not.
    private static string KeyOf(AbsenceRow absence) => absence.Id.ToString("N");
}

/// <summary>The round that finds what the hour brought.</summary>
[DisallowConcurrentExecution]
public sealed class AbsenceJob(AbsenceWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
