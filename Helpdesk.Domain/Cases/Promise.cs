namespace Helpdesk.Domain.Cases;

/// <summary>What a customer may count on, and what the console keeps about them.</summary>
public enum Promise
{
    /// <summary>The first answer of a cycle (spec P2, P5, P6).</summary>
    FirstResponse,

    /// <summary>An answer to a contact, by call or in writing (spec P3).</summary>
    Callback,

    /// <summary>A call at a time somebody named; no other answer stands for it (spec P3).</summary>
    PromisedCall,

    /// <summary>The team's own next word (spec P11).</summary>
    NextUpdate,

    /// <summary>The team's own end of the case (spec P11).</summary>
    Resolution,

    /// <summary>The answer to an escalation (spec H3).</summary>
    Escalation,

    /// <summary>Two weeks before a silent customer's case is closed (spec C8).</summary>
    Silence,
}

/// <summary>What becomes of a promise by an act.</summary>
public enum PromiseEffect
{
    GoesOn,

    /// <summary>Starts, beside what runs already.</summary>
    Starts,

    /// <summary>A callback starts, unless an answer is owed already.</summary>
    StartsUnlessOwed,

    /// <summary>A callback starts, unless a call is owed already: a callback, or the first response of an Emergency (spec P11).</summary>
    StartsUnlessCallOwed,

    /// <summary>Ends as kept.</summary>
    Kept,

    /// <summary>Ends as kept when the act carries words to the customer, else as called off.</summary>
    KeptByWords,

    /// <summary>Ends as kept when the call is the one that was promised.</summary>
    KeptByThatCall,

    /// <summary>Ends as kept, and the next one starts.</summary>
    Renewed,

    /// <summary>Ends without having been kept or broken, by somebody's decision.</summary>
    CalledOff,

    /// <summary>Counts by the new severity's target; a callback starts when an answered case becomes an Emergency.</summary>
    Recounted,

    /// <summary>Goes over to the case that takes this one in, with its start and due time.</summary>
    Moves,

    /// <summary>Comes over from the case that is taken in.</summary>
    ComesOver,

    /// <summary>Is as it was before what is undone.</summary>
    Restored,

    /// <summary>The act is refused while it is open, unless it is the customer's own word, which calls it off.</summary>
    Forbids,

    /// <summary>Silence: over, because somebody else has the ball or the customer was heard.</summary>
    Ends,

    /// <summary>Silence: begins at this instant.</summary>
    BeginsAnew,

    /// <summary>Silence: one more contact that waits for an answer, when the customer has the ball.</summary>
    Counts,

    /// <summary>Silence: as that; after a reminder the wait begins anew with it.</summary>
    CountsAnew,
}
