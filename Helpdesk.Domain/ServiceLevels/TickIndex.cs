using System.Numerics;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// Finds the last of many ascending keys at or before a value: even buckets first, then a binary search inside one bucket.
/// </summary>
/// <remarks>
/// A plain binary search over 25,000 intervals misses the cache some ten times; buckets leave one or two keys to compare.
/// </remarks>
internal sealed class TickIndex
{
    private readonly long[] _keys;
    private readonly int[] _keysBelow;
    private readonly long _origin;
    private readonly int _shift;

    /// <param name="keys">Strictly ascending; only the first <paramref name="count"/> are used.</param>
    public TickIndex(long[] keys, int count)
    {
        _keys = keys;
        if (count == 0)
        {
            (_origin, _keysBelow) = (long.MaxValue, [0, 0]);
            return;
        }

        _origin = keys[0];
        var range = keys[count - 1] - _origin + 1;
        _shift = BitOperations.Log2((ulong)Math.Max(1, range / count));
        _keysBelow = new int[(int)((range - 1) >> _shift) + 2];
        var key = 0;
        for (var bucket = 0; bucket < _keysBelow.Length; bucket++)
        {
            while (key < count && (keys[key] - _origin) >> _shift < bucket)
                key++;
            _keysBelow[bucket] = key;
        }
    }

    /// <summary>Index of the last key at or before the value, or −1.</summary>
    public int LastAtOrBefore(long value)
    {
        if (value < _origin)
            return -1;
        var buckets = _keysBelow;
        var bucket = (value - _origin) >> _shift;
        if (bucket >= buckets.Length - 1)
            return buckets[^1] - 1;
        var (low, high) = (buckets[bucket], buckets[bucket + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_keys[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
