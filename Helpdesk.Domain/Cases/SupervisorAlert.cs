using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>What a supervisor has to hear of (spec U2).</summary>
public enum AlertKind
{
    /// <summary>The customer rang the reception number (spec H4).</summary>
    HotlineCall = 0,

    /// <summary>An escalation was followed (spec H3).</summary>
    EscalationRaised = 1,

    /// <summary>An escalation was declined (spec H3).</summary>
    EscalationDeclined = 2,

    /// <summary>The same case came back a second time (spec C9).</summary>
    SecondReopen = 3,

    /// <summary>Somebody with open cases is away (spec U2).</summary>
    OwnerAway = 4,

    /// <summary>Nobody is on call for a while (spec U3).</summary>
    RotaGap = 5,

    /// <summary>A calendar knows no holidays any more, or never opens.</summary>
    CalendarGap = 6,

    /// <summary>An exception ran out while its case is still open (spec E5).</summary>
    ExceptionEnded = 7,

    /// <summary>Mail that came in waits for somebody to decide.</summary>
    MailHeld = 15,

    /// <summary>A case came by mail that says emergency, as its stated severity or in its subject (spec S5).</summary>
    MailSaysEmergency = 16,

    /// <summary>Somebody did not touch a case they were given: it is in the queue again (spec U2).</summary>
    Unacknowledged = 8,

    /// <summary>A page came while no layer of the rota had anybody (spec U3).</summary>
    NobodyOnCall = 12,

    /// <summary>A hand-over was not accepted in time (spec U3).</summary>
    HandOverLate = 13,

    /// <summary>Everybody was paged and nobody has taken the case yet (spec U3).</summary>
    PageUnanswered = 14,

    /// <summary>A customer was not content with how a closed case went.</summary>
    PoorRating = 17,

    /// <summary>An article waits to be published for everybody (spec P7).</summary>
    ArticleAsked = 18,

    /// <summary>A case in which nothing watches what the customer waits for; older versions left some (spec P3, H5).</summary>
    PromiseMissing = 20,

    /// <summary>Records came or changed that judge open cases otherwise (spec E5).</summary>
    JudgedOtherwise = 21,

    /// <summary>The mailbox that customers write to cannot be read.</summary>
    MailboxUnreadable = 30,

    /// <summary>Contracts end soon, and none takes their place.</summary>
    ContractsEnding = 31,

    /// <summary>Open emergencies were moved in from another help desk; nobody was paged for them (spec U3).</summary>
    EmergenciesMovedIn = 27,

    /// <summary>The customer asked for more urgency and waits for an answer (spec H3, U2).</summary>
    EscalationRequested = 19,
}

/// <summary>Something a supervisor settles by an act, not by looking; written in the transaction of what caused it.</summary>
public sealed class SupervisorAlert
{
    // No sentence of a person's: the screen has the words.
    private const string CauseGone = "cause-gone";

    private SupervisorAlert() { }

    public long Id { get; private set; }

    /// <summary>The case it is about; empty when it is about none.</summary>
    public string CaseNumber { get; private set; } = "";

    /// <summary>
    /// What makes it one of a kind, so that it is raised once however often its cause is found; null when a time line entry is the cause.
    /// </summary>
    public string? Key { get; private set; }

    /// <summary>Whom or what it is about, when it is not a case: a person's name, a layer of the rota, a calendar.</summary>
    public string? Subject { get; private set; }

    /// <summary>The stretch of time it is about.</summary>
    public Instant? From { get; private set; }

    public Instant? Until { get; private set; }

    public AlertKind Kind { get; private set; }

    public Instant At { get; private set; }

    /// <summary>Who did what caused it.</summary>
    public string By { get; private set; } = "";

    public Instant? SettledAt { get; private set; }

    public string? SettledBy { get; private set; }

    public string? Settlement { get; private set; }

    /// <summary>The alert an entry of the time line calls for, or null.</summary>
    public static SupervisorAlert? Of(Case on, TimelineEntry entry)
    {
        AlertKind? kind = entry.Event switch
        {
            HotlineCalled => AlertKind.HotlineCall,
            EscalationRequested => AlertKind.EscalationRequested,
            EscalationRaised => AlertKind.EscalationRaised,
            EscalationDeclined => AlertKind.EscalationDeclined,
            CaseReopened { Count: >= 2 } => AlertKind.SecondReopen,
            AssignmentLapsed => AlertKind.Unacknowledged,
            _ => null,
        };
        if (kind is not { } found)
            return null;
        var lapsed = entry.Event as AssignmentLapsed;
        // A rule is nobody that a supervisor could ask.
        return new()
        {
            CaseNumber = on.Number,
            Kind = found,
            At = entry.At,
            By = entry.ActorKind == ActorKind.System ? "" : entry.ActorName,
            Subject = lapsed?.FromName,
            From = lapsed?.Since,
            Until = lapsed is null ? null : entry.At,
        };
    }

    /// <summary>An alert of the console's own, once for each kind and key.</summary>
    public static SupervisorAlert About(
        AlertKind kind,
        string key,
        string subject,
        Instant? from,
        Instant? until,
        Instant at,
        string caseNumber = ""
    ) =>
        new()
        {
            Kind = kind,
            Key = key,
            Subject = subject,
            From = from,
            Until = until,
            At = at,
            CaseNumber = caseNumber,
        };

    /// <summary>True when the console settled it itself, because its cause was gone.</summary>
    public bool SettledItself => Settlement == CauseGone;

    /// <summary>Settles it because its cause is gone; false when somebody was faster.</summary>
    public bool SettleItself(Actor rule, Instant now) => Settle(CauseGone, rule.Name, now);

    /// <summary>Opens it again when its cause is back after it had settled itself; what a person settled stays settled.</summary>
    public bool RaiseAgain(Instant now)
    {
        if (!SettledItself)
            return false;
        (At, SettledAt, SettledBy, Settlement) = (now, null, null, null);
        return true;
    }

    /// <summary>Writes down what was done about it; false when somebody was faster.</summary>
    public bool Settle(string what, string by, Instant now)
    {
        if (SettledAt is not null)
            return false;
        (SettledAt, SettledBy, Settlement) = (now, by, what);
        return true;
    }
}
