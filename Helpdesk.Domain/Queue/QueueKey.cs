using NodaTime;

namespace Helpdesk.Domain.Queue;

/// <summary>
/// Place of a case in a view: by an instant, then severity, then age. In <see cref="QueueView.Now"/> that is its
/// <see cref="QueueRank"/>, in all others its due instant; there cases without a running clock come last, oldest first.
/// </summary>
public readonly record struct QueueKey(long Ticks, int Severity, long Id) : IComparable<QueueKey>
{
    public const long NoDue = long.MaxValue;

    /// <summary>Its place by due instant.</summary>
    public static QueueKey Of(QueueEntry entry) => new(entry.Clock?.DueAt?.ToUnixTimeTicks() ?? NoDue, (int)entry.Severity, entry.Id);

    /// <summary>Its place in the order of a view.</summary>
    public static QueueKey Of(QueueEntry entry, QueueView view) =>
        view == QueueView.Now ? new(QueueRank.Of(entry).At.ToUnixTimeTicks(), (int)entry.Severity, entry.Id) : Of(entry);

    /// <summary>In an order by due instant, the smallest key due after <paramref name="at"/>: everything below it is missed.</summary>
    public static QueueKey FirstAt(Instant at) => new(at.ToUnixTimeTicks() + 1, 0, 0);

    public int CompareTo(QueueKey other)
    {
        var byTime = Ticks.CompareTo(other.Ticks);
        if (byTime != 0)
            return byTime;
        var bySeverity = Severity.CompareTo(other.Severity);
        return bySeverity != 0 ? bySeverity : Id.CompareTo(other.Id);
    }

    public static bool operator <(QueueKey left, QueueKey right) => left.CompareTo(right) < 0;

    public static bool operator >(QueueKey left, QueueKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(QueueKey left, QueueKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QueueKey left, QueueKey right) => left.CompareTo(right) >= 0;
}
