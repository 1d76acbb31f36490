using System.Text.Json.Serialization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What we asked the customer for (spec H1).</summary>
public enum RequestedItem
{
    Logs = 0,
    Screenshots = 1,
    Diagnostics = 2,
    Steps = 3,
    SystemDetails = 4,
}

/// <summary>What support does not do (spec E7).</summary>
public enum OutOfScopeTopic
{
    PerformanceAnalysis = 0,
    CustomerCode = 1,
    OpenEnded = 2,
    DataRecovery = 3,
    Consulting = 4,
    ThirdParty = 5,
}

/// <summary>How one case belongs to another (spec I5, C9).</summary>
public enum LinkKind
{
    SplitInto = 0,
    SplitFrom = 1,
    MergedInto = 2,
    MergedFrom = 3,
    FollowedBy = 4,
    FollowUpOf = 5,
    Related = 6,
}

/// <summary>We asked for more; the customer has the ball until any answer comes (spec H1).</summary>
public sealed record MoreRequested(IReadOnlyList<RequestedItem> Items, [property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

/// <summary>Part of the question is out of scope; the customer got the fitting answer (spec E7).</summary>
public sealed record ScopeMarked(OutOfScopeTopic Topic, [property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

/// <summary>The customer asks for more urgency; a person raises or declines (spec H3).</summary>
public sealed record EscalationRequested(bool WorkaroundExists, bool EffectIsSerious, [property: JsonIgnore] string BusinessImpact)
    : CaseEvent
{
    public override string Words => BusinessImpact;

    public override Voice Voice => Voice.Customer;
}

/// <summary>The customer's escalation was followed: the severity was raised (spec H3).</summary>
public sealed record EscalationRaised(Severity From, Severity To) : CaseEvent;

/// <summary>The customer's escalation was declined with a reply (spec H3).</summary>
public sealed record EscalationDeclined([property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

/// <summary>The customer rang the reception number because no answer came in time (spec H4).</summary>
/// <param name="ResponseMissed">True when a promised answer was late at that moment.</param>
public sealed record HotlineCalled(bool ResponseMissed, [property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;
}

/// <summary>The customer was reminded, with the day on which the case closes by itself (spec C8).</summary>
public sealed record SilenceReminderSent(Instant ClosesAt) : CaseEvent
{
    public override bool CustomerMayRead => true;
}

/// <summary>A closing was taken back within its minute; the clocks it had ended run on.</summary>
public sealed record CloseUndone(CaseStatus BackTo, IReadOnlyList<ClockKind> RunOn) : CaseEvent;

/// <summary>A supervisor serves the case although the records do not entitle it (spec E5).</summary>
public sealed record ExceptionGranted(SupportTier Tier, Instant? Until, [property: JsonIgnore] string Reason) : CaseEvent
{
    public override string Words => Reason;
}

/// <summary>A supervisor left the case without entitlement (spec E5).</summary>
public sealed record ExceptionDeclined([property: JsonIgnore] string Reason) : CaseEvent
{
    public override string Words => Reason;
}

/// <summary>A supervisor excused that a promise was broken; it counts as excused, no longer as missed (spec U2).</summary>
public sealed record BreachExcused(ClockKind Kind, int Cycle, Instant? DueAt, [property: JsonIgnore] string Reason) : CaseEvent
{
    public override string Words => Reason;
}

/// <summary>The case was linked with another one (spec I5, C9).</summary>
public sealed record CaseLinked(LinkKind Kind, string OtherNumber) : CaseEvent;

/// <summary>Two cases about the same became one; each keeps its own record (spec I5).</summary>
/// <param name="Moved">The promises that went over, in both cases; null in records of older versions.</param>
/// <param name="EscalatedAt">The escalation that went over.</param>
/// <param name="Wakes">True where the case that takes in comes back to work by it.</param>
public sealed record CaseMerged(
    LinkKind Kind,
    string OtherNumber,
    IReadOnlyList<MovedPromise>? Moved = null,
    Instant? EscalatedAt = null,
    bool Wakes = false
) : CaseEvent;

/// <summary>A promise that went over from one case to another, with its start and due time (spec I5).</summary>
public sealed record MovedPromise(
    Promise Promise,
    string CalendarId,
    Instant StartedAt,
    Duration Target,
    Instant? ReceivedAt,
    Instant? NotLaterThan,
    Instant? PromisedFor,
    Instant? DueAt,
    int CalendarVersion = CalendarVersions.First
)
{
    public static MovedPromise Of(CaseClock clock) =>
        new(
            clock.Promise,
            clock.CalendarId,
            clock.StartedAt,
            clock.Target,
            clock.ReceivedAt,
            clock.NotLaterThan,
            clock.PromisedFor,
            clock.DueAt,
            clock.CalendarVersion
        );
}

/// <summary>The makers of the product answered what they owed, while somebody else had the ball.</summary>
public sealed record VendorAnswered([property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;
}

/// <summary>A promise that an older version never started was started (spec P3, H5).</summary>
public sealed record PromiseRestored(PromiseGap Gap, string? From = null) : CaseEvent;

/// <summary>A merging was taken back; the clocks it had ended run on (spec I5).</summary>
public sealed record MergeUndone(LinkKind Kind, string OtherNumber, IReadOnlyList<ClockKind> RunOn) : CaseEvent;

/// <summary>The severity stays although a merged case was graver (spec I5, S5).</summary>
public sealed record SeverityKept(Severity Severity, Severity Proposed, string From, [property: JsonIgnore] string Reason) : CaseEvent
{
    public override string Words => Reason;
}
