using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Queue;

/// <summary>One row of the queue: everything the screen, the API and the hub show of a case. Immutable; a change makes a new one.</summary>
public sealed record QueueEntry
{
    public required long Id { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    public required CaseStatus Status { get; init; }

    public required Severity Severity { get; init; }

    public required Severity StatedSeverity { get; init; }

    public required string Subject { get; init; }

    public required string LastLine { get; init; }

    public required ActorKind LastLineBy { get; init; }

    /// <summary>The organisation, or the contact's name when there is none.</summary>
    public required string Customer { get; init; }

    public required string ContactName { get; init; }

    public required string Language { get; init; }

    public required SupportTier Tier { get; init; }

    public required VerdictKind Verdict { get; init; }

    public required string ProductCode { get; init; }

    public required string ProductName { get; init; }

    public required string ProductVersion { get; init; }

    public string? SerialNumber { get; init; }

    public required Instant OpenedAt { get; init; }

    public required Instant BallSince { get; init; }

    public required Instant LastActivityAt { get; init; }

    public Guid? OwnerId { get; init; }

    public string? OwnerName { get; init; }

    public required int ReopenCount { get; init; }

    public NextClock? Clock { get; init; }

    public Ball Ball => CaseTransitions.BallIn(Status);

    public bool IsOpen => Status != CaseStatus.Closed;
}
