using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Supervision.Plan;
using NodaTime;

namespace Helpdesk.Web.Supervision.Board;

/// <param name="Of">User name or id of an owner whose cases are to go somewhere else.</param>
/// <param name="Cases">Case numbers.</param>
public sealed record PlanBody(string? Of, PlanSet? Set, string? Product, Severity? Severity, IReadOnlyList<string>? Cases);

/// <param name="To">User name or id of the receiver; left out, the case goes into the queue.</param>
public sealed record MoveBody(string? Number, int? Version, string? To);

public sealed record ApplyBody(IReadOnlyList<MoveBody>? Moves);

/// <param name="Person">User name or id.</param>
/// <param name="Version">The one that was read; 0 when nothing was entered yet.</param>
public sealed record AgentBody(
    string? Person,
    int Version,
    IReadOnlyList<string>? Products,
    IReadOnlyList<string>? Languages,
    int? Capacity,
    string? Hours,
    string? Zone
);

/// <summary>An engineer as the API answers them.</summary>
public sealed record AgentAnswer(
    string Person,
    string Name,
    bool Here,
    bool Away,
    IEnumerable<string> Products,
    IEnumerable<string> Languages,
    int Capacity,
    int Open,
    int Missed,
    string? Hours,
    string? Zone,
    int Version
);

public sealed record PlacementAnswer(
    string Number,
    int Version,
    string? From,
    string? To,
    IReadOnlyList<PlacementReason> Reasons,
    DueDanger Danger,
    Instant? DueAt,
    Instant? ExpectedAt
);

public sealed record DeskAnswer(string Person, int Capacity, int Before, int After, int Endangered);

public sealed record PlanAnswer(Instant At, IReadOnlyList<PlacementAnswer> Cases, IReadOnlyList<DeskAnswer> People);

public sealed record MoveAnswer(string Number, string? From, string? To, bool Done, string? Code, string? Reason);

public sealed record AppliedAnswer(
    Guid Id,
    Instant AppliedAt,
    string AppliedBy,
    Instant UndoUntil,
    Instant? UndoneAt,
    string? UndoneBy,
    IReadOnlyList<MoveAnswer> Cases
);
