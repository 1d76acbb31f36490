namespace Helpdesk.Domain.Cases;

/// <summary>Why a mail came back, in words of an agent; the values are stored by name.</summary>
public enum BounceReason
{
    /// <summary>The server does not say, or says what nobody knows.</summary>
    Unknown = 0,

    /// <summary>There is no such mailbox (hard).</summary>
    NoSuchAddress = 1,

    /// <summary>There is no such mail domain (hard).</summary>
    NoSuchHost = 2,

    /// <summary>The mailbox exists and is not in use any more (hard).</summary>
    Disabled = 3,

    /// <summary>No room left; it may go better tomorrow (soft).</summary>
    MailboxFull = 4,

    /// <summary>The server could not at that time (soft).</summary>
    Temporary = 5,

    /// <summary>Our server or our words count as unwanted there.</summary>
    Blocked = 6,

    /// <summary>A rule of the receiving side: who may write, or how mail has to prove itself.</summary>
    Policy = 7,

    TooLarge = 8,
}
