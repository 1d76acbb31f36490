using Quartz;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Sends at the instant the next mail falls due; ONE trigger, armed again after each run.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxJob(OutboxWorker outbox, OutboxTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await outbox.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>The net under it: whatever it missed goes out within 30 s.</summary>
[DisallowConcurrentExecution]
public sealed class OutboxSweepJob(OutboxWorker outbox, OutboxTrigger trigger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await outbox.RunAsync(cancellationToken);
        await trigger.ArmAsync(cancellationToken);
    }
}

/// <summary>Keeps the job armed to the next mail.</summary>
public sealed class OutboxTrigger(ISchedulerFactory schedulers, OutboxWorker outbox, TimeProvider time)
{
    public static readonly JobKey Job = new("outbox");
    private static readonly TriggerKey Key = new("next-mail");

    /// <summary>Arms the trigger; an earlier one that is already armed stays.</summary>
    public async Task ArmAsync(CancellationToken cancellation)
    {
        if (await outbox.NextAsync(cancellation) is not { } next)
            return;
        var scheduler = await schedulers.GetScheduler(cancellation);
        // With a clock of its own, a trigger that comes late would be put off by another time than the scheduler reads.
        var trigger = TriggerBuilder.Create(time).WithIdentity(Key).ForJob(Job).StartAt(next.ToDateTimeOffset()).Build();
        await scheduler.ScheduleTrigger(trigger, TriggerConflict.KeepEarlier, cancellation);
    }
}

/// <summary>Rung after a commit that brought mail.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _wake = new(0);

    public void Ring()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    public Task HeardAsync(CancellationToken cancellation) => _wake.WaitAsync(cancellation);

    public void Dispose() => _wake.Dispose();
}

/// <summary>Arms the trigger when the bell rings.</summary>
public sealed class OutboxScheduler(OutboxSignal bell, OutboxWorker outbox, OutboxTrigger trigger, ILogger<OutboxScheduler> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await bell.HeardAsync(stoppingToken);
            if (outbox.IsRunning)
                continue; // Whoever runs it arms it at the end.
            try
            {
                await trigger.ArmAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The sweep finds the mail within 30 s; this loop must live on.
                log.LogError(e, "The next mail could not be armed");
            }
        }
    }
}
