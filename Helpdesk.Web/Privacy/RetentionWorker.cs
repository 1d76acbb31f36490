using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Privacy;

/// <summary>Empties closed cases of whom they were for once they are old enough; figures, clocks and reasons stay.</summary>
public sealed class RetentionWorker(
    IDbContextFactory<HelpdeskDb> databases,
    ContactEraser eraser,
    IOptions<PrivacyOptions> options,
    IClock clock,
    ILogger<RetentionWorker> log
)
{
    /// <summary>Named as the one who acted.</summary>
    public static readonly Actor Rule = Actor.System("retention");

    // One transaction's worth: others wait for the turn meanwhile.
    private const int AtATime = 20;

    /// <returns>How many cases were emptied.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (options.Value.KeepClosedDays == 0)
            return 0;
        var oldest = clock.GetCurrentInstant() - Duration.FromDays(options.Value.KeepClosedDays);
        var total = 0;
        for (var more = true; more; )
        {
            cancellation.ThrowIfCancellationRequested();
            await using var db = await databases.CreateDbContextAsync(cancellation);
            // None due: no act either.
            if (!await Due(db.Cases, oldest).AnyAsync(cancellation))
                break;
            var done = await eraser.EraseAsync(
                cases => Due(cases, oldest).OrderBy(c => c.Id).Take(AtATime),
                null,
                AdminActs.CasesAgedOut,
                Rule,
                cancellation
            );
            if (!done.IsOk)
            {
                log.LogError("Old cases could not be emptied: {Code}", done.Errors[0].Code);
                break;
            }

            total += done.Value;
            more = done.Value == AtATime;
        }

        if (total > 0)
            log.LogInformation("Emptied {Count} cases that were closed {Days} days ago or earlier", total, options.Value.KeepClosedDays);
        return total;
    }

    /// <summary>The cases that are old enough now, and how many days are set; null when nothing is emptied by age.</summary>
    public async Task<(int Days, int Due)?> StateAsync(CancellationToken cancellation)
    {
        if (options.Value.KeepClosedDays is not (> 0 and var days))
            return null;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (days, await Due(db.Cases, clock.GetCurrentInstant() - Duration.FromDays(days)).CountAsync(cancellation));
    }

    private static IQueryable<Case> Due(IQueryable<Case> cases, Instant oldest) =>
        cases.Where(c => c.Status == CaseStatus.Closed && c.ClosedAt != null && c.ClosedAt < oldest && c.ErasedAt == null);
}

/// <summary>Every night.</summary>
[DisallowConcurrentExecution]
public sealed class RetentionJob(RetentionWorker retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await retention.RunAsync(cancellationToken);
}
