using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>A reassignment plan that was applied: who did it, what became of each case, and whether it was taken back (spec U2).</summary>
public sealed class Reassignment
{
    /// <summary>How long it can be undone.</summary>
    public static readonly Duration UndoTime = Duration.FromMinutes(10);

    public required Guid Id { get; init; }

    public required Instant AppliedAt { get; init; }

    public required string AppliedBy { get; init; }

    /// <summary>Every case of the plan, those that were refused too.</summary>
    public required IReadOnlyList<ReassignmentMove> Moves { get; set; }

    public Instant? UndoneAt { get; set; }

    public string? UndoneBy { get; set; }

    public int Version { get; set; }

    public IEnumerable<ReassignmentMove> Done => Moves.Where(m => m.Refused is null);
}

/// <summary>What became of one case of a plan.</summary>
/// <param name="FromId">Who had it before; null was nobody.</param>
/// <param name="Version">The case's version after the move; 0 when it was refused.</param>
public sealed record ReassignmentMove(string Number, Guid? FromId, string? FromName, Guid? ToId, string? ToName, int Version)
{
    public StoredRefusal? Refused { get; init; }

    /// <summary>How it stood before the move; null in older records, and when it was refused.</summary>
    public CaseStatus? FromStatus { get; init; }

    /// <summary>Since when whoever had it had not touched it; null when they had.</summary>
    public Instant? FromHandedOverAt { get; init; }

    /// <summary>The case's version after the move was taken back; null while it stands, or when it could not be.</summary>
    public int? UndoneVersion { get; init; }

    public StoredRefusal? UndoRefused { get; init; }
}

/// <summary>A refusal as it is kept: its code, and its values as text; a word of the field as its key.</summary>
public sealed record StoredRefusal(string Code, IReadOnlyList<string> Args);
