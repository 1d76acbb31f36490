using NodaTime;

namespace Helpdesk.Domain.Kernel;

/// <summary>A half-open stretch of time: its end belongs to the next.</summary>
public readonly record struct TimeRange(Instant From, Instant Until)
{
    public bool IsEmpty => Until <= From;

    public Duration Length => Until - From;

    public bool Contains(Instant at) => From <= at && at < Until;

    public TimeRange Within(TimeRange other) => new(Instant.Max(From, other.From), Instant.Min(Until, other.Until));
}
