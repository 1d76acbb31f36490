namespace Helpdesk.Web.Files;

/// <summary>Sweeps up at start: no form outlives the process that showed it.</summary>
public sealed class AbandonedFiles(AttachmentStore store, ILogger<AbandonedFiles> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.RemoveAbandoned() is > 0 and var removed)
            log.LogInformation("Removed {Count} files of forms that were never saved", removed);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
