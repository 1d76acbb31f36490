using System.Collections.Concurrent;
using System.Collections.Immutable;
using Helpdesk.Domain.Queue;
using NodaTime;

namespace Helpdesk.Web.Platform.Live;

/// <summary>
/// The order of every view, kept once for the whole node: persistent sorted sets, so that a snapshot costs nothing and stays
/// as it was while the index moves on. Written under the feed's lock, read without one.
/// </summary>
internal sealed class QueueIndex
{
    private static readonly QueueView[] Shared = [.. Enum.GetValues<QueueView>().Where(v => v != QueueView.Mine)];

    private readonly ConcurrentDictionary<long, QueueEntry> _entries = new();
    private readonly ConcurrentDictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly ImmutableSortedSet<QueueKey>[] _views =
    [
        .. Enum.GetValues<QueueView>().Select(_ => ImmutableSortedSet<QueueKey>.Empty),
    ];
    private readonly ConcurrentDictionary<Guid, ImmutableSortedSet<QueueKey>> _mine = new();
    private readonly ConcurrentDictionary<Guid, Workload> _loads = new();
    private ImmutableSortedSet<(long AtRisk, long Id)> _atRisk = [];
    private MissedSet? _missed;

    public int Count => _entries.Count;

    public QueueEntry? Find(long id) => _entries.GetValueOrDefault(id);

    public QueueEntry? Find(string number) => _ids.TryGetValue(number, out var id) ? Find(id) : null;

    public IEnumerable<QueueEntry> Entries => _entries.Select(pair => pair.Value);

    public ImmutableSortedSet<QueueKey> View(QueueView view, Guid? person) =>
        view switch
        {
            QueueView.Mine => person is { } id && _mine.TryGetValue(id, out var mine) ? mine : [],
            _ => Volatile.Read(ref _views[(int)view]),
        };

    /// <summary>What somebody has to work on, by severity.</summary>
    public Workload LoadOf(Guid person) => _loads.GetValueOrDefault(person);

    /// <summary>Everybody who has something to work on.</summary>
    public IEnumerable<Guid> WithWork => _loads.Where(pair => pair.Value.Total > 0).Select(pair => pair.Key);

    /// <summary>The cases due by <paramref name="now"/>; the same set again while they are the same cases.</summary>
    public ImmutableSortedSet<QueueKey> MissedUntil(Instant now)
    {
        var all = View(QueueView.Missed, null);
        var count = Position(all, QueueKey.FirstAt(now));
        if (_missed is { } known && known.All == all && known.Missed.Count == count)
            return known.Missed;
        var made = all.Take(count).ToImmutableSortedSet();
        _missed = new(all, made);
        return made;
    }

    /// <summary>Ids whose at-risk instant lies in (after, upTo], by the clock ticks.</summary>
    public IEnumerable<long> AtRiskBetween(Instant after, Instant upTo) =>
        Slice(_atRisk, (AtRisk: after.ToUnixTimeTicks() + 1, Id: long.MinValue), (AtRisk: upTo.ToUnixTimeTicks(), Id: long.MaxValue))
            .Select(k => k.Id);

    /// <summary>Ids that fell due in (after, upTo].</summary>
    public IEnumerable<long> MissedBetween(Instant after, Instant upTo) =>
        Slice(
                View(QueueView.Missed, null),
                new(after.ToUnixTimeTicks() + 1, 0, 0),
                new QueueKey(upTo.ToUnixTimeTicks(), int.MaxValue, long.MaxValue)
            )
            .Select(k => k.Id);

    /// <summary>The next instant after <paramref name="now"/> at which any clock turns at risk or missed.</summary>
    public Instant? NextTransition(Instant now)
    {
        var ticks = now.ToUnixTimeTicks();
        var risk = FirstAtOrAfter(_atRisk, (AtRisk: ticks + 1, Id: long.MinValue)) is { } r ? r.AtRisk : long.MaxValue;
        var due = FirstAtOrAfter(View(QueueView.Missed, null), new QueueKey(ticks + 1, 0, 0)) is { } d ? d.Ticks : long.MaxValue;
        var next = Math.Min(risk, due);
        return next == long.MaxValue ? null : Instant.FromUnixTimeTicks(next);
    }

    /// <summary>Fills an empty index; sorting once is far cheaper than a hundred thousand inserts.</summary>
    public void Load(IReadOnlyCollection<QueueEntry> entries)
    {
        foreach (var entry in entries)
        {
            _entries[entry.Id] = entry;
            _ids[entry.Number] = entry.Id;
        }

        var keyed = entries.Select(e => (Key: QueueKey.Of(e), Entry: e)).OrderBy(p => p.Key).ToArray();
        foreach (var view in Shared.Where(v => v != QueueView.Now))
            _views[(int)view] = keyed.Where(p => QueueMembership.Contains(view, p.Entry)).Select(p => p.Key).ToImmutableSortedSet();
        _views[(int)QueueView.Now] = entries
            .Where(e => QueueMembership.Contains(QueueView.Now, e))
            .Select(e => QueueKey.Of(e, QueueView.Now))
            .ToImmutableSortedSet();
        foreach (var group in keyed.Where(p => p.Entry is { IsOpen: true, OwnerId: not null }).GroupBy(p => p.Entry.OwnerId!.Value))
        {
            _mine[group.Key] = group.Select(p => p.Key).ToImmutableSortedSet();
            _loads[group.Key] = group.Aggregate(default(Workload), (load, p) => load.With(p.Entry, 1));
        }

        _atRisk = entries.Where(e => e.IsOpen && e.Clock?.AtRiskAt is not null).Select(AtRiskKey).ToImmutableSortedSet();
    }

    /// <summary>Takes a change in; false when a newer version is known already.</summary>
    /// <param name="sameVersion">True for one by which the case's version stays, such as its customer's name.</param>
    public bool Apply(QueueEntry after, out QueueEntry? before, bool sameVersion = false)
    {
        _entries.TryGetValue(after.Id, out before);
        if (before is not null && (before.Version > after.Version || (before.Version == after.Version && !sameVersion)))
            return false;
        Reindex(before, after);
        if (after.IsOpen)
        {
            _entries[after.Id] = after;
            _ids[after.Number] = after.Id;
        }
        else
        {
            _entries.TryRemove(after.Id, out _);
            _ids.TryRemove(after.Number, out _);
        }

        return true;
    }

    private void Reindex(QueueEntry? before, QueueEntry after)
    {
        foreach (var view in Shared)
        {
            ref var set = ref _views[(int)view];
            var was = before is not null && QueueMembership.Contains(view, before) ? QueueKey.Of(before, view) : (QueueKey?)null;
            var now = QueueMembership.Contains(view, after) ? QueueKey.Of(after, view) : (QueueKey?)null;
            if (was != now)
                Volatile.Write(ref set, Swap(set, was, now));
        }

        if (before?.OwnerId is { } old)
        {
            _mine[old] = _mine.GetValueOrDefault(old, []).Remove(QueueKey.Of(before));
            _loads[old] = _loads.GetValueOrDefault(old).With(before, -1);
        }

        if (after is { IsOpen: true, OwnerId: { } owner })
        {
            _mine[owner] = _mine.GetValueOrDefault(owner, []).Add(QueueKey.Of(after));
            _loads[owner] = _loads.GetValueOrDefault(owner).With(after, 1);
        }

        if (before?.Clock?.AtRiskAt is not null)
            _atRisk = _atRisk.Remove(AtRiskKey(before));
        if (after.IsOpen && after.Clock?.AtRiskAt is not null)
            _atRisk = _atRisk.Add(AtRiskKey(after));
    }

    private static ImmutableSortedSet<QueueKey> Swap(ImmutableSortedSet<QueueKey> set, QueueKey? was, QueueKey? now)
    {
        if (was is { } old)
            set = set.Remove(old);
        return now is { } added ? set.Add(added) : set;
    }

    private static (long AtRisk, long Id) AtRiskKey(QueueEntry entry) => (entry.Clock!.AtRiskAt!.Value.ToUnixTimeTicks(), entry.Id);

    /// <summary>Position of the first key that is not smaller than <paramref name="from"/>.</summary>
    public static int Position<T>(ImmutableSortedSet<T> set, T from)
    {
        var at = set.IndexOf(from);
        return at >= 0 ? at : ~at;
    }

    private static T? FirstAtOrAfter<T>(ImmutableSortedSet<T> set, T from)
        where T : struct
    {
        var at = Position(set, from);
        return at < set.Count ? set[at] : null;
    }

    private static IEnumerable<T> Slice<T>(ImmutableSortedSet<T> set, T from, T to)
        where T : IComparable<T>
    {
        for (var i = Position(set, from); i < set.Count && set[i].CompareTo(to) <= 0; i++)
            yield return set[i];
    }

    private sealed record MissedSet(ImmutableSortedSet<QueueKey> All, ImmutableSortedSet<QueueKey> Missed);
}
