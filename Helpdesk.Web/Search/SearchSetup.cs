using Helpdesk.Web.Platform.Scheduling;
using Quartz;

namespace Helpdesk.Web.Search;

/// <summary>The search engine and what keeps its index.</summary>
public static class SearchSetup
{
    public static void AddSearch(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<SearchFile>();
        services.AddSingleton<ISearchEngine, SqliteSearchEngine>();
        services.AddSingleton<SearchUpkeep>();
        services.AddSingleton<SearchSignal>();
        services.AddHostedService<SearchKeeper>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddSearchJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<SearchSweepJob>(trigger => trigger.Every(TimeSpan.FromSeconds(30), "search-sweep"));
    }
}
