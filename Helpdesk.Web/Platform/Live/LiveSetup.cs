using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Helpdesk.Web.Platform.Live;

/// <summary>The live path: the feed, presence, alerts, notices.</summary>
public static class LiveSetup
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CaseFeed>();
        services.AddSingleton<PresenceTracker>();
        services.AddSingleton<OpenAlerts>();
        services.AddSingleton<PersonalNotices>();
        services.AddScoped<CircuitHandler, PresenceCircuit>();
    }
}
