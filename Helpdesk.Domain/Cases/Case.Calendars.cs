using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <content>What another version of a calendar does to the clocks (spec P14, S8).</content>
public sealed partial class Case
{
    /// <summary>
    /// What moving the open clocks of a calendar to one of its versions would do; the same function shows it and does it. A clock that is
    /// missed stays missed, and none is broken after the fact: those stay on their version (as S8).
    /// </summary>
    /// <param name="programme">One that knows the version, in force or not.</param>
    public IReadOnlyList<CalendarMove> PreviewCalendar(string calendarId, int version, SupportProgramme programme, Instant now) =>
        [.. OnOtherVersions(calendarId, version).Select(c => MoveOf(c, version, programme, now))];

    /// <summary>Moves the open clocks of a calendar to one of its versions, and says so in the record; empty when none moved.</summary>
    /// <param name="by">Who decided it.</param>
    public IReadOnlyList<CalendarMove> MoveToCalendar(string calendarId, int version, string by, string reason, CaseContext context)
    {
        List<CalendarMove> moved = [];
        foreach (var clock in OnOtherVersions(calendarId, version).ToList())
        {
            var move = MoveOf(clock, version, context.Programme, context.Now);
            if (move.Stays is not null)
                continue;
            clock.MoveTo(version, context.Programme);
            moved.Add(move);
        }

        if (moved.Count == 0)
            return moved;
        // Also those whose due time is the same: by the record alone it can be told on which version each clock counts.
        Record(context, new DueTimesMoved(calendarId, version, by, reason, [.. moved.Select(MovedDue.Of)]));
        Version++;
        NextClock = FirstDue();
        return moved;
    }

    /// <summary>
    /// Counts the open clocks anew, each on its own calendar, when the share from which a clock is at risk has changed; false when nothing
    /// moved.
    /// </summary>
    public bool CountAnew(SupportProgramme programme)
    {
        var before = _clocks.Select(c => (c.DueAt, c.AtRiskAt)).ToList();
        foreach (var clock in _clocks.Where(c => c.IsOpen))
            clock.Recompute(programme);
        if (_clocks.Select(c => (c.DueAt, c.AtRiskAt)).SequenceEqual(before))
            return false;
        Version++;
        NextClock = FirstDue();
        return true;
    }

    /// <summary>When the first of the open clocks falls due; the nightly check holds the queue's row against it.</summary>
    public Instant? FirstDueAt() => FirstDue()?.DueAt;

    private IEnumerable<CaseClock> OnOtherVersions(string calendarId, int version) =>
        _clocks.Where(c => c.IsOpen && c.CalendarId == calendarId && c.CalendarVersion != version);

    private static CalendarMove MoveOf(CaseClock clock, int version, SupportProgramme programme, Instant now)
    {
        var due = (clock.ToSla() with { CalendarVersion = version }).DueAt(programme.Calendar(clock.CalendarId, version));
        CalendarStay? stays =
            clock.PromisedFor is not null ? CalendarStay.Promised
            : clock.DueAt <= now ? CalendarStay.Missed
            : due <= now ? CalendarStay.WouldBeMissed
            // Beyond the horizon there is no due time to promise.
            : due is null && clock.DueAt is not null ? CalendarStay.NeverDue
            : null;
        return new(clock.Kind, clock.StartedAt, clock.CalendarVersion, clock.DueAt, stays is null ? due : clock.DueAt, stays);
    }
}

/// <summary>What another version of its calendar does to one clock.</summary>
/// <param name="FromVersion">On which it counts before.</param>
/// <param name="NewDueAt">The old one where it stays; null while it waits for the customer.</param>
/// <param name="Stays">Why it stays on its version; null when it moves.</param>
public sealed record CalendarMove(
    ClockKind Kind,
    Instant StartedAt,
    int FromVersion,
    Instant? OldDueAt,
    Instant? NewDueAt,
    CalendarStay? Stays
)
{
    /// <summary>True when it falls due at another instant.</summary>
    public bool Moves => OldDueAt != NewDueAt;
}

/// <summary>Why a clock stays on the version of its calendar that it has.</summary>
public enum CalendarStay
{
    /// <summary>It is missed, and stays missed (spec S8).</summary>
    Missed = 0,

    /// <summary>It would be broken after the fact.</summary>
    WouldBeMissed = 1,

    /// <summary>Somebody named the time of a call (spec P3).</summary>
    Promised = 2,

    /// <summary>The version never opens long enough for it.</summary>
    NeverDue = 3,
}

/// <summary>Clocks went over to another version of their calendar, and fall due at other times (spec P14).</summary>
/// <param name="By">Who decided it.</param>
public sealed record DueTimesMoved(string CalendarId, int CalendarVersion, string By, string Reason, IReadOnlyList<MovedDue> Dues)
    : CaseEvent;

/// <summary>A due time before and after; null while the clock waits for the customer.</summary>
public sealed record MovedDue(ClockKind Kind, Instant StartedAt, Instant? OldDueAt, Instant? NewDueAt)
{
    internal static MovedDue Of(CalendarMove move) => new(move.Kind, move.StartedAt, move.OldDueAt, move.NewDueAt);
}
