using Helpdesk.Web.Platform.Live;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Queue.Clocks;

/// <summary>Runs at the next instant at which any clock or calendar turns; ONE trigger, armed again after each run.</summary>
[DisallowConcurrentExecution]
public sealed class ClockTransitionsJob(ClockTransitions transitions, TransitionTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        transitions.Run();
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>The net under the transitions job: whatever it missed is found within 30 s.</summary>
[DisallowConcurrentExecution]
public sealed class ClockSweepJob(ClockTransitions transitions, TransitionTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        transitions.Run();
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>Every 15 s a sign of life, so that screens can tell live from stale.</summary>
public sealed class HeartbeatJob(CaseFeed feed) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        feed.Heartbeat();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Keeps the transitions job armed to the earliest next transition.</summary>
public sealed class TransitionTrigger(ISchedulerFactory schedulers, ClockTransitions transitions, TimeProvider time)
{
    public static readonly JobKey Job = new("clock-transitions");
    private static readonly TriggerKey Key = new("next-clock-transition");

    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        if (transitions.Next() is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder.Create(time).WithIdentity(Key).ForJob(Job).StartAt(next.ToDateTimeOffset()).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}

/// <summary>Arms the trigger when the queue has been read, and again when a change brings an earlier transition.</summary>
public sealed class TransitionScheduler(
    CaseFeed feed,
    ClockTransitions transitions,
    TransitionTrigger trigger,
    ILogger<TransitionScheduler> log
) : BackgroundService
{
    private Instant _armed = Instant.MaxValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wake = new SemaphoreSlim(1);
        using var subscription = feed.Subscribe(_ =>
        {
            if (wake.CurrentCount == 0)
                wake.Release();
        });
        await feed.Loaded.WaitAsync(stoppingToken);
        while (true)
        {
            await wake.WaitAsync(stoppingToken);
            try
            {
                if (transitions.Next() is not { } next || next == _armed)
                    continue;
                _armed = next;
                await trigger.ArmAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The sweep finds the transition within 30 s; this loop must live on.
                log.LogError(e, "The next clock transition could not be armed");
            }
        }
    }
}
