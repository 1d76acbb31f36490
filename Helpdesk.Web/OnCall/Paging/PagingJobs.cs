using NodaTime;
using Quartz;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Runs at the instant the next step falls due; ONE trigger, armed again after each run.</summary>
[DisallowConcurrentExecution]
public sealed class PageJob(PageWorker pages, PageTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await pages.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>The net under it: whatever it missed, also while the console was down, is asked within 30 s.</summary>
[DisallowConcurrentExecution]
public sealed class PageSweepJob(PageWorker pages, PageTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await pages.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>Posts web hooks at the instant the next falls due; apart from the steps, which no slow receiver may hold up.</summary>
[DisallowConcurrentExecution]
public sealed class HookJob(HookWorker hooks, PageTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await hooks.RunAsync(cancellationToken);
        await trigger.ArmHooksAsync(cancellationToken);
    }
}

/// <summary>The net under the web hooks.</summary>
[DisallowConcurrentExecution]
public sealed class HookSweepJob(HookWorker hooks, PageTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await hooks.RunAsync(cancellationToken);
        await trigger.ArmHooksAsync(cancellationToken);
    }
}

/// <summary>Keeps the jobs armed to the next step and to the next web hook; both are derived from the tables.</summary>
public sealed class PageTrigger(ISchedulerFactory schedulers, PageWorker pages, HookWorker hooks, TimeProvider time)
{
    public static readonly JobKey Job = new("pages"),
        HookJob = new("page-hooks");
    private static readonly TriggerKey Key = new("next-page-step"),
        HookKey = new("next-page-hook");

    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation) =>
        await ArmAsync(Job, Key, await pages.NextAsync(cancellation), cancellation);

    public async Task ArmHooksAsync(CancellationToken cancellation) =>
        await ArmAsync(HookJob, HookKey, await hooks.NextAsync(cancellation), cancellation);

    private async Task ArmAsync(JobKey job, TriggerKey key, Instant? at, CancellationToken cancellation)
    {
        if (at is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder.Create(time).WithIdentity(key).ForJob(job).StartAt(next.ToDateTimeOffset()).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}

/// <summary>Hears of new pages: arms both triggers, so that nothing waits for a sweep.</summary>
public sealed class PageScheduler(PageSignal bell, PageWorker pages, PageTrigger trigger, ILogger<PageScheduler> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            ListenAsync(bell.StepsHeardAsync, StepsAsync, stoppingToken),
            ListenAsync(bell.HooksHeardAsync, trigger.ArmHooksAsync, stoppingToken)
        );

    private async Task StepsAsync(CancellationToken cancellation)
    {
        // Whose screens are there is written down at once, while they still are.
        await pages.RunAsync(cancellation);
        await trigger.ArmAsync(cancellation);
    }

    private async Task ListenAsync(Func<CancellationToken, Task> heard, Func<CancellationToken, Task> act, CancellationToken cancellation)
    {
        while (true)
        {
            await heard(cancellation);
            try
            {
                await act(cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The sweep finds it within 30 s; this loop must live on.
                log.LogError(e, "The next step of a page could not be armed");
            }
        }
    }
}
