using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>A rotation as it is kept; one that was removed stays, so that it can be restored.</summary>
public sealed class RotationRow
{
    public required Guid Id { get; init; }

    public required OnCallLayer Layer { get; set; }

    /// <summary>In the order of their turns.</summary>
    public required IReadOnlyList<Guid> People { get; set; }

    public required int DaysATurn { get; set; }

    /// <summary>Wall time in the programme's zone.</summary>
    public required LocalTime HandOverAt { get; set; }

    public required LocalDate StartsOn { get; set; }

    public LocalDate? EndsOn { get; set; }

    public Instant? RemovedAt { get; set; }

    /// <summary>When it was last what it was not before: calendars that fetch shifts go by it.</summary>
    public required Instant ChangedAt { get; set; }

    /// <summary>Who entered it.</summary>
    public required string MadeBy { get; init; }

    public int Version { get; set; }

    public Rotation ToRotation() => new(Layer, People, DaysATurn, HandOverAt, StartsOn, EndsOn);
}

/// <summary>Somebody has a layer for a while, whoever's turn it is; one that was taken back stays, so that it can be restored.</summary>
public sealed class OverrideRow
{
    public required Guid Id { get; init; }

    public required OnCallLayer Layer { get; set; }

    public required Guid PersonId { get; set; }

    public required Instant From { get; set; }

    public required Instant Until { get; set; }

    /// <summary>When it was made or last moved: of two at the same time the later one holds.</summary>
    public required Instant MadeAt { get; set; }

    /// <summary>Who entered it.</summary>
    public required string MadeBy { get; init; }

    /// <summary>The same as an id: whoever entered it may take it back.</summary>
    public Guid? MadeById { get; init; }

    public string? Reason { get; set; }

    public Instant? CancelledAt { get; set; }

    public int Version { get; set; }

    public OnCallOverride ToOverride() => new(Layer, PersonId, new(From, Until), MadeAt);
}

/// <summary>Somebody's secret calendar link; only its hash is known here.</summary>
public sealed class OnCallFeed
{
    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] TokenHash { get; set; }

    public required Instant MadeAt { get; set; }
}
