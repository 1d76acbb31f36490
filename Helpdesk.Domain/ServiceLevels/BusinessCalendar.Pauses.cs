using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <content>Due and elapsed with pauses: calendar time inside a pause does not count. Pauses may come unsorted and may overlap.</content>
public sealed partial class BusinessCalendar
{
    /// <summary>
    /// Earliest instant by which the duration has been counted outside the pauses; null
    /// when an open pause begins before it, or beyond the horizon.
    /// </summary>
    public Instant? Due(Instant start, Duration duration, ReadOnlySpan<Pause> pauses)
    {
        if (pauses.Length == 0)
            return Due(start, duration);
        Span<TickRange> buffer = pauses.Length <= PauseTicks.OnStack ? stackalloc TickRange[pauses.Length] : new TickRange[pauses.Length];
        var due = DueTicks(start.ToUnixTimeTicks(), duration.BclCompatibleTicks, PauseTicks.Normalise(pauses, buffer));
        return due == Unreachable ? null : Instant.FromUnixTimeTicks(due);
    }

    /// <inheritdoc cref="Due(Instant, Duration, ReadOnlySpan{Pause})"/>
    public Instant? Due(Instant start, Duration duration, IReadOnlyList<Pause> pauses) => Due(start, duration, PauseTicks.AsSpan(pauses));

    /// <summary>Time that counts between a and b outside the pauses; b must not be before a.</summary>
    public Duration Elapsed(Instant a, Instant b, ReadOnlySpan<Pause> pauses)
    {
        if (pauses.Length == 0)
            return Elapsed(a, b);
        Span<TickRange> buffer = pauses.Length <= PauseTicks.OnStack ? stackalloc TickRange[pauses.Length] : new TickRange[pauses.Length];
        var (from, until) = (a.ToUnixTimeTicks(), b.ToUnixTimeTicks());
        var elapsed = ElapsedTicks(from, until);
        foreach (var pause in PauseTicks.Normalise(pauses, buffer))
        {
            var (start, end) = (Math.Max(from, pause.Start), Math.Min(until, pause.End));
            if (start < end)
                elapsed -= ElapsedTicks(start, end);
        }

        return Duration.FromTicks(elapsed);
    }

    /// <inheritdoc cref="Elapsed(Instant, Instant, ReadOnlySpan{Pause})"/>
    public Duration Elapsed(Instant a, Instant b, IReadOnlyList<Pause> pauses) => Elapsed(a, b, PauseTicks.AsSpan(pauses));

    private long DueTicks(long start, long duration, ReadOnlySpan<TickRange> pauses)
    {
        // Nothing to count is due at once, even inside a pause.
        if (duration <= 0)
            return DueTicks(start, duration);
        var left = duration;
        foreach (var pause in pauses)
        {
            if (pause.End <= start)
                continue;
            var due = DueTicks(start, left);
            // One that begins at or after the due instant changes nothing.
            if (due <= pause.Start || due == Unreachable)
                return due;
            if (pause.End == long.MaxValue || pause.End > _until)
                return Unreachable;
            if (pause.Start > start)
                left -= ElapsedTicks(start, pause.Start);
            start = pause.End;
        }

        return DueTicks(start, left);
    }
}
