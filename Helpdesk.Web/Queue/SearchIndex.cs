using System.Numerics;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Live;

namespace Helpdesk.Web.Queue;

/// <summary>
/// Tells which rows can contain a search at all: of each row it keeps 1,024 bits, set by the one, two and three letter pieces of its
/// text. Looking through a hundred thousand of them takes a millisecond; the few that remain are read for certain by
/// <see cref="QueueSearch"/>. A change shows in it with the feed's next batch.
/// </summary>
public sealed class SearchIndex(CaseFeed feed, ILogger<SearchIndex> log) : BackgroundService
{
    private const int Words = 16;
    private const int BitsOfPlace = 10;

    /// <summary>The first page matters more: rows are read when the start is over.</summary>
    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _places = [];
    private long[] _ids = new long[256];
    private ulong[] _bits = new ulong[256 * Words];

    /// <summary>False until every row has been read; then <see cref="Find"/> misses none.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Every open case that the terms occur in, in no order.</summary>
    public IReadOnlyList<QueueEntry> Find(string[] terms)
    {
        Span<ulong> mask = stackalloc ulong[Words];
        foreach (var term in terms)
            Mark(mask, term);
        var found = new List<QueueEntry>();
        foreach (var id in Candidates(mask))
        {
            if (feed.Find(id) is { } entry && QueueSearch.Matches(entry, terms))
                found.Add(entry);
        }

        return found;
    }

    /// <summary>Reads the rows there are and follows the feed from then on.</summary>
    public IDisposable Fill()
    {
        // First the changes, then the rows: a row read twice costs nothing, one read never could not be found.
        var following = feed.Subscribe(batch =>
        {
            foreach (var change in batch.Changes)
                Take(change.After);
        });
        foreach (var entry in feed.Entries)
            Take(entry);
        IsReady = true;
        return following;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await feed.Loaded.WaitAsync(stoppingToken);
        await RealTime.RestAsync(StartPause, stoppingToken);
        try
        {
            using var following = await Task.Run(Fill, stoppingToken);
            await RealTime.RestAsync(Timeout.InfiniteTimeSpan, stoppingToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Searches look at every row then: slower, and none the worse for it.
            log.LogError(e, "The search index could not be made");
        }
    }

    private void Take(QueueEntry entry)
    {
        Span<ulong> bits = stackalloc ulong[Words];
        // What the feed holds now, not what the batch carried: batches may overtake the first reading.
        if (feed.Find(entry.Id) is { } current)
            Mark(bits, QueueSearch.TextOf(current));
        else
            bits.Clear();
        lock (_lock)
        {
            if (!bits.ContainsAnyExcept(0UL))
            {
                Remove(entry.Id);
                return;
            }

            // First the place: finding one may make the bits longer.
            var place = PlaceOf(entry.Id);
            bits.CopyTo(_bits.AsSpan(place * Words));
        }
    }

    private int PlaceOf(long id)
    {
        if (_places.TryGetValue(id, out var place))
            return place;
        place = _places.Count;
        if (place == _ids.Length)
        {
            Array.Resize(ref _ids, place * 2);
            Array.Resize(ref _bits, place * 2 * Words);
        }

        _ids[place] = id;
        _places[id] = place;
        return place;
    }

    // The last row takes the place of the one that goes.
    private void Remove(long id)
    {
        if (!_places.Remove(id, out var place))
            return;
        var last = _places.Count;
        if (place == last)
            return;
        _ids[place] = _ids[last];
        _places[_ids[place]] = place;
        _bits.AsSpan(last * Words, Words).CopyTo(_bits.AsSpan(place * Words));
    }

    private List<long> Candidates(ReadOnlySpan<ulong> mask)
    {
        var candidates = new List<long>();
        lock (_lock)
        {
            for (var place = 0; place < _places.Count; place++)
            {
                if (Covers(_bits.AsSpan(place * Words, Words), mask))
                    candidates.Add(_ids[place]);
            }
        }

        return candidates;
    }

    private static bool Covers(ReadOnlySpan<ulong> row, ReadOnlySpan<ulong> mask)
    {
        for (var i = 0; i < mask.Length; i += Vector<ulong>.Count)
        {
            var wanted = new Vector<ulong>(mask[i..]);
            if ((new Vector<ulong>(row[i..]) & wanted) != wanted)
                return false;
        }

        return true;
    }

    // Pieces never reach across blanks and line breaks, because terms do not.
    private static void Mark(Span<ulong> bits, string text)
    {
        uint before = 0,
            twoBefore = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '\n')
            {
                before = twoBefore = 0;
                continue;
            }

            Set(bits, c);
            if (before != 0)
                Set(bits, (before << 16) | c);
            if (twoBefore != 0)
                Set(bits, (((twoBefore * 31) + before) << 16) ^ (c * 0x9E37u) ^ 0x5BD1E995u);
            (twoBefore, before) = (before, c);
        }
    }

    private static void Set(Span<ulong> bits, uint piece)
    {
        var place = (piece * 2654435769u) >> (32 - BitsOfPlace);
        bits[(int)(place >> 6)] |= 1UL << (int)(place & 63);
    }
}
