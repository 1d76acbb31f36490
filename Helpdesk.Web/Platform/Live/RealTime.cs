namespace Helpdesk.Web.Platform.Live;

/// <summary>
/// The one place that waits by the machine's own time, which is banned everywhere else (Helpdesk.Web/BannedSymbols.txt): the rest of a hand
/// that types, gathering for screens, work that gives way to others. No promise, mail or record waits here.
/// </summary>
public static class RealTime
{
#pragma warning disable RS0030 // What is waited for is a matter of hands and of the machine, not of the programme's clock.
    /// <summary>Rests for a while of the machine's time; <see cref="Timeout.InfiniteTimeSpan"/> until it is cancelled.</summary>
    public static Task RestAsync(TimeSpan time, CancellationToken cancellation = default) => Task.Delay(time, cancellation);
#pragma warning restore RS0030
}
