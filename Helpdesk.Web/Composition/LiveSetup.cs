using Helpdesk.Web.Commands;
using Helpdesk.Web.Data;
using Helpdesk.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Composition;

/// <summary>The live path: feed, presence, hub.</summary>
public static class LiveSetup
{
    public static void AddHelpdeskLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseFeed>();
        builder.Services.AddSingleton<PresenceBoard>();
        builder.Services.AddSingleton<ClockTransitions>();
        builder.Services.AddSingleton<QueueEntries>();
        builder.Services.AddHostedService<FeedLoader>();
        builder.Services.AddHostedService<HubRelay>();
    }

    public static void MapHelpdeskLive(this WebApplication app) => app.MapHub<QueueHub>("/hubs/queue").RequireAuthorization(Identity.Policies.WorkCases);

    /// <summary>Reads the open cases once, beside the start: the first page does not wait for them.</summary>
    private sealed class FeedLoader(CaseFeed feed, QueueEntries entries, IDbContextFactory<HelpdeskDb> databases, ILogger<FeedLoader> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            try
            {
                await using var db = await databases.CreateDbContextAsync(stoppingToken);
                var open = await entries.ReadOpenAsync(db, stoppingToken);
                feed.Load(open);
                log.LogInformation("The queue holds {Count} open cases", open.Count);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                feed.LoadFailed(e);
                throw;
            }
        }
    }
}
