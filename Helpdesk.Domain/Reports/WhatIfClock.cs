using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>A clock as it was stored, with all that is needed to count it by another target.</summary>
/// <param name="Fact">What reports know of it.</param>
/// <param name="IsNamedTime">A call at a time that somebody named: no target of the programme.</param>
public sealed record WhatIfClock(SlaClock Sla, ClockFact Fact, bool IsNamedTime);

/// <summary>Tier and severity that a case had up to an instant; the last one is that of today.</summary>
public readonly record struct CaseStanding(SupportTier Tier, Severity Severity, Instant Until);

/// <summary>What a clock would have been.</summary>
public enum WhatIfFate
{
    /// <summary>The same: its cell is not changed, or it has another promise than the programme's.</summary>
    Same = 0,

    /// <summary>Another due time.</summary>
    Moved = 1,

    /// <summary>It would not have run: nothing is promised there any more, or the clock before it would have stayed missed.</summary>
    Gone = 2,

    /// <summary>Its own time is that of no version that is known; it stays as it was.</summary>
    Unknown = 3,
}

/// <summary>A clock by the planned targets.</summary>
public readonly record struct WhatIfOutcome(ClockFact Fact, WhatIfFate Fate);
