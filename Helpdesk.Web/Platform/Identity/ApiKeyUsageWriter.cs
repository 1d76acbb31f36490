namespace Helpdesk.Web.Platform.Identity;

/// <summary>Writes down the last use of API keys once a minute and when the console stops.</summary>
public sealed class ApiKeyUsageWriter(ApiKeyService keys, TimeProvider time, ILogger<ApiKeyUsageWriter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await NextAsync(timer, stoppingToken))
            await WriteAsync(stoppingToken);
        await WriteAsync(CancellationToken.None);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            await keys.WriteUsageAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A last-use time is a convenience; the next minute tries again.
            log.LogWarning(e, "The last use of API keys could not be written");
        }
    }
}
