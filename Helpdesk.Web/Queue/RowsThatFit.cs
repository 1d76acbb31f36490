using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Queue;

/// <summary>
/// The rows of a view that a filter lets through, in no order: by the index where words are searched for, else by looking at all.
/// </summary>
internal static class RowsThatFit
{
    public static IEnumerable<QueueEntry> Of(CaseFeed feed, SearchIndex index, QueueView view, Guid? person, QueueFilter filter)
    {
        var terms = filter.Terms;
        var (rows, fits) =
            terms.Length > 0 && index.IsReady
                ? (
                    index.Find(terms).Concat(filter.Words.Ids.Select(feed.Find).OfType<QueueEntry>()).DistinctBy(e => e.Id),
                    (filter with { Search = null }).ToPredicate()
                )
                : (feed.Entries, filter.ToPredicate());
        return rows.Where(e => Belongs(e, view, person) && fits(e));
    }

    // When a case is missed depends on the time; the caller cuts there.
    private static bool Belongs(QueueEntry entry, QueueView view, Guid? person) =>
        QueueMembership.Contains(view, entry) && (view != QueueView.Mine || entry.OwnerId == person);
}
