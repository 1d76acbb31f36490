using NodaTime;

namespace Helpdesk.Domain.Queue;

/// <summary>
/// Place of a case in the queue: by due instant, then severity, then age. Cases without a running clock come last, oldest first.
/// </summary>
public readonly record struct QueueKey(long DueTicks, int Severity, long Id) : IComparable<QueueKey>
{
    public const long NoDue = long.MaxValue;

    public static QueueKey Of(QueueEntry entry) => new(entry.Clock?.DueAt?.ToUnixTimeTicks() ?? NoDue, (int)entry.Severity, entry.Id);

    /// <summary>The smallest key whose due instant lies after <paramref name="at"/>: everything below it is missed.</summary>
    public static QueueKey FirstAt(Instant at) => new(at.ToUnixTimeTicks() + 1, 0, 0);

    public int CompareTo(QueueKey other)
    {
        var byDue = DueTicks.CompareTo(other.DueTicks);
        if (byDue != 0)
            return byDue;
        var bySeverity = Severity.CompareTo(other.Severity);
        return bySeverity != 0 ? bySeverity : Id.CompareTo(other.Id);
    }

    public static bool operator <(QueueKey left, QueueKey right) => left.CompareTo(right) < 0;

    public static bool operator >(QueueKey left, QueueKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(QueueKey left, QueueKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QueueKey left, QueueKey right) => left.CompareTo(right) >= 0;
}
