using System.Collections.Immutable;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Queue;

/// <summary>
/// The order one screen shows. It follows the node's order by itself, and stands still under the hand: while held, rows keep their
/// places and only their content changes; what waits is counted, not lost.
/// </summary>
public sealed class HeldOrder
{
    private readonly HashSet<long> _new = [];
    private readonly HashSet<long> _moved = [];
    private readonly Dictionary<long, QueueKey?> _places = [];
    private QueueView _view;
    private ImmutableSortedSet<QueueKey> _shown = [];
    private ImmutableSortedSet<QueueKey> _current = [];

    /// <summary>What the screen shows, first row first.</summary>
    public ImmutableSortedSet<QueueKey> Shown => _shown;

    public bool IsHeld { get; private set; }

    public int New => _new.Count;

    public int Moved => _moved.Count;

    public bool HasNews => _new.Count + _moved.Count > 0;

    /// <summary>Starts over with another view or filter.</summary>
    public void Show(QueueView view, ImmutableSortedSet<QueueKey> order)
    {
        _view = view;
        Reset(order);
    }

    private void Reset(ImmutableSortedSet<QueueKey> order)
    {
        _shown = _current = order;
        _new.Clear();
        _moved.Clear();
        _places.Clear();
    }

    /// <summary>The order has become <paramref name="current"/> through these changes; true when the rows shown are others now.</summary>
    public bool Follow(ImmutableSortedSet<QueueKey> current, IReadOnlyList<FeedChange> changes)
    {
        var isAnother = !ReferenceEquals(current, _current);
        if (!IsHeld)
        {
            if (isAnother)
                Reset(current);
            return isAnother;
        }

        _current = current;

        // The node's order may be ahead of the batches: what this one tells of is
        // counted even when the order has not changed since the last.
        foreach (var change in changes)
            Count(change);
        return false;
    }

    /// <summary>Holds or lets go; true when letting go changed the rows.</summary>
    public bool Hold(bool held)
    {
        IsHeld = held;
        return !held && Apply();
    }

    /// <summary>Takes the waiting changes in; true when there were any.</summary>
    public bool Apply()
    {
        if (ReferenceEquals(_shown, _current))
            return false;
        Reset(_current);
        return true;
    }

    public int PlaceOf(QueueKey key) => _shown.IndexOf(key);

    private void Count(FeedChange change)
    {
        var id = change.After.Id;
        var now = QueueKey.Of(change.After, _view);
        var isIn = _current.Contains(now);
        if (PlaceShown(change, now) is not { } place)
            Keep(_new, id, isIn);
        else
            Keep(_moved, id, !(isIn && now == place));
    }

    /// <summary>
    /// The key at which a changed row is shown, or null when it is not; remembered, because later changes no longer name it.
    /// </summary>
    private QueueKey? PlaceShown(FeedChange change, QueueKey now)
    {
        if (_places.GetValueOrDefault(change.After.Id) is { } known)
            return known;
        QueueKey? place =
            change.Before is { } earlier && QueueKey.Of(earlier, _view) is var before && _shown.Contains(before) ? before
            : _shown.Contains(now) ? now
            : null;
        _places[change.After.Id] = place;
        return place;
    }

    private static void Keep(HashSet<long> ids, long id, bool isIn)
    {
        if (isIn)
            ids.Add(id);
        else
            ids.Remove(id);
    }
}
