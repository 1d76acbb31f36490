using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;

namespace Helpdesk.Web.Demo;

/// <summary>What the people of the demo know: everybody something, nobody everything.</summary>
internal static class DemoSkills
{
    public static IReadOnlyList<AgentProfile> Profiles =>
        [
            Of(DemoPeople.Kato, 60, ["SPX-SERVER", "SPX-DESKTOP", "SPX-SB", "IMG-MANAGER"], ["ja"]),
            Of(DemoPeople.Sato, 55, ["SPX-SERVER", "SPX-VIRTUAL", "IMG-MANAGER", "SHD-CONTROL"], ["ja", "en"]),
            Of(DemoPeople.Ito, 60, ["SPX-SERVER", "SPX-IT", "SHD-CONTROL", "SHD-STREAM"], ["ja", "en"]),
            Of(DemoPeople.Tanaka, 50, ["SPX-DESKTOP", "SPX-SB", "SPX-IT"], ["ja"]),
            Of(DemoPeople.Ueda, 45, ["SPX-SERVER", "SPX-VIRTUAL", "SHD-STREAM"], ["ja", "en"]),
            // In Berlin: her morning is Tokyo's late afternoon.
            Of(DemoPeople.Wagner, 55, ["SPX-SERVER", "SPX-VIRTUAL", "IMG-MANAGER", "SHD-STREAM"], ["en"], "08:00-16:00", "Europe/Berlin"),
        ];

    private static AgentProfile Of(
        DemoPerson person,
        int capacity,
        string[] products,
        string[] languages,
        string? hours = null,
        string? zone = null
    ) =>
        new()
        {
            PersonId = person.Id,
            Products = products,
            Languages = languages,
            Capacity = capacity,
            Hours = hours,
            Zone = zone,
            Version = 1,
        };
}
