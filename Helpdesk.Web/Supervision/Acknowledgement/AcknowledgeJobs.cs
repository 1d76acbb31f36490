using Quartz;

namespace Helpdesk.Web.Supervision.Acknowledgement;

/// <summary>Takes cases back at the instant the next one falls due; ONE trigger, armed again after each run.</summary>
[DisallowConcurrentExecution]
public sealed class AcknowledgeJob(AcknowledgeWatch watch, AcknowledgeTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await watch.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>
/// The net under it, and what finds cases that were handed over meanwhile: no working time that makes sense is shorter than half a
/// minute, so each is armed before it is over.
/// </summary>
[DisallowConcurrentExecution]
public sealed class AcknowledgeSweepJob(AcknowledgeWatch watch, AcknowledgeTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await watch.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>
/// Keeps the job armed to the next case that would go back; everything is read off the cases, so a restart forgets nothing.
/// </summary>
public sealed class AcknowledgeTrigger(ISchedulerFactory schedulers, AcknowledgeWatch watch, TimeProvider time)
{
    public static readonly JobKey Job = new("acknowledge");
    private static readonly TriggerKey Key = new("next-untouched");

    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        if (await watch.NextAsync(cancellation) is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder.Create(time).WithIdentity(Key).ForJob(Job).StartAt(next.ToDateTimeOffset()).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}
