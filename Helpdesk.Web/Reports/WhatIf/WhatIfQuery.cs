using System.Diagnostics;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.ServiceLevels.Programme;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Reports.WhatIf;

/// <summary>
/// What the last 13 weeks would have looked like with other targets: every clock counted anew, before and after by the reader that counts
/// the reports, from one snapshot.
/// </summary>
public sealed class WhatIfQuery(
    IOptions<DataOptions> data,
    IDbContextFactory<HelpdeskDb> databases,
    SupportProgramme programme,
    ProgrammeBook book,
    IClock clock,
    ILogger<WhatIfQuery> log
) : IProgrammeWhatIf
{
    // SQLite takes so many values in one list without a word.
    private const int AtOnce = 500;

    public async Task<ProgrammePreview> RunAsync(ProgrammeTargets planned, IProgress<int> progress, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var replay = new WhatIfReplay(programme, planned, book.AllTargets);
        // Seconds of reading must not hold up the thread of a screen.
        var (report, running) = await Task.Run(() => Count(replay, progress, cancellation), cancellation);
        log.LogInformation(
            "What-if of {Cases} cases counted in {Milliseconds:F0} ms",
            report.Cases,
            Stopwatch.GetElapsedTime(start).TotalMilliseconds
        );
        var named = report
            .Missed.Take(ProgrammePreviews.MostNamed)
            .Concat(report.Kept.Take(ProgrammePreviews.MostNamed))
            .Select(t => t.CaseId)
            .Distinct()
            .ToList();
        return new(report, await WordsAsync(named, cancellation), running);
    }

    private (WhatIfReport Report, int Running) Count(WhatIfReplay replay, IProgress<int> progress, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var period = WhatIfReport.PeriodUntil(now.InZone(programme.Zone).Date, programme.Zone);
        var (before, after) = (new ReportFacts(), new ReportFacts());
        using var db = new SqliteConnection(data.Value.ConnectionString);
        db.Open();
        using var snapshot = db.BeginTransaction(deferred: true);
        var clocks = WhatIfSql.ReadClocks(db, period.Time.Start, before.Names);
        progress.Report(20);
        ReportFactsSql.ReadCases(
            db,
            WhatIfSql.Cases,
            period.Time.Start.ToUnixTimeTicks(),
            before,
            clocks.ConvertAll(c => (c.CaseId, c.Clock.Fact))
        );
        progress.Report(30);
        var set = Replay(db, replay, before, after, clocks, progress, cancellation);
        progress.Report(90);
        var report = WhatIfReport.Of(before, after, programme, period, now, set);
        progress.Report(100);
        return (report, clocks.Count(c => c.Clock.Sla.EndedAs is null));
    }

    private static (int Unknown, int Gone) Replay(
        SqliteConnection db,
        WhatIfReplay replay,
        ReportFacts before,
        ReportFacts after,
        List<(long CaseId, WhatIfClock Clock)> clocks,
        IProgress<int> progress,
        CancellationToken cancellation
    )
    {
        var (at, unknown, gone) = (0, 0, 0);
        List<WhatIfClock> mine = [];
        for (var i = 0; i < before.CaseCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i % 500 == 0)
                progress.Report(30 + (60 * i / before.CaseCount));
            var about = before.Case(i);
            mine.Clear();
            for (; at < clocks.Count && clocks[at].CaseId <= about.Id; at++)
                mine.Add(clocks[at].Clock);
            var outcomes = replay.Run(mine, Standings(db, replay, about, mine));
            unknown += outcomes.Count(o => o.Fate == WhatIfFate.Unknown);
            gone += outcomes.Count(o => o.Fate == WhatIfFate.Gone);
            after.Put(about, outcomes.Select(o => o.Fact).ToArray());
        }

        return (unknown, gone);
    }

    private static IReadOnlyList<CaseStanding> Standings(
        SqliteConnection db,
        WhatIfReplay replay,
        CaseFact about,
        IReadOnlyList<WhatIfClock> clocks
    ) =>
        replay.NeedsHistory(about.Tier, about.Severity, clocks)
            ? WhatIfSql.ReadStandings(db, about)
            : [new(about.Tier, about.Severity, Instant.MaxValue)];

    private async Task<Dictionary<long, PreviewedCase>> WordsAsync(List<long> ids, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        Dictionary<long, PreviewedCase> words = [];
        foreach (var some in ids.Chunk(AtOnce))
        {
            var found = await db
                .Cases.AsNoTracking()
                .Where(c => some.Contains(c.Id))
                .Select(c => new
                {
                    c.Id,
                    c.Number,
                    c.Subject,
                    Customer = c.CustomerName ?? c.Contact.Organisation ?? c.Contact.Name,
                })
                .ToListAsync(cancellation);
            foreach (var one in found)
                words[one.Id] = new(one.Number, one.Subject, one.Customer);
        }

        return words;
    }
}
