using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// One promise under way: nothing but its events, so that every reading is a pure function of events, calendar and instant (spec P11, S8).
/// </summary>
public sealed record SlaClock
{
    public required ClockKind Kind { get; init; }

    /// <summary>First-response cycle, counted from 1; a reopened case starts the next (spec C9).</summary>
    public int Cycle { get; init; } = 1;

    public required string CalendarId { get; init; }

    /// <summary>The version of the calendar it counts on, until a person moves it to another (spec P14).</summary>
    public int CalendarVersion { get; init; } = CalendarVersions.First;

    public required Instant StartedAt { get; init; }

    public required Duration Target { get; init; }

    /// <summary>Receipt, when a raised severity has let the clock start later; lowering counts from here (spec S8).</summary>
    public Instant? ReceivedAt { get; init; }

    /// <summary>Cap of a raised severity: the old due time (spec S8).</summary>
    public Instant? NotLaterThan { get; init; }

    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    public Instant? StoppedAt { get; init; }

    public ClockEnd? EndedAs { get; init; }

    /// <param name="calendarVersion">The version in force, <see cref="SupportProgramme.CalendarVersionOf"/>.</param>
    public static SlaClock Start(SlaTarget target, Instant at, int cycle = 1, int calendarVersion = CalendarVersions.First) =>
        new()
        {
            Kind = target.Kind,
            Cycle = cycle,
            CalendarId = target.CalendarId,
            CalendarVersion = calendarVersion,
            StartedAt = at,
            Target = target.Length,
        };

    public SlaClock Stop(Instant at, ClockEnd how) => this with { StoppedAt = at, EndedAs = how };

    /// <summary>The target, or the shorter time that the cap leaves on this clock's calendar.</summary>
    public Duration EffectiveTarget(BusinessCalendar calendar) =>
        NotLaterThan is { } cap ? Duration.Max(Duration.Zero, Duration.Min(Target, calendar.Elapsed(StartedAt, cap))) : Target;

    /// <summary>When the promise is broken if nothing happens; null while an open pause keeps it unknown, or beyond the horizon.</summary>
    public Instant? DueAt(BusinessCalendar calendar)
    {
        var target = EffectiveTarget(calendar);
        var due = calendar.Due(StartedAt, target, Pauses);
        // The cap itself may lie in closed time, after the instant at which its
        // share is used up; later pauses move it on like any due time.
        return target < Target && due == calendar.Due(StartedAt, target) ? NotLaterThan : due;
    }

    /// <param name="atRiskShare">Share of the target, 0..1, from which on the clock is at risk.</param>
    public ClockReading Read(BusinessCalendar calendar, Instant now, double atRiskShare) =>
        ClockReader.Read(this, calendar, now, atRiskShare);
}
