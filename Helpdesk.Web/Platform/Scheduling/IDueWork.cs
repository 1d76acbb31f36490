using NodaTime;

namespace Helpdesk.Web.Platform.Scheduling;

/// <summary>Work that falls due at instants which are read off the tables, so that a restart forgets nothing.</summary>
public interface IDueWork
{
    /// <summary>Its job's name among the jobs.</summary>
    static abstract string Name { get; }

    /// <summary>Does everything that is due by now.</summary>
    Task RunAsync(CancellationToken cancellation);

    /// <summary>When there is something to do next; null when nothing is ahead.</summary>
    Task<Instant?> NextAsync(CancellationToken cancellation);
}
