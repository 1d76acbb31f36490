namespace Helpdesk.Domain.Mail;

/// <summary>Where a mail that came in stands; the values are stored.</summary>
public enum InboundState
{
    /// <summary>Kept, not decided yet.</summary>
    Received = 0,

    /// <summary>In a case, or handed to whom it was for.</summary>
    Filed = 1,

    /// <summary>Waits for a person.</summary>
    Held = 2,

    /// <summary>Wanted by nobody: by a rule, or by a person.</summary>
    Dropped = 3,
}

/// <summary>Why a mail is held or dropped; the values are stored.</summary>
public enum InboundCause
{
    None = 0,

    /// <summary>No mail at all, or one without a readable sender.</summary>
    Unparsable = 1,

    /// <summary>A mail with this Message-ID is here already and says something else.</summary>
    SameIdOtherContent = 2,

    /// <summary>Larger than the console takes.</summary>
    Oversized = 3,

    /// <summary>Delivered, delayed, read: news about one of our mails that is no failure.</summary>
    DeliveryNews = 4,

    /// <summary>A bounce that names no mail of ours.</summary>
    BounceOfUnknown = 5,

    /// <summary>Our own mail came back, or has been through too many hands.</summary>
    Loop = 6,

    /// <summary>More from one address within an hour than a person writes.</summary>
    Flood = 7,

    /// <summary>Written by a machine, and about no case (RFC 3834, 5230).</summary>
    AutoReply = 8,
    MailingList = 9,
    Empty = 10,

    /// <summary>
    /// Proves a case that is closed, but does not come from whoever takes part in it: a person decides between reopening and a new case
    /// (spec C9).
    /// </summary>
    CaseClosed = 11,

    /// <summary>The contact's own address and the case's number, but nothing that proves either.</summary>
    NumberWithoutToken = 12,
    StrangerQuotesNumber = 13,

    /// <summary>Neither a contact on record nor somebody who has had a case.</summary>
    UnknownSender = 14,

    /// <summary>The console could not file it; the log says why.</summary>
    CouldNotFile = 15,

    /// <summary>Whoever got a mail of ours complained of it (RFC 5965): a supervisor looks.</summary>
    Complaint = 16,
}

/// <summary>What wrote a mail, by its headers.</summary>
public enum MailNature
{
    Person = 0,

    /// <summary>An out-of-office or another answer of a machine (RFC 3834, 5230).</summary>
    AutoReply = 1,

    /// <summary>A mail of ours could not be delivered (RFC 3464).</summary>
    Bounce = 2,

    /// <summary>Delivered, delayed, read (RFC 3464, 8098).</summary>
    DeliveryNews = 3,
    MailingList = 4,

    /// <summary>
    /// Asks not to be answered, as machines do and as some servers do for people: a person's word only where it proves its case.
    /// </summary>
    Unattended = 5,

    /// <summary>A complaint about a mail of ours, as a provider reports it (RFC 5965).</summary>
    Complaint = 6,
}
