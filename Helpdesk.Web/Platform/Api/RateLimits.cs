namespace Helpdesk.Web.Platform.Api;

/// <summary>
/// Counts how often somebody outside does something: a bucket a key that fills up again evenly. It lives in memory and stays small whoever
/// knocks; a restart forgives. Own, because System.Threading.RateLimiting reads the machine's clock alone (dotnet/runtime#106447), which no
/// test can move, and keeps as many keys as callers think of.
/// </summary>
public sealed class RateLimits(TimeProvider time)
{
    /// <summary>Keys remembered at most; those not asked about for longest go first.</summary>
    public const int MostKeys = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>How many keys are remembered now.</summary>
    public int Keys
    {
        get
        {
            lock (_lock)
                return _buckets.Count;
        }
    }

    /// <summary>
    /// Takes <paramref name="amount"/> out of the key's bucket; false when there is not enough in it, and then nothing is taken.
    /// </summary>
    /// <param name="most">What a full bucket holds.</param>
    /// <param name="within">How long an empty one takes to fill.</param>
    public bool TryTake(string key, double most, TimeSpan within, long amount = 1)
    {
        var whole = (long)(within.TotalSeconds * time.TimestampFrequency);
        var wanted = (long)(whole * (double)amount / most);
        lock (_lock)
        {
            var now = time.GetTimestamp();
            var missing = Math.Max(0, _buckets.GetValueOrDefault(key).FullAt - now);
            var enough = wanted <= whole - missing;
            // Also when it is refused: whoever goes on knocking is not forgotten for it.
            _buckets[key] = new(now + missing + (enough ? wanted : 0), now);
            if (_buckets.Count > MostKeys)
                Forget();
            return enough;
        }
    }

    // A tenth at a time, so that sorting is rare.
    private void Forget()
    {
        foreach (var key in _buckets.OrderBy(b => b.Value.AskedAt).Take(MostKeys / 10).Select(b => b.Key).ToList())
            _buckets.Remove(key);
    }

    /// <summary>When a bucket will be full again says what is in it at any instant.</summary>
    private readonly record struct Bucket(long FullAt, long AskedAt);
}
