using System.Collections.Immutable;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Live;

namespace Helpdesk.Web.Features.Queue;

/// <summary>
/// The order one screen shows. It follows the node's order by itself, and stands still under the hand: while held, rows keep their
/// places and only their content changes; what waits is counted, not lost.
/// </summary>
public sealed class HeldOrder
{
    private readonly HashSet<long> _new = [];
    private readonly HashSet<long> _moved = [];
    private ImmutableSortedSet<QueueKey> _shown = [];
    private ImmutableSortedSet<QueueKey> _current = [];

    /// <summary>What the screen shows, first row first.</summary>
    public ImmutableSortedSet<QueueKey> Shown => _shown;

    public bool IsHeld { get; private set; }

    public int New => _new.Count;

    public int Moved => _moved.Count;

    public bool HasNews => _new.Count + _moved.Count > 0;

    /// <summary>Starts over with another view or filter.</summary>
    public void Reset(ImmutableSortedSet<QueueKey> order)
    {
        _shown = _current = order;
        _new.Clear();
        _moved.Clear();
    }

    /// <summary>The order has become <paramref name="current"/> through these changes; true when the rows shown are others now.</summary>
    public bool Follow(ImmutableSortedSet<QueueKey> current, IReadOnlyList<FeedChange> changes)
    {
        if (ReferenceEquals(current, _current))
            return false;
        _current = current;
        if (!IsHeld)
        {
            _shown = current;
            return true;
        }

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
        var was = change.Before is { } before && _shown.Contains(QueueKey.Of(before));
        var stays = _current.Contains(QueueKey.Of(change.After));
        if (!was && !_moved.Contains(id) && stays)
            _new.Add(id);
        else if (was && !(stays && change.Before is { } b && QueueKey.Of(b) == QueueKey.Of(change.After)))
            _moved.Add(id);
        else if (!stays)
            _new.Remove(id);
    }
}
