using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>
/// What reports know of one case, in 64 bytes: a year of a busy centre is kept in memory. Texts are places in <see cref="ReportNames"/>.
/// </summary>
public readonly struct CaseFact
{
    private readonly long _opened;
    private readonly long _closed;
    private readonly byte _status;
    private readonly byte _severity;
    private readonly byte _tier;
    private readonly sbyte _reason;

    public CaseFact(
        long id,
        Instant openedAt,
        Instant? closedAt,
        CaseStatus status,
        Severity severity,
        SupportTier tier,
        ClosingReason? reason
    )
    {
        Id = id;
        (_opened, _closed) = (openedAt.ToUnixTimeTicks(), closedAt?.ToUnixTimeTicks() ?? long.MaxValue);
        (_status, _severity, _tier, _reason) = ((byte)status, (byte)severity, (byte)tier, (sbyte)(reason is { } known ? (int)known : -1));
    }

    public long Id { get; }

    public Instant OpenedAt => Instant.FromUnixTimeTicks(_opened);

    public Instant? ClosedAt => _closed == long.MaxValue ? null : Instant.FromUnixTimeTicks(_closed);

    public CaseStatus Status => (CaseStatus)_status;

    public Severity Severity => (Severity)_severity;

    public SupportTier Tier => (SupportTier)_tier;

    public ClosingReason? Reason => _reason < 0 ? null : (ClosingReason)_reason;

    public int Reopens { get; init; }

    public int Product { get; init; }

    public int Version { get; init; }

    public int Customer { get; init; }

    /// <summary>Nobody has the place of the empty name.</summary>
    public int Owner { get; init; }

    /// <summary>Where its clocks begin in <see cref="ReportFacts.Clocks"/>, and how many they are.</summary>
    public int FirstClock { get; init; }

    public int ClockCount { get; init; }

    /// <summary>Not resolved and not closed.</summary>
    public bool IsOpen => Status < CaseStatus.Resolved;

    /// <summary>Resolved or closed, or reopened since; one that went on after a "not solved" tells it by its history alone.</summary>
    public bool HasEnded => !IsOpen || Reopens > 0;

    /// <summary>Whether its history may say more than it does: it came back, or is open and may have been resolved before.</summary>
    public bool HasHistory => IsOpen || Reopens > 0;

    internal CaseFact At(int firstClock, int clockCount) => this with { FirstClock = firstClock, ClockCount = clockCount };
}
