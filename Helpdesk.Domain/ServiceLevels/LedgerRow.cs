using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Why a stretch counts or not.</summary>
public enum LedgerReason
{
    /// <summary>Open, and used up already.</summary>
    Counted = 0,

    /// <summary>Open, and still ahead.</summary>
    Left = 1,

    /// <summary>Closed between the openings of working days.</summary>
    Night = 2,

    /// <summary>A weekday without openings.</summary>
    Weekend = 3,
    Holiday = 4,
    Closure = 5,

    /// <summary>The clock stood still, usually because the customer had the ball (spec P11).</summary>
    Paused = 6,

    /// <summary>Part of the target that the old due time of a raised severity takes away (spec S8); no time passes in it.</summary>
    Capped = 7,
}

/// <summary>Why a calendar is closed, with the holiday's or closure's name.</summary>
public readonly record struct ClosedReason(LedgerReason Reason, string? NameJa, string? NameEn);

/// <summary>One stretch between start and due: what of it counts, and why.</summary>
/// <param name="Counted">Share of the target that this row accounts for; zero while closed or paused.</param>
public sealed record LedgerRow(
    Instant From,
    Instant To,
    Duration Counted,
    LedgerReason Reason,
    string? NameJa = null,
    string? NameEn = null
);

/// <summary>Explains a due instant: contiguous rows from start to due whose <see cref="LedgerRow.Counted"/> add up to the target.</summary>
/// <param name="DueAt">Null while it is not known; the rows then end at the present.</param>
public sealed record Ledger(IReadOnlyList<LedgerRow> Rows, Duration Target, Instant? DueAt);
