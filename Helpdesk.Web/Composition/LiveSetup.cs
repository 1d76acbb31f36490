using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using Helpdesk.Web.Queue.Live;

namespace Helpdesk.Web.Composition;

/// <summary>The live path: feed, presence, hub.</summary>
public static class LiveSetup
{
    public static void AddHelpdeskLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseFeed>();
        builder.Services.AddSingleton<PresenceTracker>();
        builder.Services.AddSingleton<OpenAlerts>();
        builder.Services.AddSingleton<ClockTransitions>();
        builder.Services.AddSingleton<QueueEntries>();
        builder.Services.AddSingleton<FeedStart>();
        builder.Services.AddHostedService<HubRelay>();
    }

    public static void MapHelpdeskLive(this WebApplication app) => app.MapHub<QueueHub>("/hubs/queue").RequireAuthorization(Helpdesk.Web.Platform.Identity.Policies.WatchWall);
}
