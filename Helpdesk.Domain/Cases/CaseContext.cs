using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What every command knows: the instant, who acts, and the programme in force.</summary>
public sealed record CaseContext(Instant Now, Actor Actor, SupportProgramme Programme);
