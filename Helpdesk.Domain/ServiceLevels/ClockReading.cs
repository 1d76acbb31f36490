using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>What a clock shows at one instant; an ended clock shows what it showed when it stopped.</summary>
/// <param name="DueAt">Null while an open pause keeps it unknown, or beyond the calendar's horizon.</param>
/// <param name="Remaining">Calendar time left; negative is late by that much calendar time.</param>
/// <param name="Elapsed">Calendar time used up.</param>
/// <param name="IsRunning">Time counts right now: not ended, not paused, calendar open.</param>
/// <param name="IsLate">Past its due instant, whatever it ended as: a missed clock stays missed (spec S8).</param>
/// <param name="AtRiskAt">When the at-risk share of the target is used up.</param>
/// <param name="NextTransition">Earliest later instant at which this reading changes other than by counting down.</param>
/// <param name="ResumesAt">When time counts again, for an open clock that stands still.</param>
public readonly record struct ClockReading(
    ClockState State,
    Instant? DueAt,
    Duration Remaining,
    Duration Elapsed,
    bool IsRunning,
    bool IsLate,
    Instant? AtRiskAt,
    Instant? NextTransition,
    Instant? ResumesAt
);
