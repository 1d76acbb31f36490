using Quartz;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>Finds changes of shift and hand-overs that are late; a minute is soon enough for either.</summary>
[DisallowConcurrentExecution]
public sealed class HandOverJob(HandOverWorker run, HandOverTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await run.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>The net under it, also for a rota that was changed meanwhile.</summary>
[DisallowConcurrentExecution]
public sealed class HandOverSweepJob(HandOverWorker run, HandOverTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await run.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>Keeps the job armed to the next change of shift or late hand-over.</summary>
public sealed class HandOverTrigger(ISchedulerFactory schedulers, HandOverWorker run, TimeProvider time)
{
    public static readonly JobKey Job = new("hand-overs");
    private static readonly TriggerKey Key = new("next-hand-over");

    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        if (await run.NextAsync(cancellation) is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder.Create(time).WithIdentity(Key).ForJob(Job).StartAt(next.ToDateTimeOffset()).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}
