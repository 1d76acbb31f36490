using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What an act that can be undone has changed, as it was before; clocks are found by the version that ended them.</summary>
/// <param name="InVersion">The version the act made.</param>
public sealed record CaseBefore(int InVersion, Instant At, CaseStatus Status, Instant BallSince)
{
    public Instant? EscalatedAt { get; init; }

    public bool EscalationMayBeDeclined { get; init; }

    public int UnansweredContacts { get; init; }

    public Instant? FirstUnansweredAt { get; init; }

    public Instant? RemindedAt { get; init; }

    public Instant? SilentSince { get; init; }

    public Instant? VendorSince { get; init; }

    public Instant? ConfirmedAt { get; init; }

    public Instant? HandedOverAt { get; init; }

    public GraverSeverity? Proposal { get; init; }

    /// <summary>Who had it, as a case that wakes is passed on from somebody who is away; null for nobody and in older records.</summary>
    public Guid? OwnerId { get; init; }

    public string? OwnerName { get; init; }

    /// <summary>The case that was taken in; null where the act was another one, and in older records.</summary>
    public string? TookIn { get; init; }

    /// <summary>What the act before it had changed, where nothing was done in between: it can be taken back after this one.</summary>
    public CaseBefore? Previous { get; init; }

    /// <summary>How many took part beside the contact; null in older records.</summary>
    public int? Participants { get; init; }

    public string LastLine { get; init; } = "";

    public ActorKind LastLineBy { get; init; }
}

/// <summary>A graver severity that a merged case had; somebody raises this case or says why not (spec I5, S8).</summary>
/// <param name="From">Number of the merged case.</param>
public sealed record GraverSeverity(Severity Severity, string From);
