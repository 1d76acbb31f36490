using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>A clock of a case: its own events (start, pauses, end) and a cache of the instants derived from them.</summary>
public sealed class CaseClock
{
    private CaseClock() { }

    public long Id { get; private set; }

    public long CaseId { get; private set; }

    public ClockKind Kind { get; private set; }

    /// <summary>The first-response cycle it belongs to (spec C9).</summary>
    public int Cycle { get; private set; }

    public string CalendarId { get; private set; } = "";

    /// <summary>The version of the calendar it counts on: the one in force when it started, until a person moves it (spec P14).</summary>
    public int CalendarVersion { get; private set; } = CalendarVersions.First;

    public Instant StartedAt { get; private set; }

    public Duration Target { get; private set; }

    /// <summary>Receipt, when a raised severity let the clock start later (spec S8).</summary>
    public Instant? ReceivedAt { get; private set; }

    /// <summary>Cap of a raised severity: never later than the old due time (spec S8).</summary>
    public Instant? NotLaterThan { get; private set; }

    /// <summary>The time at which a call was promised; only that call keeps it (spec P3).</summary>
    public Instant? PromisedFor { get; private set; }

    public IReadOnlyList<Pause> Pauses { get; private set; } = [];

    public Instant? EndedAt { get; private set; }

    public ClockEnd? EndedAs { get; private set; }

    /// <summary>The version of the case that ended it.</summary>
    public int? EndedInVersion { get; private set; }

    /// <summary>True once the due instant passed before the clock ended; stays for good (spec S8).</summary>
    public bool WasMissed { get; private set; }

    /// <summary>When a supervisor excused that it was missed, with a reason on record (spec U2); null when nobody did.</summary>
    public Instant? ExcusedAt { get; private set; }

    public string? ExcusedBy { get; private set; }

    /// <summary>Cache; null while it waits for the customer.</summary>
    public Instant? DueAt { get; private set; }

    /// <summary>Cache: when the at-risk share of the target is used up.</summary>
    public Instant? AtRiskAt { get; private set; }

    public bool IsOpen => EndedAs is null;

    /// <summary>What it promises.</summary>
    public Promise Promise =>
        Kind switch
        {
            ClockKind.FirstResponse => Promise.FirstResponse,
            ClockKind.NextUpdate => Promise.NextUpdate,
            ClockKind.Resolution => Promise.Resolution,
            _ => PromisedFor is null ? Promise.Callback : Promise.PromisedCall,
        };

    public static CaseClock Start(SlaTarget target, int cycle, CaseContext context) => Of(Fresh(target, cycle, context), context.Programme);

    /// <summary>A call at a time that somebody named: that time is the due time, at any hour (spec P3).</summary>
    internal static CaseClock Promised(Instant at, int cycle, CaseContext context)
    {
        var until = new SlaTarget(ClockKind.Callback, SupportProgramme.AlwaysCalendar, at - context.Now);
        var clock = Of(Fresh(until, cycle, context), context.Programme);
        clock.PromisedFor = at;
        clock.Recompute(context.Programme);
        return clock;
    }

    private static SlaClock Fresh(SlaTarget target, int cycle, CaseContext context) =>
        SlaClock.Start(target, context.Now, cycle, context.Programme.CalendarVersionOf(target.CalendarId));

    /// <summary>
    /// The same promise in the case that takes this one in: it started when it started, and is due when it is due. There it is an
    /// answer to a contact; that case has a first response of its own (spec P11).
    /// </summary>
    internal CaseClock MovedTo(int cycle, SupportProgramme programme)
    {
        var moved = Of(ToSla() with { Kind = ClockKind.Callback, Cycle = cycle, StoppedAt = null, EndedAs = null }, programme);
        (moved.PromisedFor, moved.ExcusedAt, moved.ExcusedBy) = (PromisedFor, ExcusedAt, ExcusedBy);
        moved.Recompute(programme);
        return moved;
    }

    /// <summary>Whether it is the same promise as another one's, moved from case to case.</summary>
    internal bool IsSameAs(CaseClock other) =>
        StartedAt == other.StartedAt
        && CalendarId == other.CalendarId
        && PromisedFor == other.PromisedFor
        && (PromisedFor is not null || Target == other.Target);

    internal static CaseClock Of(SlaClock sla, SupportProgramme programme)
    {
        var clock = new CaseClock
        {
            Kind = sla.Kind,
            Cycle = sla.Cycle,
            CalendarId = sla.CalendarId,
            CalendarVersion = sla.CalendarVersion,
            StartedAt = sla.StartedAt,
            Target = sla.Target,
            ReceivedAt = sla.ReceivedAt,
            NotLaterThan = sla.NotLaterThan,
            Pauses = sla.Pauses,
        };
        clock.Recompute(programme);
        return clock;
    }

    /// <summary>The clock as the pure functions of <see cref="ServiceLevels"/> see it.</summary>
    public SlaClock ToSla() =>
        new()
        {
            Kind = Kind,
            Cycle = Cycle,
            CalendarId = CalendarId,
            CalendarVersion = CalendarVersion,
            StartedAt = StartedAt,
            // Targets are kept in whole seconds; the promised time is kept as it was said.
            Target = PromisedFor is { } promised ? promised - StartedAt : Target,
            ReceivedAt = ReceivedAt,
            NotLaterThan = NotLaterThan,
            Pauses = Pauses,
            StoppedAt = EndedAt,
            EndedAs = EndedAs,
        };

    public ClockReading Read(SupportProgramme programme, Instant now) => ToSla().Read(CalendarIn(programme), now, programme.AtRiskShare);

    /// <summary>The calendar it counts on, in its own version.</summary>
    public BusinessCalendar CalendarIn(SupportProgramme programme) => programme.Calendar(CalendarId, CalendarVersion);

    public NextClock AsNext() =>
        new(
            Kind,
            CalendarId,
            CalendarVersion,
            StartedAt,
            Target,
            DueAt,
            AtRiskAt,
            Pauses.Count > 0 && Pauses[^1].End is null ? Pauses[^1].Start : null
        );

    internal void End(ClockEnd how, int caseVersion, CaseContext context)
    {
        // A pause that is still open ends with the clock, so that the due time it is judged by is known again.
        CloseOpenPause(context);
        WasMissed = DueAt is { } due && context.Now > due;
        (EndedAt, EndedAs, EndedInVersion) = (context.Now, how, caseVersion);
    }

    /// <summary>Ends without a verdict of its own: the same promise goes on elsewhere, or never came here (spec I5).</summary>
    internal void GoOver(int caseVersion, CaseContext context)
    {
        End(ClockEnd.Superseded, caseVersion, context);
        WasMissed = false;
    }

    /// <summary>Takes back an end that is being undone, and the end of the pause that ended with it.</summary>
    internal void Revive(bool wasPaused, SupportProgramme programme)
    {
        if (wasPaused && Pauses.Count > 0)
            Pauses = [.. Pauses.Take(Pauses.Count - 1), Pauses[^1] with { End = null }];
        (EndedAt, EndedAs, EndedInVersion, WasMissed) = (null, null, null, false);
        Recompute(programme);
    }

    /// <summary>Met, missed, superseded, excused, called off, or still running (spec U2).</summary>
    public ClockVerdict Verdict(Instant now) => ClockVerdicts.Of(EndedAs, WasMissed, ExcusedAt is not null, DueAt, now);

    internal void Excuse(CaseContext context) => (ExcusedAt, ExcusedBy) = (context.Now, context.Actor.Name);

    internal void Pause(CaseContext context)
    {
        if (Pauses.Count > 0 && Pauses[^1].End is null)
            return;
        Pauses = [.. Pauses, new Pause(context.Now, null)];
        Recompute(context.Programme);
    }

    /// <summary>Takes back that a pause ended at an instant.</summary>
    internal void PauseOn(Instant endedAt, SupportProgramme programme)
    {
        if (Pauses.Count == 0 || Pauses[^1].End != endedAt)
            return;
        Pauses = [.. Pauses.Take(Pauses.Count - 1), Pauses[^1] with { End = null }];
        Recompute(programme);
    }

    internal void CloseOpenPause(CaseContext context)
    {
        if (Pauses.Count == 0 || Pauses[^1].End is not null)
            return;
        Pauses = [.. Pauses.Take(Pauses.Count - 1), Pauses[^1] with { End = context.Now }];
        Recompute(context.Programme);
    }

    /// <summary>Counts on another version of its calendar from now on.</summary>
    internal void MoveTo(int version, SupportProgramme programme)
    {
        CalendarVersion = version;
        Recompute(programme);
    }

    /// <summary>Fills the cache from the events; the nightly self-check compares its answer with what is stored.</summary>
    public void Recompute(SupportProgramme programme)
    {
        var reading = (ToSla() with { StoppedAt = null, EndedAs = null }).Read(CalendarIn(programme), StartedAt, programme.AtRiskShare);
        (DueAt, AtRiskAt) = (reading.DueAt, reading.AtRiskAt);
    }
}
