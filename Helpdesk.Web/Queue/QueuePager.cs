using System.Collections.Immutable;
using System.Globalization;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <param name="Next">Where the next page begins, or null at the end.</param>
/// <param name="Total">Cases of the view, before the search narrows it.</param>
public sealed record QueueSlice(IReadOnlyList<QueueEntry> Items, string? Next, int Total);

/// <summary>
/// Keyset paging over the node's shared order: a page costs the same at the front and in the depth, with a hundred cases and with a
/// hundred thousand. What is rare is not walked to: after a while the few rows that fit are picked out and put in order.
/// </summary>
public sealed class QueuePager(CaseFeed feed, SearchIndex index, IClock clock)
{
    public const int MaxTake = 200;

    /// <summary>Rows looked at in their order before picking out becomes the cheaper way.</summary>
    internal int WalkAtMost { get; init; } = 2_000;

    /// <summary>
    /// Reads a page after <paramref name="after"/>; rows that were moved meanwhile are neither
    /// skipped nor shown twice, because the place is a key and not a number.
    /// </summary>
    public QueueSlice Read(QueueView view, Guid? person, QueueFilter filter, int take, QueueKey? after)
    {
        var order = feed.Order(view, person);
        var end = view == QueueView.Missed ? QueueIndex.Position(order, QueueKey.FirstAt(clock.GetCurrentInstant())) : order.Count;
        var at = after is { } key ? PositionAfter(order, key) : 0;
        var stop = Math.Min(end, at + WalkAtMost);
        var predicate = filter.ToPredicate();
        var items = new List<QueueEntry>(Math.Min(take, 64));
        QueueKey last = default;
        for (; at < stop && items.Count < take; at++)
        {
            last = order[at];
            if (feed.Find(last.Id) is { } entry && predicate(entry))
                items.Add(entry);
        }

        if (items.Count == take || at == end)
            return new(items, at < end && items.Count > 0 ? Format(last) : null, end);
        var more = PickOut(view, person, filter, last, order[end - 1]);
        var wanted = take - items.Count;
        items.AddRange(more.Take(wanted));
        return new(items, more.Count > wanted ? Format(QueueKey.Of(items[^1], view)) : null, end);
    }

    /// <summary>All rows of the view that fit, behind one key and up to another, in order.</summary>
    private List<QueueEntry> PickOut(QueueView view, Guid? person, QueueFilter filter, QueueKey behind, QueueKey upTo) =>
        [
            .. RowsThatFit
                .Of(feed, index, view, person, filter)
                .Select(e => (Key: QueueKey.Of(e, view), Entry: e))
                .Where(p => p.Key > behind && p.Key <= upTo)
                .OrderBy(p => p.Key)
                .Select(p => p.Entry),
        ];

    private static int PositionAfter(ImmutableSortedSet<QueueKey> order, QueueKey key)
    {
        var at = order.IndexOf(key);
        return at >= 0 ? at + 1 : ~at;
    }

    public static string Format(QueueKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Ticks:x}-{key.Severity}-{key.Id:x}");

    public static QueueKey? Parse(string? text)
    {
        var parts = text?.Split('-') ?? [];
        return
            parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var due)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var severity)
            && long.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? new QueueKey(due, severity, id)
            : null;
    }
}
