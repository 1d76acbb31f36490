using Quartz;

namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>Does work at the instant the next of it falls due; ONE trigger, armed again after each run.</summary>
[DisallowConcurrentExecution]
public sealed class DueJob<TWork>(TWork work, DueTrigger<TWork> trigger) : IJob
    where TWork : class, IDueWork
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await work.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}
