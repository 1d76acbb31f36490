using System.Text.Json.Serialization;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>Something that happened to a case; the time line is the list of these, oldest first.</summary>
[JsonDerivedType(typeof(CaseOpened), "opened")]
[JsonDerivedType(typeof(CaseAssigned), "assigned")]
[JsonDerivedType(typeof(CaseUnassigned), "unassigned")]
[JsonDerivedType(typeof(AssignmentLapsed), "assignment-lapsed")]
[JsonDerivedType(typeof(AssignmentUndone), "assignment-undone")]
[JsonDerivedType(typeof(ReplySent), "reply")]
[JsonDerivedType(typeof(NoteAdded), "note")]
[JsonDerivedType(typeof(CustomerWrote), "customer-wrote")]
[JsonDerivedType(typeof(CallLogged), "call")]
[JsonDerivedType(typeof(CallbackRequested), "callback-requested")]
[JsonDerivedType(typeof(SeverityChanged), "severity-changed")]
[JsonDerivedType(typeof(SeverityExplained), "severity-explained")]
[JsonDerivedType(typeof(WaitStarted), "wait-started")]
[JsonDerivedType(typeof(CaseResumed), "resumed")]
[JsonDerivedType(typeof(SolutionOffered), "solution-offered")]
[JsonDerivedType(typeof(CaseResolved), "resolved")]
[JsonDerivedType(typeof(CaseClosed), "closed")]
[JsonDerivedType(typeof(CaseReopened), "reopened")]
[JsonDerivedType(typeof(ClockEnded), "clock-ended")]
[JsonDerivedType(typeof(MoreRequested), "more-requested")]
[JsonDerivedType(typeof(ScopeMarked), "scope-marked")]
[JsonDerivedType(typeof(EscalationRequested), "escalation-requested")]
[JsonDerivedType(typeof(EscalationRaised), "escalation-raised")]
[JsonDerivedType(typeof(EscalationDeclined), "escalation-declined")]
[JsonDerivedType(typeof(HotlineCalled), "hotline-called")]
[JsonDerivedType(typeof(SilenceReminderSent), "silence-reminder")]
[JsonDerivedType(typeof(CloseUndone), "close-undone")]
[JsonDerivedType(typeof(ExceptionGranted), "exception-granted")]
[JsonDerivedType(typeof(ExceptionDeclined), "exception-declined")]
[JsonDerivedType(typeof(CaseJudgedAnew), "judged-anew")]
[JsonDerivedType(typeof(BreachExcused), "breach-excused")]
[JsonDerivedType(typeof(PageSent), "page-sent")]
[JsonDerivedType(typeof(PageTold), "page-told")]
[JsonDerivedType(typeof(PageAcknowledged), "page-acknowledged")]
[JsonDerivedType(typeof(PageOver), "page-over")]
[JsonDerivedType(typeof(PageHoldOver), "page-hold-over")]
[JsonDerivedType(typeof(CaseHandedOver), "handed-over")]
[JsonDerivedType(typeof(HandOverLate), "hand-over-late")]
[JsonDerivedType(typeof(CaseLinked), "linked")]
[JsonDerivedType(typeof(CaseMerged), "merged")]
[JsonDerivedType(typeof(ParticipantsJoined), "participants-joined")]
[JsonDerivedType(typeof(ParticipantLeft), "participant-left")]
[JsonDerivedType(typeof(MergeUndone), "merge-undone")]
[JsonDerivedType(typeof(SeverityKept), "severity-kept")]
[JsonDerivedType(typeof(CallReleased), "call-released")]
[JsonDerivedType(typeof(PromiseRestored), "promise-restored")]
[JsonDerivedType(typeof(VendorAnswered), "vendor-answered")]
[JsonDerivedType(typeof(DueTimesMoved), "due-times-moved")]
[JsonDerivedType(typeof(ConfirmationAsked), "confirmation-asked")]
[JsonDerivedType(typeof(LinkRequested), "link-requested")]
[JsonDerivedType(typeof(LinksRevoked), "links-revoked")]
[JsonDerivedType(typeof(OwnerAsked), "owner-asked")]
[JsonDerivedType(typeof(OwnerAnswered), "owner-answered")]
[JsonDerivedType(typeof(ContactErased), "contact-erased")]
[JsonDerivedType(typeof(MailSent), "mail-sent")]
[JsonDerivedType(typeof(MailFailed), "mail-failed")]
[JsonDerivedType(typeof(MailGivenUp), "mail-given-up")]
[JsonDerivedType(typeof(AutoReplyCame), "auto-reply")]
[JsonDerivedType(typeof(ThanksCame), "thanks")]
[JsonDerivedType(typeof(MovedIn), "moved-in")]
[JsonDerivedType(typeof(OldCaseClosed), "old-closed")]
public abstract record CaseEvent
{
    /// <summary>
    /// What was written, said or asked; null when the event has no words, and once it was stored: words lie beside the record, where
    /// they can be erased. <see cref="TimelineEntry.Words"/> has them at any time.
    /// </summary>
    [JsonIgnore]
    public virtual string? Words => null;

    /// <summary>Whose words they are; internal unless the event says otherwise.</summary>
    [JsonIgnore]
    public virtual Voice Voice => Voice.Note;

    /// <summary>True when the customer may read it on their own page.</summary>
    [JsonIgnore]
    public virtual bool CustomerMayRead => false;

    /// <summary>The same without what names a person or a way to reach one; what stays is what happened.</summary>
    public virtual CaseEvent WithoutPersonalData() => this;
}

public sealed record CaseOpened(
    Channel Channel,
    Severity Stated,
    Severity Decided,
    VerdictKind Verdict,
    SupportTier Tier,
    [property: JsonIgnore] string Description
) : CaseEvent
{
    public override string Words => Description;

    public override Voice Voice => Voice.Customer;

    public override bool CustomerMayRead => true;
}

public sealed record CaseAssigned(Guid OwnerId, string OwnerName, string? FromName) : CaseEvent;

public sealed record CaseUnassigned(string FromName) : CaseEvent;

/// <summary>The owner had not touched the case since they were given it: it went back into the queue (spec U2).</summary>
public sealed record AssignmentLapsed(string FromName, Instant Since) : CaseEvent;

/// <summary>A supervisor took a reassignment back; the case is where it was before, or in the queue (spec U2).</summary>
public sealed record AssignmentUndone(Guid? OwnerId, string? OwnerName, string? FromName) : CaseEvent;

/// <param name="Language">What it is written in, where that is not the customer's language, such as English after hours (spec P9).</param>
public sealed record ReplySent([property: JsonIgnore] string Text, string? Language = null) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

public sealed record NoteAdded([property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;
}

public sealed record CustomerWrote([property: JsonIgnore] string Text) : CaseEvent
{
    /// <summary>When it came in, where it waited for somebody to let it in; what it promises counts from then.</summary>
    public Instant? HeardAt { get; init; }

    public override string Words => Text;

    public override Voice Voice => Voice.Customer;

    public override bool CustomerMayRead => true;
}

/// <summary>Both due times as they were shown side by side before saving (spec S6, S8); null when there was no open clock.</summary>
public sealed record SeverityChanged(Severity From, Severity To, [property: JsonIgnore] string Reason, Instant? OldDueAt, Instant? NewDueAt)
    : CaseEvent
{
    public override string Words => Reason;
}

/// <summary>What the customer was told of a new severity in somebody's own words, in the same mail as the new due time (spec S6).</summary>
public sealed record SeverityExplained(Severity From, Severity To, [property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

public sealed record WaitStarted(Ball On, [property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;
}

public sealed record CaseResumed([property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;
}

public sealed record SolutionOffered([property: JsonIgnore] string Text) : CaseEvent
{
    public override string Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

/// <param name="How">Null where nobody confirmed, and in records of older versions.</param>
/// <param name="By">Who confirmed, when it was not the contact.</param>
public sealed record CaseResolved(bool ConfirmedByCustomer, [property: JsonIgnore] string? Text, ConfirmedBy? How = null, string? By = null)
    : CaseEvent
{
    public override string? Words => Text;

    public override CaseEvent WithoutPersonalData() => this with { By = null };
}

/// <summary>The customer is asked whether the case is solved, as we think (spec H5).</summary>
public sealed record ConfirmationAsked([property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

public sealed record CaseClosed(ClosingReason Reason, string? Detail, [property: JsonIgnore] string? Text) : CaseEvent
{
    public override string? Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;

    // "Agreed with whom" is a name.
    public override CaseEvent WithoutPersonalData() => this with { Detail = null };
}

/// <param name="Stated">The graver severity that the customer stated with it (spec S5); null where they stated none.</param>
public sealed record CaseReopened([property: JsonIgnore] string? Text, int Count, Severity? Stated = null) : CaseEvent
{
    public override string? Words => Text;

    public override Voice Voice => Voice.Reply;

    public override bool CustomerMayRead => true;
}

/// <summary>A clock came to its end; the verdict stays in the record for good.</summary>
public sealed record ClockEnded(ClockKind Kind, int Cycle, ClockState State, Instant? DueAt) : CaseEvent;

public enum CallDirection
{
    Outgoing = 0,
    Incoming = 1,
}
