namespace Helpdesk.Domain.Cases;

/// <summary>What a mail to the customer is about.</summary>
public enum MailKind
{
    /// <summary>The case was received (spec I6).</summary>
    Acknowledgement = 0,
    Reply = 1,

    /// <summary>New severity and new expected response (spec S6).</summary>
    SeverityChange = 2,
    RequestForMore = 3,

    /// <summary>A solution to confirm or reject (spec H5).</summary>
    Solution = 4,

    /// <summary>The closing date, for a customer who stays silent (spec C8).</summary>
    Reminder = 5,
    Closing = 6,
    Reopened = 7,

    /// <summary>What support does not do, and what fits instead (spec E7).</summary>
    OutOfScope = 8,
    EscalationDeclined = 9,

    /// <summary>Resolved by our own judgement: the customer is asked to confirm (spec H5).</summary>
    Resolved = 10,

    /// <summary>A fresh link to the case's own page, asked for by whoever lost the old one (spec U5).</summary>
    NewLink = 20,

    /// <summary>What a supervisor decided about support that the records do not give (spec E5).</summary>
    ExceptionDecided = 30,

    /// <summary>What records that came since change for the better: support, or a time that is promised now (spec E5).</summary>
    JudgedAnew = 40,

    /// <summary>A contract ends soon; belongs to no case.</summary>
    ContractEnding = 41,

    /// <summary>Somebody the customer is not known to have names a serial number of theirs: do they act for it?</summary>
    OwnerQuestion = 42,
}

/// <summary>Questions about a kind of mail.</summary>
public static class MailKinds
{
    /// <summary>True for one that goes to people of a customer outside the conversation of a case: it has no case's placeholders.</summary>
    public static bool IsOutsideCase(this MailKind kind) => kind is MailKind.ContractEnding or MailKind.OwnerQuestion;

    /// <summary>
    /// True for a mail that everybody who takes part gets. What is on record for a licence, a fresh link and the acknowledgement are for
    /// the contact alone.
    /// </summary>
    public static bool ReachesParticipants(this MailKind kind) =>
        !kind.IsOutsideCase()
        && kind is not (MailKind.Acknowledgement or MailKind.NewLink or MailKind.ExceptionDecided or MailKind.JudgedAnew);

    /// <summary>True for a mail that the console writes by itself; the others carry a person's own words.</summary>
    public static bool IsAutomatic(this MailKind kind) =>
        kind
            is MailKind.Acknowledgement
                or MailKind.SeverityChange
                or MailKind.Reminder
                or MailKind.Closing
                or MailKind.Reopened
                or MailKind.NewLink
                or MailKind.ExceptionDecided
                or MailKind.JudgedAnew
                or MailKind.ContractEnding
                or MailKind.OwnerQuestion;
}
