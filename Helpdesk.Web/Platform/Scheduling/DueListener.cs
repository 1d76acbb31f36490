namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>Arms a trigger as soon as something tells of new work, so that nothing waits for a sweep.</summary>
public static class DueListener
{
    /// <summary>Waits until it is told and acts, again and again; a failure is written down and ends nothing.</summary>
    public static async Task ListenAsync(
        Func<CancellationToken, Task> told,
        Func<CancellationToken, Task> act,
        string work,
        ILogger log,
        CancellationToken cancellation
    )
    {
        while (true)
        {
            await told(cancellation);
            try
            {
                await act(cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The sweep finds it within 30 s; this loop must live on.
                log.LogError(e, "The next run of {Work} could not be armed", work);
            }
        }
    }
}
