using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Cases.Data;

/// <summary>A clock whose stored instants are not what its events say.</summary>
public sealed record ClockDifference(string CaseNumber, ClockKind Kind, Instant? Stored, Instant? Computed);

/// <summary>Recomputes every open clock from its events and reports what the cache says otherwise (architecture, clocks).</summary>
public sealed class ClockSelfCheck(IDbContextFactory<HelpdeskDb> databases, SupportProgramme programme)
{
    public async Task<IReadOnlyList<ClockDifference>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var wrong = new List<ClockDifference>();
        var open = db
            .Cases.AsNoTracking()
            .Where(c => c.Status != CaseStatus.Closed)
            .Include(c => c.Clocks)
            .OrderBy(c => c.Id)
            .AsAsyncEnumerable();
        await foreach (var found in open.WithCancellation(cancellation))
        {
            foreach (var clock in found.Clocks.Where(c => c.IsOpen))
            {
                var stored = clock.DueAt;
                clock.Recompute(programme);
                if (stored != clock.DueAt)
                    wrong.Add(new(found.Number, clock.Kind, stored, clock.DueAt));
            }

            // The queue shows what stands on the case itself.
            if (found.NextClock is { } next && next.DueAt != found.FirstDueAt())
                wrong.Add(new(found.Number, next.Kind, next.DueAt, found.FirstDueAt()));
        }

        return wrong;
    }
}

/// <summary>Runs the check once at each start: a calendar that changed in between must contradict nothing (spec P14).</summary>
public sealed class ClockStartCheckJob(ClockSelfCheck check, ILogger<ClockSelfCheckJob> log) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        new ClockSelfCheckJob(check, log).Execute(context, cancellationToken);
}

/// <summary>Runs the check at night and says what it found.</summary>
public sealed class ClockSelfCheckJob(ClockSelfCheck check, ILogger<ClockSelfCheckJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var wrong = await check.RunAsync(cancellationToken);
        foreach (var difference in wrong.Take(100))
            log.LogError(
                "Clock {Kind} of {Case}: stored due {Stored}, computed {Computed}",
                difference.Kind,
                difference.CaseNumber,
                difference.Stored,
                difference.Computed
            );
        log.LogInformation("Clock self-check: {Count} differences", wrong.Count);
    }
}
