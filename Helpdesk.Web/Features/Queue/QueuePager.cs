using System.Collections.Immutable;
using System.Globalization;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Live;
using NodaTime;

namespace Helpdesk.Web.Features.Queue;

/// <param name="Next">Where the next page begins, or null at the end.</param>
/// <param name="Total">Cases of the view, before the search narrows it.</param>
public sealed record QueueSlice(IReadOnlyList<QueueEntry> Items, string? Next, int Total);

/// <summary>Keyset paging over the node's shared order: a page costs the same at the front and in the depth, with a hundred cases and with a hundred thousand.</summary>
public sealed class QueuePager(CaseFeed feed, IClock clock)
{
    public const int MaxTake = 200;

    /// <summary>Reads a page after <paramref name="after"/>; rows that were moved meanwhile are neither skipped nor shown twice, because the place is a key and not a number.</summary>
    public QueueSlice Read(QueueView view, Guid? person, QueueFilter filter, int take, QueueKey? after)
    {
        var order = feed.Order(view, person);
        var total = feed.CountOf(view, person);
        var end = view == QueueView.Missed ? QueueIndex.Position(order, QueueKey.FirstAt(clock.GetCurrentInstant())) : order.Count;
        var at = after is { } key ? PositionAfter(order, key) : 0;
        var predicate = filter.ToPredicate();
        var items = new List<QueueEntry>(Math.Min(take, 64));
        QueueKey last = default;
        for (; at < end && items.Count < take; at++)
        {
            last = order[at];
            if (feed.Find(last.Id) is { } entry && predicate(entry))
                items.Add(entry);
        }

        return new(items, at < end && items.Count > 0 ? Format(last) : null, total);
    }

    private static int PositionAfter(ImmutableSortedSet<QueueKey> order, QueueKey key)
    {
        var at = order.IndexOf(key);
        return at >= 0 ? at + 1 : ~at;
    }

    public static string Format(QueueKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.DueTicks:x}-{key.Severity}-{key.Id:x}");

    public static QueueKey? Parse(string? text)
    {
        var parts = text?.Split('-') ?? [];
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var due)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var severity)
            && long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? new QueueKey(due, severity, id)
            : null;
    }
}
