using System.Net;
using System.Net.Sockets;
using Helpdesk.Web.Platform.Api;
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

/// <summary>What the public side may be asked for, by whom and how often.</summary>
public sealed class PortalLimits(IOptions<PortalOptions> options, RateLimits limits)
{
    /// <summary>
    /// Takes <paramref name="amount"/> of what the key may have; false when there is not so much left, and then nothing is taken.
    /// </summary>
    public bool TryTake(LimitKind kind, string key, long amount = 1)
    {
        var (most, period) = RuleOf(kind);
        return limits.TryTake($"{kind}:{key}", most, period, amount);
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
}
