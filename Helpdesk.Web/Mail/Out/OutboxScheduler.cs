using Helpdesk.Web.Platform.Scheduling;

namespace Helpdesk.Web.Mail.Out;

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

/// <summary>Arms the job when the bell rings.</summary>
public sealed class OutboxScheduler(OutboxSignal bell, OutboxWorker outbox, DueTrigger<OutboxWorker> trigger, ILogger<OutboxScheduler> log)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        DueListener.ListenAsync(bell.HeardAsync, ArmAsync, OutboxWorker.Name, log, stoppingToken);

    // Whoever runs it arms it at the end.
    private Task ArmAsync(CancellationToken cancellation) => outbox.IsRunning ? Task.CompletedTask : trigger.ArmAsync(cancellation);
}
