using NodaTime;

namespace Helpdesk.Web.Platform.Api;

/// <summary>
/// How often somebody outside may do something, in memory alone: whoever comes too often waits for the next hour or minute.
/// </summary>
public sealed class VisitorLimits(IClock clock)
{
    /// <summary>Remembered at most; a flood of addresses makes the oldest forgotten, not the memory full.</summary>
    private const int Most = 50_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Instant Until, int Count)> _seen = new(StringComparer.Ordinal);

    /// <summary>Counts one more; false when it is one too many within the time.</summary>
    public bool Allows(string what, int times, Duration within)
    {
        var now = clock.GetCurrentInstant();
        lock (_lock)
        {
            if (_seen.Count >= Most)
                Forget(now);
            var (until, count) = _seen.TryGetValue(what, out var seen) && seen.Until > now ? seen : (now + within, 0);
            if (count >= times)
                return false;
            _seen[what] = (until, count + 1);
            return true;
        }
    }

    private void Forget(Instant now)
    {
        foreach (var (key, _) in _seen.Where(s => s.Value.Until <= now).ToList())
            _seen.Remove(key);
        if (_seen.Count >= Most)
            _seen.Clear();
    }
}
