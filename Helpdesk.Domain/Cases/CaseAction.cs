namespace Helpdesk.Domain.Cases;

/// <summary>Everything that can be done to a case once it is open.</summary>
public enum CaseAction
{
    Assign,
    Unassign,
    Reply,
    Note,

    /// <summary>A call of ours that reached the customer.</summary>
    LogCall,

    /// <summary>The customer asks to be called, at no time in particular.</summary>
    RequestCallback,
    ChangeSeverity,
    WaitForCustomer,
    WaitForVendor,
    Resume,
    CustomerMessage,
    OfferSolution,

    /// <summary>Resolved by our own judgement; the customer is asked to confirm.</summary>
    Resolve,
    Close,
    Reopen,
    AskForMore,
    MarkScope,
    RequestEscalation,
    DeclineEscalation,
    LogHotlineCall,
    Remind,
    UndoClose,
    Link,
    MergeInto,

    /// <summary>Takes in a duplicate in which nothing waits for us.</summary>
    TakeIn,

    /// <summary>A call of ours that reached nobody.</summary>
    TryCall,

    /// <summary>The customer rang and was answered.</summary>
    TakeCall,

    /// <summary>The customer rang and nobody answered.</summary>
    MissCall,

    /// <summary>The customer does not need the promised call any more.</summary>
    ReleaseCall,

    /// <summary>Resolved because the customer said so.</summary>
    Confirm,

    /// <summary>Takes in a duplicate in which it is our move.</summary>
    TakeInOpen,
    UndoMerge,

    /// <summary>Somebody promised to call at a time.</summary>
    PromiseCall,

    /// <summary>What the case is about was corrected, or records came that judge it otherwise.</summary>
    JudgeAnew,
}
