using Helpdesk.Domain.Queue;
using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>Why a case goes to somebody, or what speaks against it; each is said in words.</summary>
public enum PlacementReasonKind
{
    KnowsProduct = 0,
    NewToProduct = 1,

    /// <summary>Its value is how many open cases they have.</summary>
    OpenCases = 2,
    SpeaksLanguage = 3,
    OtherLanguage = 4,

    /// <summary>They are there for the owner, who is away.</summary>
    StandsIn = 5,
    OverCapacity = 6,
    OutsideHours = 7,

    /// <summary>Nobody is there at all: the case waits in the queue.</summary>
    NobodyThere = 8,

    /// <summary>A supervisor chose it.</summary>
    ByHand = 9,

    /// <summary>Its due time is near or past: it goes before what they know better.</summary>
    DueSoon = 10,
}

/// <param name="Value">A product's code, a language, a number, or nothing.</param>
public sealed record PlacementReason(PlacementReasonKind Kind, string? Value = null);

/// <summary>What a plan means for a due time.</summary>
public enum DueDanger
{
    None = 0,

    /// <summary>This receiver would come to it too late.</summary>
    Tight = 1,

    /// <summary>It is missed already.</summary>
    Missed = 2,

    /// <summary>Whoever gets it, it will be missed.</summary>
    Certain = 3,
}

/// <summary>Where one case goes.</summary>
/// <param name="To">The receiver; null puts it into the queue.</param>
/// <param name="ExpectedAt">When it would be answered there; null without a due time or a receiver.</param>
public sealed record Placement(QueueEntry Case, Guid? To, IReadOnlyList<PlacementReason> Reasons, DueDanger Danger, Instant? ExpectedAt)
{
    /// <summary>False when the case is already where it should be.</summary>
    public bool IsMove => To != Case.OwnerId;
}

/// <summary>What a plan means for somebody's desk.</summary>
/// <param name="Endangered">Of the cases they would get, how many they would come to too late.</param>
public sealed record DeskChange(Agent Agent, int Before, int After, int Gets, int Endangered);

/// <summary>A proposal, not an act: who would get which case and why, the endangered first (spec U2).</summary>
public sealed record ReassignmentPlan(Instant At, IReadOnlyList<Placement> Placements, IReadOnlyList<DeskChange> SampleAgents)
{
    public IEnumerable<Placement> Moves => Placements.Where(p => p.IsMove);

    /// <summary>How many due times are in danger of a kind.</summary>
    public int Count(DueDanger danger) => Placements.Count(p => p.Danger == danger);
}
