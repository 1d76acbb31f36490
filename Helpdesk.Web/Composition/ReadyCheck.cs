using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Helpdesk.Web.Composition;

/// <summary>Ready means: the database answers and the queue has been read.</summary>
public sealed class ReadyCheck(IDbContextFactory<HelpdeskDb> databases, CaseFeed feed) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!feed.Loaded.IsCompletedSuccessfully)
            return HealthCheckResult.Unhealthy(
                feed.Loaded.IsFaulted ? "the queue could not be read; see the log" : "the queue is being read"
            );
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the database does not answer");
    }
}
