using NodaTime;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>The end of one primary shift and the beginning of the next: what runs goes over, line by line (spec U3).</summary>
public sealed class ShiftHandOver
{
    public required Guid Id { get; init; }

    /// <summary>The instant of the rota at which the shift changes; one hand-over each.</summary>
    public required Instant ShiftAt { get; init; }

    /// <summary>Who leaves; null when nobody had the shift.</summary>
    public Guid? FromId { get; init; }

    /// <summary>Who comes; null when nobody has the next shift, so that a supervisor has to accept.</summary>
    public Guid? ToId { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>When a supervisor hears of it, unless it was accepted before.</summary>
    public required Instant LateAt { get; init; }

    public Instant? AcceptedAt { get; private set; }

    /// <summary>Null with an acceptance when there was nothing to hand over.</summary>
    public Guid? AcceptedById { get; private set; }

    public string? AcceptedBy { get; private set; }

    public Instant? AlarmedAt { get; set; }

    public int Version { get; set; }

    public List<HandOverLine> Lines { get; } = [];

    public void Accept(Guid? by, string? name, Instant now) =>
        (AcceptedAt, AcceptedById, AcceptedBy, Version) = (now, by, name, Version + 1);
}

/// <summary>Where one case stands, in a line.</summary>
public sealed class HandOverLine
{
    public required Guid HandOverId { get; init; }

    public required long CaseId { get; init; }

    public required string CaseNumber { get; init; }

    public required string Text { get; set; }

    /// <summary>Who wrote it; null while it is the case's last line.</summary>
    public string? EditedBy { get; set; }
}
