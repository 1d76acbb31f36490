using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Queue.Clocks;
using Helpdesk.Web.Queue.FindCases;
using Helpdesk.Web.Queue.Live;
using Quartz;

namespace Helpdesk.Web.Queue;

/// <summary>The live queue: its search, pages, clocks and hub.</summary>
public static class QueueSetup
{
    public static void AddQueue(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SearchIndex>();
        services.AddHostedService(provider => provider.GetRequiredService<SearchIndex>());
        services.AddSingleton<QueuePager>();
        services.AddSingleton<CasesByWordsQuery>();
        services.AddScoped<FindCasesQuery>();
        services.AddScoped<ClosedCasesQuery>();
        services.AddSingleton<ClockTransitions>();
        services.AddHostedService<TransitionScheduler>();
        services.AddHostedService<HubRelay>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddQueueJobs(this IQuartzBuilder quartz)
    {
        quartz.WhenDue<ClockTransitions>();
        quartz.ScheduleJob<HeartbeatJob>(trigger => trigger.Every(TimeSpan.FromSeconds(15), "heartbeat"));
    }

    public static void MapQueueHub(this WebApplication app) => app.MapHub<QueueHub>("/hubs/queue").RequireAuthorization(Policies.WatchWall);
}
