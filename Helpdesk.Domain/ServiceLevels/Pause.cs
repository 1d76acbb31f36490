using System.Runtime.InteropServices;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>A stretch <c>[Start, End)</c> in which a clock stands still; without an end it goes on (spec P11).</summary>
public readonly record struct Pause(Instant Start, Instant? End)
{
    public bool Covers(Instant at) => Start <= at && (End is null || at < End);
}

/// <summary>A pause in ticks; an open end is <see cref="long.MaxValue"/>.</summary>
internal readonly record struct TickRange(long Start, long End);

/// <summary>Brings pauses into the form the arithmetic needs: sorted, disjoint, none without length.</summary>
internal static class PauseTicks
{
    /// <summary>Up to this many pauses fit on the stack.</summary>
    public const int OnStack = 32;

    public static ReadOnlySpan<Pause> AsSpan(IReadOnlyList<Pause> pauses) =>
        pauses switch
        {
            Pause[] array => array,
            List<Pause> list => CollectionsMarshal.AsSpan(list),
            { Count: 0 } => default,
            _ => pauses.ToArray(),
        };

    /// <summary>Fills the buffer (as long as the pauses) and returns the used part.</summary>
    public static ReadOnlySpan<TickRange> Normalise(ReadOnlySpan<Pause> pauses, Span<TickRange> buffer)
    {
        var count = 0;
        foreach (var pause in pauses)
        {
            var range = new TickRange(pause.Start.ToUnixTimeTicks(), pause.End?.ToUnixTimeTicks() ?? long.MaxValue);
            if (range.Start < range.End)
                buffer[count++] = range;
        }

        var sorted = buffer[..count];
        sorted.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var merged = 0;
        foreach (var range in sorted)
        {
            if (merged > 0 && range.Start <= sorted[merged - 1].End)
                sorted[merged - 1] = new(sorted[merged - 1].Start, Math.Max(sorted[merged - 1].End, range.End));
            else
                sorted[merged++] = range;
        }

        return sorted[..merged];
    }
}
