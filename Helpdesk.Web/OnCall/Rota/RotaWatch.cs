using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Quartz;
using TimeRange = Helpdesk.Domain.Kernel.TimeRange;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// Tells the screens when a shift begins, and supervisors of each hour of the next 14 days that nobody covers: in the attention list
/// and, once for each gap, by mail (spec U3). A gap that is closed settles itself; one that comes back is raised again.
/// </summary>
public sealed class RotaWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RotaCache board,
    SupportProgramme programme,
    OpenAlerts alerts,
    GapMail mail,
    OutboxSignal bell,
    IClock clock
) : IDisposable
{
    /// <summary>How far ahead gaps are looked for.</summary>
    public static readonly Duration Notice = Duration.FromDays(14);

    // Beyond both ends, so that a gap keeps its beginning and its end, and with them its key, while time goes by.
    private static readonly Duration s_margin = Duration.FromDays(31);
    private static readonly Actor s_rule = Actor.System("U3");

    private readonly SemaphoreSlim _one = new(1);
    private Instant? _edge;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = clock.GetCurrentInstant();
            if (_edge is { } edge && edge <= now)
                board.Turned();
            _edge = board.NextEdge(now);
            await RaiseAndSettleAsync(now);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// The gaps of the next 14 days, soonest first. A layer that nobody ever planned
    /// has none, but for the first one: somebody has to be asked.
    /// </summary>
    public IReadOnlyList<RotaGap> Gaps(Instant now)
    {
        var (rota, business) = (board.Current, programme.Calendar(SupportProgramme.BusinessCalendarId));
        var over = new TimeRange(now - s_margin, now + Notice + s_margin);
        return
        [
            .. Enum.GetValues<OnCallLayer>()
                .Where(IsPlanned)
                .SelectMany(l => rota.GapsTogether(l, over, business))
                .Where(g => g.Time.Until > now && g.Time.From < now + Notice)
                .OrderBy(g => g.Time.From)
                .ThenBy(g => g.Layer),
        ];
    }

    public void Dispose() => _one.Dispose();

    private bool IsPlanned(OnCallLayer layer) =>
        layer == OnCallLayer.Primary || board.Rotations.Any(r => r.Layer == layer) || board.Overrides.Any(o => o.Layer == layer);

    private async Task RaiseAndSettleAsync(Instant now)
    {
        var gaps = Gaps(now);
        // Nearly always there is nothing to do: no turn at the gate for that.
        await using (var look = await databases.CreateDbContextAsync(CancellationToken.None))
        {
            if (await ChangeAsync(look, gaps, now) is (0, 0))
                return;
        }

        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var (raised, settled) = await ChangeAsync(db, gaps, now);
            await db.SaveChangesAsync(CancellationToken.None);
            alerts.Raised(raised);
            alerts.Settled(settled);
        }

        bell.Ring();
    }

    private async Task<(int Raised, int Settled)> ChangeAsync(HelpdeskDb db, IReadOnlyList<RotaGap> gaps, Instant now)
    {
        string[] keys = [.. gaps.Select(KeyOf)];
        var known = await db.Alerts.Where(a => a.Kind == AlertKind.RotaGap && (a.SettledAt == null || keys.Contains(a.Key))).ToListAsync();
        var raised = 0;
        foreach (var gap in gaps)
        {
            var alert = known.Find(k => k.Key == KeyOf(gap));
            if (alert is null)
            {
                db.Alerts.Add(
                    SupervisorAlert.About(
                        AlertKind.RotaGap,
                        KeyOf(gap),
                        gap.Layer.ToString(),
                        gap.Begins ? gap.Time.From : null,
                        gap.Ends ? gap.Time.Until : null,
                        now
                    )
                );
                await mail.WriteAsync(db, gap, KeyOf(gap), now);
            }

            if (alert is null || (alert.SettledAt is not null && alert.RaiseAgain(now)))
                raised++;
        }

        return (raised, known.Where(k => k.SettledAt is null && !keys.Contains(k.Key)).Count(k => k.SettleItself(s_rule, now)));
    }

    private static string KeyOf(RotaGap gap) =>
        $"{gap.Layer} {(gap.Begins ? InstantPattern.General.Format(gap.Time.From) : "-")} "
        + $"{(gap.Ends ? InstantPattern.General.Format(gap.Time.Until) : "-")}";
}

/// <summary>The round that finds what the hour brought.</summary>
[DisallowConcurrentExecution]
public sealed class RotaJob(RotaWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
