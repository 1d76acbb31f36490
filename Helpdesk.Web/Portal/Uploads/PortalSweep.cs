using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Guard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>Forgets enquiries that were never sent and files that no message took.</summary>
public sealed class PortalSweep(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    PortalPieces pieces,
    IOptions<PortalOptions> options,
    IOptions<FilesOptions> files,
    IClock clock,
    ILogger<PortalSweep> log
)
{
    /// <summary>How long a file may lie half handed in.</summary>
    public static readonly Duration PieceAge = Duration.FromDays(1);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var (drafts, whole, halves) = (
            now - Duration.FromDays(options.Value.DraftDays),
            now - Duration.FromDays(files.Value.DraftDays),
            now - PieceAge
        );
        await using var db = await databases.CreateDbContextAsync(cancellation);
        int gone;
        using (await gate.EnterAsync(cancellation))
        {
            gone = await db.PortalDrafts().Where(d => d.KeptAt < drafts).ExecuteDeleteAsync(cancellation);
            await db.PortalFiles()
                .Where(f =>
                    f.AddedAt < whole
                    || (f.Checksum == null && f.AddedAt < halves)
                    || (f.Owner.StartsWith("draft/") && !db.PortalDrafts().Any(d => f.Owner == "draft/" + d.Key))
                )
                .ExecuteDeleteAsync(cancellation);
        }

        pieces.Sweep((await db.PortalFiles().Where(f => f.Checksum == null).Select(f => f.Id).ToListAsync(cancellation)).ToHashSet());
        if (gone > 0)
            log.LogInformation("Forgot {Count} enquiries that were never sent", gone);
    }
}

/// <summary>Every hour.</summary>
[DisallowConcurrentExecution]
public sealed class PortalSweepJob(PortalSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await sweep.RunAsync(cancellationToken);
}
