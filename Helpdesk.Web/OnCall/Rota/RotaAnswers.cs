using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>A shift as the API answers it.</summary>
/// <param name="Person">User name, or nothing in a gap.</param>
/// <param name="InsteadOf">User name of the one whose turn it is, when somebody else has it.</param>
public sealed record ShiftAnswer(
    OnCallLayer Layer,
    Instant From,
    Instant Until,
    string? Person,
    string? Name,
    ShiftSource Source,
    string? InsteadOf
);

/// <summary>Who is on call at an instant.</summary>
public sealed record OnCallAnswer(Instant At, IReadOnlyList<ShiftAnswer> Layers);

/// <summary>A stretch that nobody covers.</summary>
/// <param name="Closed">The hours outside business hours in it.</param>
public sealed record GapAnswer(OnCallLayer Layer, Instant From, Instant Until, IReadOnlyList<ClosedAnswer> Closed);

public sealed record ClosedAnswer(Instant From, Instant Until);

/// <summary>An override as the API answers it.</summary>
public sealed record OverrideAnswer(Guid Id, OnCallLayer Layer, string Person, Instant From, Instant Until, string? Reason, string MadeBy);

/// <param name="Person">User name or id; without it the caller.</param>
/// <param name="From">Without it now.</param>
public sealed record OverrideBody(OnCallLayer? Layer, string? Person, Instant? From, Instant? Until, string? Reason);
