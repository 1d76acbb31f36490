using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>What all cases of a walk share: the calendars in their versions, and the hour.</summary>
internal sealed class ModelHouse(string zone, bool teamTargets)
{
    private static readonly Dictionary<(string, bool), Lazy<PlainCalendar>> s_business = new[]
    {
        "Asia/Tokyo",
        "Europe/Berlin",
        PlainCalendar.TokyoOfTheConsole,
    }
        .SelectMany(z => new[] { (z, false), (z, true) })
        .ToDictionary(k => k, k => new Lazy<PlainCalendar>(() => PlainCalendar.Business(k.Item1, k.Item2)));

    private static readonly PlainCalendar s_always = new("Etc/UTC", _ => true);

    /// <summary>Colleagues who are not there; nobody stands in for them.</summary>
    public HashSet<int> Away { get; } = [];

    /// <summary>The programme has its other targets now.</summary>
    public bool OtherTargets { get; set; }

    public Instant Now { get; set; }

    /// <summary>In nights each act says who does it.</summary>
    public bool IsNight { get; init; }

    /// <summary>The version of the business calendar in force; even ones are without Wednesdays.</summary>
    public int Version { get; private set; } = 1;

    public PlainCalendar Business => Calendar(PlainPromises.Business, Version);

    public PlainCalendar Calendar(string id, int version) =>
        id == PlainPromises.Business ? s_business[(zone, version % 2 == 0)].Value : s_always;

    public int VersionOf(string id) => id == PlainPromises.Business ? Version : 1;

    public void OtherHolidays() => Version++;

    /// <summary>What is promised from now on; what runs keeps its own (P3).</summary>
    public Within? Promised(SupportTier tier, Severity severity, Promise what) =>
        PlainPromises.Of(tier, severity, what, teamTargets, OtherTargets);
}
