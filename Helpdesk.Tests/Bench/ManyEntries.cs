using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Tests.Support;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Demo;
using Helpdesk.Web.ServiceLevels;
using Microsoft.Extensions.Configuration;
using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary>As many open queue rows as one likes, told like the demo's: the same seed gives the same rows.</summary>
internal static class ManyEntries
{
    // Some of the demo's cases are closed by now.
    private const double MadeForEachOpen = 1.3;

    /// <summary>The programme of the console's own settings file.</summary>
    public static SupportProgramme Programme { get; } =
        ServiceLevelsSetup.Read(
            new ConfigurationBuilder().AddJsonFile(Path.Combine(SourceTree.Root, "appsettings.json")).Build(),
            AppContext.BaseDirectory
        );

    public static IReadOnlyList<QueueEntry> Make(int count, Instant now, long firstId = 1)
    {
        var products = DemoRecords.Products.ToDictionary(p => p.Code);
        var cases = new DemoCases(Programme, DemoRecords.All(now.InZone(Programme.Zone).Date), now);
        var rows = new QueueEntries(new Catalogue(Programme, new HandClock(now)));
        var open = cases.Make((int)(count * MadeForEachOpen) + 10).Where(c => !c.IsClosed).Take(count);
        return [.. open.Select((c, i) => rows.Of(c) with { Id = firstId + i, ProductName = products[c.ProductCode].NameEn })];
    }
}
