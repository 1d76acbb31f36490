namespace Helpdesk.Domain.Cases;

/// <summary>Everything that can be done to a case once it is open.</summary>
public enum CaseAction
{
    Assign,
    Unassign,
    Reply,
    Note,
    LogCall,
    RequestCallback,
    ChangeSeverity,
    WaitForCustomer,
    WaitForVendor,
    Resume,
    CustomerMessage,
    OfferSolution,
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
    TakeIn,
}
