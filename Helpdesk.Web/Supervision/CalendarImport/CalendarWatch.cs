using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>Tells supervisors of a calendar whose holidays run out within 90 days, or that never opens (spec P14, U2).</summary>
public sealed class CalendarWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    SupportProgramme programme,
    OpenAlerts alerts,
    IClock clock
)
{
    private static readonly Actor s_rule = Actor.System("P14");

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var findings = programme.Calendars.SelectMany(c => c.Validate(now).Select(e => (Key: KeyOf(c, e.Code), Calendar: c))).ToList();
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var known = await db.Alerts.Where(a => a.Kind == AlertKind.CalendarGap).ToListAsync(CancellationToken.None);
        var raised = 0;
        foreach (var (key, calendar) in findings)
        {
            var alert = known.Find(k => k.Key == key);
            if (alert is null)
                db.Alerts.Add(SupervisorAlert.About(AlertKind.CalendarGap, key, calendar.Id, null, EndOf(calendar), now));
            if (alert is null || (alert.SettledAt is not null && alert.RaiseAgain(now)))
                raised++;
        }

        var settled = known
            .Where(k => k.SettledAt is null && !findings.Exists(f => f.Key == k.Key))
            .Count(k => k.SettleItself(s_rule, now));
        if (raised + settled == 0)
            return;
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(raised);
        alerts.Settled(settled);
    }

    // Another list that runs out is another finding: what was settled about the old one says nothing of it.
    private static string KeyOf(BusinessCalendar calendar, string code) => $"{calendar.Id} {code} {calendar.HolidaysKnownUntil}";

    private static Instant? EndOf(BusinessCalendar calendar) =>
        calendar.HolidaysKnownUntil is { } last ? calendar.Zone.AtStartOfDay(last.PlusDays(1)).ToInstant() : null;
}

/// <summary>The round that looks at the calendars.</summary>
[DisallowConcurrentExecution]
public sealed class CalendarJob(CalendarWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
