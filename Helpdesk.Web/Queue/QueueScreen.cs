using System.Collections.Immutable;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>
/// The state of one person's queue page without its looks: view, filter, order, selection. Fed by batches, asked by the page.
/// </summary>
public sealed class QueueScreen(CaseFeed feed, SearchIndex index, IClock clock, Guid person)
{
    private readonly Dictionary<long, QueueEntry> _gone = [];
    private ImmutableSortedSet<QueueKey> _current = [];
    private Func<QueueEntry, bool> _fits = _ => true;

    public QueueView View { get; private set; }

    public QueueFilter Filter { get; private set; } = QueueFilter.None;

    public HeldOrder Order { get; } = new();

    public long? Selected { get; private set; }

    public HashSet<long> Picked { get; } = [];

    /// <summary>Those picked that the list shows: an act on many is about these alone.</summary>
    public IReadOnlyList<QueueEntry> PickedRows => [.. Picked.Where(id => PlaceOf(id) >= 0).Select(Row).OfType<QueueEntry>()];

    /// <summary>True while the list has the focus or something is dragged over it.</summary>
    public bool UnderHand { get; private set; }

    public int Count => Order.Shown.Count;

    public void Show(QueueView view, QueueFilter filter)
    {
        (View, Filter) = (view, filter);
        _fits = filter.ToPredicate();
        _gone.Clear();
        Order.Show(view, Remember(Current(null)));
    }

    /// <summary>A row as it is now; one that has left the queue as it last was.</summary>
    public QueueEntry? Row(long id) => feed.Find(id) ?? _gone.GetValueOrDefault(id);

    /// <summary>True when a held row no longer belongs to the view.</summary>
    public bool HasLeft(QueueEntry entry) => !Belongs(entry);

    /// <summary>Takes a batch in; true when the rows shown, or their order, are others now.</summary>
    public bool Take(FeedBatch batch)
    {
        foreach (var change in batch.Changes)
        {
            // Only a list that stands still can show a row that is gone.
            if (Order.IsHeld && !change.After.IsOpen)
                _gone[change.After.Id] = change.After;
            else
                _gone.Remove(change.After.Id);
        }

        var changes = View == QueueView.Missed ? [.. batch.Changes, .. FallenDue(batch)] : batch.Changes;
        return changes.Count > 0 && Order.Follow(Remember(Current(batch.Changes)), changes);
    }

    /// <summary>Selects a row (null for none); the order stands still while one is selected.</summary>
    public bool Select(long? id)
    {
        Selected = id;
        return Hold();
    }

    public bool Hand(bool over)
    {
        UnderHand = over;
        return Hold();
    }

    public bool Apply()
    {
        _gone.Clear();
        return Order.Apply();
    }

    /// <summary>Place of the selected row, or -1.</summary>
    public int SelectedPlace => Selected is { } id && Row(id) is not null ? PlaceOf(id) : -1;

    /// <summary>The row <paramref name="steps"/> below the selected one (above when negative), kept inside the list.</summary>
    public long? Step(int steps)
    {
        if (Order.Shown.Count == 0)
            return null;
        var at = SelectedPlace;
        var to = at < 0 ? (steps > 0 ? 0 : Order.Shown.Count - 1) : Math.Clamp(at + steps, 0, Order.Shown.Count - 1);
        return Order.Shown[to].Id;
    }

    public long? First => Order.Shown.Count == 0 ? null : Order.Shown[0].Id;

    public long? Last => Order.Shown.Count == 0 ? null : Order.Shown[^1].Id;

    public int PlaceOf(long id)
    {
        if (feed.Find(id) is { } entry && Order.PlaceOf(QueueKey.Of(entry, View)) is var at and >= 0)
            return at;
        // A held row may sit at an older key.
        for (var i = 0; i < Order.Shown.Count; i++)
        {
            if (Order.Shown[i].Id == id)
                return i;
        }

        return -1;
    }

    private bool Hold()
    {
        var held = Selected is not null || UnderHand;
        if (!held)
            _gone.Clear();
        return Order.Hold(held);
    }

    private bool Belongs(QueueEntry entry) =>
        QueueMembership.Contains(View, entry)
        && (View != QueueView.Mine || entry.OwnerId == person)
        && (View != QueueView.Missed || QueueMembership.IsMissed(entry, clock.GetCurrentInstant()))
        && _fits(entry);

    /// <summary>Cases that time alone has brought into the view of missed ones: nothing about them has changed but that.</summary>
    private IEnumerable<FeedChange> FallenDue(FeedBatch batch) =>
        batch.Clocks.Select(feed.Find).OfType<QueueEntry>().Select(e => new FeedChange(e, e));

    // The shared order where nothing narrows it; else an order of its own, made once and then kept up change by change.
    private ImmutableSortedSet<QueueKey> Current(IReadOnlyList<FeedChange>? changes)
    {
        if (Filter.IsNone)
            return View == QueueView.Missed ? feed.MissedOrder() : feed.Order(View, person);
        // Time moves rows into the missed ones by itself; there a filtered order is always made anew.
        if (changes is not null && View != QueueView.Missed)
            return Narrow(_current, changes);
        var before = View == QueueView.Missed ? QueueKey.FirstAt(clock.GetCurrentInstant()) : (QueueKey?)null;
        return
        [
            .. RowsThatFit
                .Of(feed, index, View, person, Filter)
                .Select(e => QueueKey.Of(e, View))
                .Where(key => before is null || key < before),
        ];
    }

    private ImmutableSortedSet<QueueKey> Remember(ImmutableSortedSet<QueueKey> order) => _current = order;

    private ImmutableSortedSet<QueueKey> Narrow(ImmutableSortedSet<QueueKey> order, IReadOnlyList<FeedChange> changes)
    {
        var edited = order.ToBuilder();
        foreach (var change in changes)
        {
            if (change.Before is { } before)
                edited.Remove(QueueKey.Of(before, View));
            var mine = View != QueueView.Mine || change.After.OwnerId == person;
            if (mine && QueueMembership.Contains(View, change.After) && _fits(change.After))
                edited.Add(QueueKey.Of(change.After, View));
        }

        return edited.ToImmutable();
    }
}
