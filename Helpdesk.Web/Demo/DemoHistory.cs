using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Demo;

/// <summary>
/// Gives the demo weeks of closed cases to report on, after the start so that nobody waits for them: week by week, the latest first,
/// each in a transaction of its own. A week that has its cases is left alone, so whatever cut it off, the next start goes on.
/// </summary>
public sealed class DemoHistory(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    SupportProgramme programme,
    IOptions<DemoOptions> demo,
    IClock clock,
    ILogger<DemoHistory> log
)
{
    /// <summary>A week with so many closed cases has been filled; the demo's own open ones close far fewer.</summary>
    private const int Enough = 20;

    public async Task FillAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(programme.Zone).Date;
        var cases = new DemoCases(programme, DemoRecords.All(today), now);
        var made = 0;
        for (var week = 1; week <= demo.Value.HistoryWeeks; week++)
            made += await FillWeekAsync(cases, today.PlusDays(1 - (int)today.DayOfWeek).PlusWeeks(-week), cancellation);
        if (made > 0)
            log.LogInformation("Demo data: {Cases} closed cases of the last {Weeks} weeks", made, demo.Value.HistoryWeeks);
    }

    private async Task<int> FillWeekAsync(DemoCases cases, LocalDate monday, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var (from, until) = (programme.Zone.AtStartOfDay(monday).ToInstant(), programme.Zone.AtStartOfDay(monday.PlusWeeks(1)).ToInstant());
        if (
            await db.Cases.CountAsync(c => c.Status == CaseStatus.Closed && c.OpenedAt >= from && c.OpenedAt < until, cancellation)
            >= Enough
        )
            return 0;
        var week = Enumerable.Range(0, 7).Select(monday.PlusDays).ToList();
        var days = await db.CaseDays().Where(d => week.Contains(d.Day)).ToDictionaryAsync(d => d.Day, cancellation);
        List<Case> made = [.. cases.MakeWeek(monday, days.ToDictionary(d => d.Key, d => d.Value.Last))];
        db.Cases.AddRange(made);
        foreach (var (day, last) in cases.Days.Where(d => week.Contains(d.Key)))
        {
            if (days.TryGetValue(day, out var known))
                known.Last = last;
            else
                db.CaseDays().Add(new CaseDay { Day = day, Last = last });
        }

        await db.SaveChangesAsync(cancellation);
        return made.Count;
    }
}

/// <summary>Once, some seconds after the start of a demo.</summary>
[DisallowConcurrentExecution]
public sealed class DemoHistoryJob(DemoHistory history) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await history.FillAsync(cancellationToken);
}
