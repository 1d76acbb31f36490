using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>The clock that falls due next, as the queue needs it: a cache of derived instants, recomputed with every command.</summary>
/// <param name="DueAt">Null while it waits for the customer (team targets only).</param>
/// <param name="PausedSince">Since when the customer has the ball, for a clock that stops then.</param>
public sealed record NextClock(
    ClockKind Kind,
    string CalendarId,
    int CalendarVersion,
    Instant StartedAt,
    Duration Target,
    Instant? DueAt,
    Instant? AtRiskAt,
    Instant? PausedSince
);
