using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Scheduling;
using NodaTime;
using Quartz;

namespace Helpdesk.Web.Queue.Clocks;

/// <summary>Every 15 s a sign of life, so that screens can tell live from stale.</summary>
public sealed class HeartbeatJob(CaseFeed feed) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        feed.Heartbeat();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Arms the job of the clocks when the queue has been read, and again when a change brings an earlier transition.</summary>
public sealed class TransitionScheduler(
    CaseFeed feed,
    ClockTransitions transitions,
    DueTrigger<ClockTransitions> trigger,
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
        await DueListener.ListenAsync(wake.WaitAsync, ArmAsync, ClockTransitions.Name, log, stoppingToken);
    }

    private async Task ArmAsync(CancellationToken cancellation)
    {
        if (transitions.Next() is not { } next || next == _armed)
            return;
        _armed = next;
        await trigger.ArmAsync(cancellation);
    }
}
