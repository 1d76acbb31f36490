using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>
/// Counts the clocks of a case by planned targets, with what people did at the very instants at which they did it. A cell that the plan
/// leaves as it is keeps its history, so that a plan without a change says what the report says.
/// </summary>
/// <param name="versions">All targets that ever held, so that a clock's own can be told from other promises.</param>
public sealed class WhatIfReplay(SupportProgramme programme, ProgrammeTargets planned, IReadOnlyList<ProgrammeTargets> versions)
{
    private readonly HashSet<TargetCell> _changed = programme.Targets.ChangedCells(planned);
    private readonly Dictionary<(ClockKind, string, Duration), List<TargetCell>> _cells = [];

    /// <summary>True where only the history of a case tells which cell a clock of it comes from.</summary>
    public bool NeedsHistory(SupportTier tier, Severity severity, IReadOnlyList<WhatIfClock> clocks)
    {
        foreach (var clock in clocks)
        {
            if (clock.IsNamedTime)
                continue;
            var cells = CellsOf(clock.Sla);
            if (cells.Exists(_changed.Contains) && cells.Exists(cell => cell != new TargetCell(tier, severity, clock.Sla.Kind)))
                return true;
        }

        return false;
    }

    /// <summary>What each clock would have been.</summary>
    /// <param name="clocks">All of one case, in the order in which they were made.</param>
    /// <param name="standings">Oldest first.</param>
    public IReadOnlyList<WhatIfOutcome> Run(IReadOnlyList<WhatIfClock> clocks, IReadOnlyList<CaseStanding> standings)
    {
        var outcomes = new WhatIfOutcome[clocks.Count];
        var replaced = new bool[clocks.Count];
        for (var i = 0; i < clocks.Count; i++)
        {
            var before = PredecessorOf(clocks, i, replaced);
            outcomes[i] = Outcome(clocks[i], before < 0 ? null : (clocks[before], outcomes[before]), standings);
        }

        return outcomes;
    }

    private WhatIfOutcome Outcome(WhatIfClock clock, (WhatIfClock Clock, WhatIfOutcome Now)? before, IReadOnlyList<CaseStanding> standings)
    {
        if (clock.IsNamedTime)
            return new(clock.Fact, WhatIfFate.Same);
        // Whoever would have been too late already when the severity changed has the missed clock, and no other (spec S8).
        if (before is { Now.Fate: WhatIfFate.Gone } || before is { Now: { Fate: WhatIfFate.Moved } late } && IsMissed(late.Fact))
            return Gone(clock);
        var cells = CellsOf(clock.Sla);
        if (cells.Count == 0)
            return new(clock.Fact, WhatIfFate.Unknown);
        var cell = CellOf(clock, cells, standings);
        var target = _changed.Contains(cell) ? planned.Target(cell.Tier, cell.Severity, cell.Kind) : Own(clock.Sla);
        if (target is null)
            return Gone(clock);
        // The cap of a raised severity is the due time of the clock before (spec S8).
        var cap =
            clock.Sla.NotLaterThan is not null && before is { Now: { Fate: WhatIfFate.Moved } moved }
                ? moved.Fact.DueAt
                : clock.Sla.NotLaterThan;
        if (target.CalendarId == clock.Sla.CalendarId && target.Length == clock.Sla.Target && cap == clock.Sla.NotLaterThan)
            return new(clock.Fact, WhatIfFate.Same);
        // On the calendar that it had it counts by the version that it had.
        var version =
            target.CalendarId == clock.Sla.CalendarId ? clock.Sla.CalendarVersion : programme.CalendarVersionOf(target.CalendarId);
        var sla = clock.Sla with { CalendarId = target.CalendarId, CalendarVersion = version, Target = target.Length, NotLaterThan = cap };
        return new(clock.Fact.WithDue(sla.DueAt(programme.Calendar(target.CalendarId, version))), WhatIfFate.Moved);
    }

    private static WhatIfOutcome Gone(WhatIfClock clock) => new(clock.Fact.Unsettled(), WhatIfFate.Gone);

    private static bool IsMissed(ClockFact fact) => fact.DueAt < fact.EndedAt;

    private static SlaTarget Own(SlaClock sla) => new(sla.Kind, sla.CalendarId, sla.Target);

    // The cell of the severity that the case had when the clock ended; a missed one stays missed by an earlier one (spec S8).
    private static TargetCell CellOf(WhatIfClock clock, List<TargetCell> cells, IReadOnlyList<CaseStanding> standings)
    {
        var at = 0;
        while (at < standings.Count - 1 && standings[at].Until < (clock.Fact.EndedAt ?? Instant.MaxValue))
            at++;
        for (var i = at; i >= 0; i--)
        {
            var cell = new TargetCell(standings[i].Tier, standings[i].Severity, clock.Sla.Kind);
            if (cells.Contains(cell))
                return cell;
        }

        return cells[0];
    }

    private List<TargetCell> CellsOf(SlaClock sla)
    {
        var key = (sla.Kind, sla.CalendarId, sla.Target);
        if (!_cells.TryGetValue(key, out var cells))
            _cells[key] = cells = [.. versions.SelectMany(v => v.CellsOf(sla.Kind, sla.CalendarId, sla.Target)).Distinct()];
        return cells;
    }

    // The clock that this one took over from: ended as superseded at the instant at which it began, or begun earlier than that when a
    // lowered severity counts from receipt.
    private static int PredecessorOf(IReadOnlyList<WhatIfClock> clocks, int place, bool[] replaced)
    {
        var next = clocks[place].Sla;
        for (var i = 0; i < place; i++)
        {
            var old = clocks[i].Sla;
            if (
                replaced[i]
                || old.EndedAs != ClockEnd.Superseded
                || (old.Kind, old.Cycle) != (next.Kind, next.Cycle)
                || next.StartedAt > old.StoppedAt
            )
                continue;
            replaced[i] = true;
            return i;
        }

        return -1;
    }
}
