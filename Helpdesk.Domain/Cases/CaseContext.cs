using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What every command knows: the instant, who acts, and the programme in force.</summary>
public sealed record CaseContext(Instant Now, Actor Actor, SupportProgramme Programme)
{
    /// <summary>Whether somebody is not there to take a case that comes back (spec C9).</summary>
    public Func<Guid, bool> IsAway { get; init; } = static _ => false;
}
