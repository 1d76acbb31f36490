using Quartz;

namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>Keeps the job of a work armed to the instant the next of it falls due.</summary>
public sealed class DueTrigger<TWork>(ISchedulerFactory schedulers, TWork work, TimeProvider time)
    where TWork : class, IDueWork
{
    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        if (await work.NextAsync(cancellation) is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder
            .Create(time)
            .WithIdentity("next-" + TWork.Name)
            .ForJob(TWork.Name)
            .StartAt(next.ToDateTimeOffset())
            .Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}
