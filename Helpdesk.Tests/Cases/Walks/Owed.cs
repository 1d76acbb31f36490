using System.Collections.Immutable;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>One thing that was promised: from when it counts, and how it ended.</summary>
internal sealed record Owed(Promise What, int Cycle, string Calendar, int Version, Instant From, Duration Length)
{
    /// <summary>Receipt, where a raised severity let it count from later.</summary>
    public Instant? Received { get; init; }

    public Instant? NotAfter { get; init; }

    /// <summary>The time that somebody named for a call.</summary>
    public Instant? At { get; init; }

    public ImmutableList<Gap> Gaps { get; init; } = [];

    public Instant? Due { get; init; }

    public Instant? Ended { get; init; }

    public ClockEnd? How { get; init; }

    public bool Late { get; init; }

    public bool IsOpen => Ended is null;

    public bool IsAnswer => What is Promise.FirstResponse or Promise.Callback;

    public bool IsTeams => What is Promise.NextUpdate or Promise.Resolution;
}

/// <summary>All that is remembered of a case; never changed, only replaced, so that undoing is putting the old one back.</summary>
internal sealed record CaseState
{
    public CaseStatus Status { get; init; }

    public Severity Severity { get; init; }

    public Severity Stated { get; init; }

    public Severity? Cap { get; init; }

    public SupportTier Tier { get; init; }

    public VerdictKind Verdict { get; init; }

    public bool Decided { get; init; }

    public bool IsTestLicence { get; init; }

    public int? Owner { get; init; }

    /// <summary>Another case went into this one.</summary>
    public bool TookIn { get; init; }

    /// <summary>One of a Premium customer did, itself or by way of another.</summary>
    public bool TookInPremium { get; init; }

    public int Cycle { get; init; } = 1;

    public int Reopens { get; init; }

    public Instant? Escalated { get; init; }

    public bool MayBeDeclined { get; init; }

    public Instant? Vendor { get; init; }

    public Instant? Confirmed { get; init; }

    public Severity? Proposal { get; init; }

    public Instant? SilentSince { get; init; }

    public ImmutableList<Instant> Contacts { get; init; } = [];

    public Instant? Reminded { get; init; }

    public ImmutableList<Owed> Owed { get; init; } = [];

    /// <summary>The case it was merged into.</summary>
    public int? MergedInto { get; init; }

    public bool CustomerHasTheBall => Status is CaseStatus.WaitingOnCustomer or CaseStatus.SolutionOffered or CaseStatus.Resolved;

    public bool WeHaveTheBall => Status is CaseStatus.New or CaseStatus.InProgress;

    public bool IsOver => Status is CaseStatus.Resolved or CaseStatus.Closed;

    public bool IsServed => Verdict != VerdictKind.NotEntitled;

    public bool OwesAnswer => Escalated is not null || Owed.Exists(o => o.IsOpen && o.IsAnswer);

    public bool OwesCall => Owed.Exists(o => o.IsOpen && o.What == Promise.PromisedCall);
}
