using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Portal.Guard;

/// <summary>What is counted, each for itself.</summary>
public enum LimitKind
{
    Post,
    Enquiry,
    EnquiryOfMail,
    SerialCheck,
    Link,
    LinkOfMail,
    Upload,
    Draft,
}

/// <summary>
/// Counts what the public side is asked for: a bucket a key that fills up again evenly. It lives in memory and stays small whoever
/// knocks; a restart forgives.
/// </summary>
public sealed class PortalLimits(IOptions<PortalOptions> options, TimeProvider time)
{
    /// <summary>Keys remembered at most; the longest unused go first.</summary>
    public const int MostKeys = 20_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(LimitKind, string), Bucket> _buckets = [];

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
    public bool TryTake(LimitKind kind, string key, long amount = 1)
    {
        var (most, period) = RuleOf(kind);
        var now = time.GetTimestamp();
        lock (_lock)
        {
            if (!_buckets.TryGetValue((kind, key), out var bucket))
                bucket = new(most, now);
            var filled = Math.Min(most, bucket.Left + (time.GetElapsedTime(bucket.At, now) / period * most));
            var enough = filled >= amount;
            _buckets[(kind, key)] = new(enough ? filled - amount : filled, now);
            if (_buckets.Count > MostKeys)
                Forget();
            return enough;
        }
    }

    /// <summary>The key of a visitor: an address, or of IPv6 the network that one household has.</summary>
    public static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "?";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    public static string KeyOf(string mail) => mail.Trim().ToUpperInvariant();

    private (double Most, TimeSpan Period) RuleOf(LimitKind kind) =>
        kind switch
        {
            LimitKind.Post => (options.Value.PostsPerMinute, TimeSpan.FromMinutes(1)),
            LimitKind.Enquiry => (options.Value.EnquiriesPerHour, TimeSpan.FromHours(1)),
            LimitKind.EnquiryOfMail => (options.Value.EnquiriesPerMailPerDay, TimeSpan.FromDays(1)),
            LimitKind.Draft => (options.Value.EnquiriesPerHour * 3, TimeSpan.FromHours(1)),
            LimitKind.SerialCheck => (options.Value.SerialChecksPerHour, TimeSpan.FromHours(1)),
            LimitKind.Link => (options.Value.LinksPerHour * 5, TimeSpan.FromHours(1)),
            LimitKind.LinkOfMail => (options.Value.LinksPerHour, TimeSpan.FromHours(1)),
            _ => (options.Value.UploadMegabytesPerHour * 1024d * 1024d, TimeSpan.FromHours(1)),
        };

    // A tenth at a time, so that sorting is rare.
    private void Forget()
    {
        foreach (var key in _buckets.OrderBy(b => b.Value.At).Take(MostKeys / 10).Select(b => b.Key).ToList())
            _buckets.Remove(key);
    }

    private readonly record struct Bucket(double Left, long At);
}
