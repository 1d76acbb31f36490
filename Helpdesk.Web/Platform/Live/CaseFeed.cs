using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Platform.Live;

/// <summary>
/// The node's live picture of the queue. Commands announce what they committed; whoever looks gets a snapshot and, from the
/// same lock, every batch after it: no gap, no duplicate.
/// </summary>
public sealed class CaseFeed(IClock clock, ILogger<CaseFeed> log)
{
    private readonly Lock _lock = new();
    private readonly QueueIndex _index = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<Action<FeedBatch>> _subscribers = [];
    private readonly Queue<(FeedBatch Batch, ImmutableArray<Action<FeedBatch>> Subscribers)> _ready = new();
    private HashSet<long>? _closedBeforeLoad = [];
    private PendingBatch _pending = new();
    private long _sequence;
    private int _flushing;

    /// <summary>How long changes gather before they go out together; far below what a person can see.</summary>
    public static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(40);

    /// <summary>Completes when the open cases have been read.</summary>
    public Task Loaded => _loaded.Task;

    public int Count => _index.Count;

    public IEnumerable<QueueEntry> Entries => _index.Entries;

    public QueueEntry? Find(long id) => _index.Find(id);

    public QueueEntry? Find(string number) => _index.Find(number);

    public ImmutableSortedSet<QueueKey> Order(QueueView view, Guid? person = null) => _index.View(view, person);

    /// <summary>How many cases a view shows; the missed ones are those due before now.</summary>
    public int CountOf(QueueView view, Guid? person = null)
    {
        var order = Order(view, person);
        return view == QueueView.Missed ? QueueIndex.Position(order, QueueKey.FirstAt(clock.GetCurrentInstant())) : order.Count;
    }

    /// <summary>The missed ones, first due first; made once for all screens that ask between two changes.</summary>
    public ImmutableSortedSet<QueueKey> MissedOrder() => _index.MissedUntil(clock.GetCurrentInstant());

    /// <summary>What somebody has to work on, by severity; kept up with each change, so that asking costs nothing.</summary>
    public Workload LoadOf(Guid person) => _index.LoadOf(person);

    /// <summary>Everybody who has something to work on.</summary>
    public IEnumerable<Guid> WithWork => _index.WithWork;

    /// <summary>
    /// How many of somebody's open cases fall due by an instant, itself included, as it
    /// is at this moment; the answer stays while the queue moves on.
    /// </summary>
    public Func<Instant, int> DuesOf(Guid person)
    {
        var order = Order(QueueView.Mine, person);
        return at => QueueIndex.Position(order, QueueKey.FirstAt(at));
    }

    public IEnumerable<long> AtRiskBetween(Instant after, Instant upTo) => _index.AtRiskBetween(after, upTo);

    public IEnumerable<long> MissedBetween(Instant after, Instant upTo) => _index.MissedBetween(after, upTo);

    public Instant? NextTransition(Instant now) => _index.NextTransition(now);

    /// <summary>Fills the feed once at start. A case that was announced meanwhile is newer and stays.</summary>
    public void Load(IReadOnlyCollection<QueueEntry> entries)
    {
        lock (_lock)
        {
            if (_index.Count == 0 && _closedBeforeLoad is not { Count: > 0 })
            {
                _index.Load(entries);
            }
            else
            {
                foreach (var entry in entries.Where(e => _closedBeforeLoad?.Contains(e.Id) != true))
                    _index.Apply(entry, out _);
            }

            _closedBeforeLoad = null;
        }

        _loaded.TrySetResult();
    }

    public void LoadFailed(Exception why) => _loaded.TrySetException(why);

    /// <summary>Tells everybody of a committed change. Never throws: the commit stands whatever a screen does.</summary>
    /// <param name="sameVersion">True for one by which the case's version stays, such as its customer's name.</param>
    public void Announce(QueueEntry after, bool sameVersion = false)
    {
        lock (_lock)
        {
            if (!_index.Apply(after, out var before, sameVersion))
                return;
            // What is being read just now may still show it open.
            if (!after.IsOpen)
                _closedBeforeLoad?.Add(after.Id);
            _pending.Changes.Add(new FeedChange(before, after));
        }

        ScheduleFlush();
    }

    /// <summary>Tells of clocks that changed by time alone.</summary>
    public void AnnounceTime(IReadOnlyCollection<long> clocks, IReadOnlyCollection<string> calendars)
    {
        if (clocks.Count == 0 && calendars.Count == 0)
            return;
        lock (_lock)
        {
            _pending.Clocks.UnionWith(clocks);
            _pending.Calendars.UnionWith(calendars);
        }

        ScheduleFlush();
    }

    public void AnnouncePresence(long caseId)
    {
        lock (_lock)
            _pending.Presence.Add(caseId);
        ScheduleFlush();
    }

    /// <summary>Tells pages that show the case to read its record again.</summary>
    public void AnnounceRecord(string number)
    {
        lock (_lock)
            _pending.Records.Add(number);
        ScheduleFlush();
    }

    public void Heartbeat()
    {
        lock (_lock)
            _pending.Heartbeat = true;
        ScheduleFlush();
    }

    /// <summary>
    /// Subscribes; <paramref name="atStart"/> runs under the lock that orders batches, so that what it reads and what follows fit together.
    /// </summary>
    public IDisposable Subscribe(Action<FeedBatch> onBatch, Action? atStart = null)
    {
        lock (_lock)
        {
            // What is pending is in the snapshot already: it goes to those who were here before.
            CutBatch();
            _subscribers = _subscribers.Add(onBatch);
            atStart?.Invoke();
        }

        return new DisposeAction(() =>
        {
            lock (_lock)
                _subscribers = _subscribers.Remove(onBatch);
        });
    }

    private void ScheduleFlush()
    {
        if (Interlocked.CompareExchange(ref _flushing, 1, 0) == 0)
            _ = FlushSoonAsync();
    }

    private async Task FlushSoonAsync()
    {
        // Real time on purpose: gathering is a matter of the machine, not of the programme's clock.
        await RealTime.RestAsync(GatherFor).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Flush();
        // Only now may the next delivery begin: two at once could overtake each other.
        Interlocked.Exchange(ref _flushing, 0);
        if (HasWaiting())
            ScheduleFlush();
    }

    private void Flush()
    {
        (FeedBatch Batch, ImmutableArray<Action<FeedBatch>> Subscribers)[] ready;
        lock (_lock)
        {
            CutBatch();
            ready = [.. _ready];
            _ready.Clear();
        }

        foreach (var (batch, subscribers) in ready)
        {
            foreach (var subscriber in subscribers)
                Deliver(subscriber, batch);
        }
    }

    private bool HasWaiting()
    {
        lock (_lock)
            return !_pending.IsEmpty || _ready.Count > 0;
    }

    /// <summary>Makes what is pending a batch for those who listen now; only under the lock.</summary>
    private void CutBatch()
    {
        if (_pending.IsEmpty)
            return;
        _ready.Enqueue((_pending.ToBatch(++_sequence, clock.GetCurrentInstant()), _subscribers));
        _pending = new PendingBatch();
    }

    [SuppressMessage("Design", "CA1031", Justification = "One subscriber's failure must not reach the next; it is logged.")]
    private void Deliver(Action<FeedBatch> subscriber, FeedBatch batch)
    {
        try
        {
            subscriber(batch);
        }
        catch (Exception e)
        {
            log.LogError(e, "A subscriber of the case feed failed on batch {Sequence}", batch.Sequence);
        }
    }
}
