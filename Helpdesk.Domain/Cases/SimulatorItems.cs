using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>Question: when is a case's clock due under the programme?</summary>
public sealed record SimulateItem(
    Instant OpenedAt,
    SupportTier Tier,
    Severity Severity,
    ClockKind Clock,
    IReadOnlyList<Pause>? Pauses = null
);

/// <summary>Question: when has that many seconds been counted on a calendar?</summary>
public sealed record DueItem(string Calendar, Instant Start, long Seconds, IReadOnlyList<Pause>? Pauses = null);

/// <summary>Question: how much time counts between two instants?</summary>
public sealed record ElapsedItem(string Calendar, Instant Start, Instant End, IReadOnlyList<Pause>? Pauses = null);

/// <param name="Ledger">Present when it was asked for.</param>
public sealed record SimulateAnswer(Instant DueAt, string CalendarId, long TargetSeconds, Ledger? Ledger);

public sealed record DueAnswer(Instant DueAt);

public sealed record ElapsedAnswer(Duration Elapsed);
