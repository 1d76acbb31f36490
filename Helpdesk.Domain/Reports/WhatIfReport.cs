using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>How promises turned out.</summary>
/// <param name="Excused">Excused, superseded and called off ones are no part of the attainment.</param>
public sealed record WhatIfFigures(int Kept, int Missed, int Excused, int Superseded, int CalledOff)
{
    public static readonly WhatIfFigures None = new(0, 0, 0, 0, 0);

    /// <summary>Kept ones among those that count, 0..1; null when none counts.</summary>
    public double? Attainment => ClockVerdicts.Attainment(Kept, Missed);

    internal WhatIfFigures With(ClockVerdict verdict) =>
        verdict switch
        {
            ClockVerdict.Met => this with { Kept = Kept + 1 },
            ClockVerdict.Excused => this with { Excused = Excused + 1 },
            ClockVerdict.Superseded => this with { Superseded = Superseded + 1 },
            ClockVerdict.CalledOff => this with { CalledOff = CalledOff + 1 },
            _ => this with { Missed = Missed + 1 },
        };
}

/// <summary>The promises of one cell, by tier and severity of today as all reports have them.</summary>
public sealed record WhatIfLine(SupportTier Tier, Severity Severity, ClockKind Kind, WhatIfFigures Before, WhatIfFigures After);

/// <summary>A clock that would have turned out otherwise.</summary>
/// <param name="After">Running: it would not have fallen due in that time, or not have run.</param>
public sealed record WhatIfTurned(
    long CaseId,
    SupportTier Tier,
    Severity Severity,
    ClockKind Kind,
    ClockVerdict Before,
    ClockVerdict After,
    Instant? DueBefore,
    Instant? DueAfter,
    Instant? EndedAt
);

/// <summary>What a period would have looked like.</summary>
/// <param name="Missed">Clocks that would have been missed and were not, the latest due first.</param>
/// <param name="Kept">Clocks that were missed and would not have been.</param>
/// <param name="Unknown">How many clocks have a time that no known version promises, and stay as they were.</param>
/// <param name="Gone">How many clocks would not have run.</param>
public sealed record WhatIfReport(
    ReportPeriod Period,
    Instant AsOf,
    IReadOnlyList<WhatIfLine> Lines,
    WhatIfFigures Before,
    WhatIfFigures After,
    IReadOnlyList<WhatIfTurned> Missed,
    IReadOnlyList<WhatIfTurned> Kept,
    int Cases,
    int Unknown,
    int Gone
)
{
    /// <summary>So many weeks back, today included.</summary>
    public const int Weeks = 13;

    /// <summary>The days that are looked at.</summary>
    public static ReportPeriod PeriodUntil(LocalDate today, DateTimeZone zone) =>
        new(PeriodKind.Custom, today.PlusDays(1 - (7 * Weeks)), today, zone);

    /// <summary>Counts both by the reader that counts the reports.</summary>
    /// <param name="before">As it was.</param>
    /// <param name="after">The same clocks at the same places, by the planned targets.</param>
    public static WhatIfReport Of(
        ReportFacts before,
        ReportFacts after,
        SupportProgramme programme,
        ReportPeriod period,
        Instant now,
        (int Unknown, int Gone) set
    )
    {
        var (was, would) = (Settled(before, programme, period, now), Settled(after, programme, period, now));
        var lines = new Dictionary<(SupportTier, Severity, ClockKind), WhatIfLine>();
        foreach (var (clock, verdict) in was)
            Line(lines, before, clock, line => line with { Before = line.Before.With(verdict) });
        foreach (var (clock, verdict) in would)
            Line(lines, before, clock, line => line with { After = line.After.With(verdict) });
        var turned = was
            .Keys.Union(would.Keys)
            .Select(clock => Turned(before, after, clock, was.GetValueOrDefault(clock), would.GetValueOrDefault(clock)))
            .Where(t => t.Before.IsBroken() != t.After.IsBroken())
            .OrderByDescending(t => t.After.IsBroken() ? t.DueAfter : t.DueBefore)
            .ToList();
        return new(
            period,
            now,
            [.. lines.Values.OrderBy(l => l.Tier).ThenBy(l => l.Kind).ThenBy(l => l.Severity)],
            Sum(was.Values),
            Sum(would.Values),
            turned.FindAll(t => t.After.IsBroken()),
            turned.FindAll(t => t.Before.IsBroken()),
            before.CaseCount,
            set.Unknown,
            set.Gone
        );
    }

    private static Dictionary<int, ClockVerdict> Settled(ReportFacts facts, SupportProgramme programme, ReportPeriod period, Instant now) =>
        new ReportReader(facts, programme, static _ => "", now)
            .FindSettled(period, ReportFilter.None)
            .ToDictionary(item => item.Clock, item => item.Verdict);

    private static WhatIfFigures Sum(IEnumerable<ClockVerdict> verdicts) =>
        verdicts.Aggregate(WhatIfFigures.None, (sum, verdict) => sum.With(verdict));

    private static void Line(
        Dictionary<(SupportTier, Severity, ClockKind), WhatIfLine> lines,
        ReportFacts facts,
        int place,
        Func<WhatIfLine, WhatIfLine> count
    )
    {
        var clock = facts.Clock(place);
        var about = facts.Case(clock.Case);
        var key = (about.Tier, about.Severity, clock.Kind);
        lines[key] = count(
            lines.GetValueOrDefault(key) ?? new(about.Tier, about.Severity, clock.Kind, WhatIfFigures.None, WhatIfFigures.None)
        );
    }

    private static WhatIfTurned Turned(ReportFacts before, ReportFacts after, int place, ClockVerdict was, ClockVerdict would)
    {
        var (old, now) = (before.Clock(place), after.Clock(place));
        var about = before.Case(old.Case);
        return new(about.Id, about.Tier, about.Severity, old.Kind, was, would, old.DueAt, now.DueAt, old.EndedAt);
    }
}
