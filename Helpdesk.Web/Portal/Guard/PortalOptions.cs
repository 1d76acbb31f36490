using System.Net;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Portal.Guard;

/// <summary>Section <c>Portal</c>: what the public side puts up with, and for how long it remembers.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Forms one address may send in a minute, of any kind.</summary>
    public int PostsPerMinute { get; set; } = 60;

    /// <summary>Enquiries one address may open in an hour.</summary>
    public int EnquiriesPerHour { get; set; } = 20;

    /// <summary>Enquiries that may name one mail address in a day.</summary>
    public int EnquiriesPerMailPerDay { get; set; } = 20;

    /// <summary>Serial numbers one address may ask about in an hour; beyond that everybody hears the neutral answer.</summary>
    public int SerialChecksPerHour { get; set; } = 30;

    /// <summary>New links one mail address may be sent in an hour; an address on the network may ask for five times as many.</summary>
    public int LinksPerHour { get; set; } = 3;

    /// <summary>MB one address may hand in within an hour.</summary>
    public int UploadMegabytesPerHour { get; set; } = 1000;

    /// <summary>MB that the files of all unsent enquiries and messages may take together.</summary>
    public int WaitingMegabytes { get; set; } = 10_000;

    /// <summary>Days an unfinished enquiry is kept.</summary>
    public int DraftDays { get; set; } = 7;

    /// <summary>Hours a browser stays in after it came by a link.</summary>
    public int SessionHours { get; set; } = 12;

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose word about the visitor's address is taken.</summary>
    public IList<string> TrustedProxies { get; } = [];
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class PortalOptionsCheck : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        List<string> wrong = [];
        Number(nameof(options.PostsPerMinute), options.PostsPerMinute, 1, 100_000, 60);
        Number(nameof(options.EnquiriesPerHour), options.EnquiriesPerHour, 1, 100_000, 20);
        Number(nameof(options.EnquiriesPerMailPerDay), options.EnquiriesPerMailPerDay, 1, 100_000, 20);
        Number(nameof(options.SerialChecksPerHour), options.SerialChecksPerHour, 0, 100_000, 30);
        Number(nameof(options.LinksPerHour), options.LinksPerHour, 1, 1000, 3);
        Number(nameof(options.UploadMegabytesPerHour), options.UploadMegabytesPerHour, 1, 1_000_000, 1000);
        Number(nameof(options.WaitingMegabytes), options.WaitingMegabytes, 1, 1_000_000, 10_000);
        Number(nameof(options.DraftDays), options.DraftDays, 1, 90, 7);
        Number(nameof(options.SessionHours), options.SessionHours, 1, 24 * 14, 12);
        wrong.AddRange(
            options
                .TrustedProxies.Index()
                .Where(p => !IPNetwork.TryParse(p.Item, out _) && !IPAddress.TryParse(p.Item, out _))
                .Select(p =>
                    $"Portal:TrustedProxies:{p.Index}: \"{p.Item}\" is neither an address nor a network; write e.g. "
                    + "\"10.0.0.5\" or \"10.0.0.0/8\"."
                )
        );
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Number(string key, int value, int least, int most, int usual)
        {
            if (value < least || value > most)
                wrong.Add($"Portal:{key} must lie between {least} and {most}; {usual} is usual.");
        }
    }
}
