using System.Collections.Frozen;
using static Helpdesk.Domain.Cases.CaseAction;
using static Helpdesk.Domain.Cases.PromiseEffect;

namespace Helpdesk.Domain.Cases;

/// <summary>
/// The one table of what each act does to each promise (spec P3, P11, H2–H5, C8, I5, S8). It drives the aggregate; an act that is not
/// in it cannot be done. What only a state changes, the pauses of team targets, follows the ball.
/// </summary>
public static class PromiseTable
{
    // One row an act, one column a promise:
    // FirstResponse, Callback, PromisedCall, NextUpdate, Resolution, Escalation, Silence.
    private static readonly FrozenDictionary<CaseAction, PromiseEffect[]> Rows = new Dictionary<CaseAction, PromiseEffect[]>
    {
        [Assign] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn],
        [Unassign] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn],
        [Note] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn],
        [CaseAction.Link] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn],
        [Reply] = [Kept, Kept, GoesOn, Renewed, GoesOn, GoesOn, CountsAnew],
        [AskForMore] = [Kept, Kept, GoesOn, Renewed, GoesOn, GoesOn, CountsAnew],
        [OfferSolution] = [Kept, Kept, GoesOn, Renewed, GoesOn, GoesOn, CountsAnew],
        [MarkScope] = [Kept, Kept, GoesOn, Renewed, GoesOn, GoesOn, CountsAnew],
        [DeclineEscalation] = [Kept, Kept, GoesOn, Renewed, GoesOn, Kept, CountsAnew],
        [LogCall] = [Kept, Kept, KeptByThatCall, Renewed, GoesOn, GoesOn, BeginsAnew],
        [TryCall] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, Counts],
        [TakeCall] = [Kept, Kept, KeptByThatCall, Renewed, GoesOn, GoesOn, Ends],
        [MissCall] = [GoesOn, Starts, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        [RequestCallback] = [GoesOn, Starts, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        [PromiseCall] = [GoesOn, GoesOn, Starts, GoesOn, GoesOn, GoesOn, Ends],
        [ReleaseCall] = [GoesOn, GoesOn, CalledOff, GoesOn, GoesOn, GoesOn, BeginsAnew],
        [CustomerMessage] = [GoesOn, StartsUnlessOwed, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        [RequestEscalation] = [GoesOn, StartsUnlessOwed, GoesOn, GoesOn, GoesOn, Starts, Ends],
        [LogHotlineCall] = [GoesOn, StartsUnlessCallOwed, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        [ChangeSeverity] = [Recounted, Recounted, GoesOn, Recounted, Recounted, Recounted, GoesOn],
        // Counted anew by the tier and severity that the records give now; what was promised by a person for a time stays.
        [CaseAction.JudgeAnew] = [Recounted, Recounted, GoesOn, Recounted, Recounted, GoesOn, GoesOn],
        [CaseAction.WaitForCustomer] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, BeginsAnew],
        [CaseAction.WaitForVendor] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        [Resume] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, Ends],
        // Resolved by our own judgement the customer is asked; the call that was promised is still to be made.
        [Resolve] = [KeptByWords, KeptByWords, GoesOn, CalledOff, Kept, KeptByWords, CountsAnew],
        [Confirm] = [CalledOff, CalledOff, GoesOn, CalledOff, Kept, CalledOff, Ends],
        [Close] = [KeptByWords, KeptByWords, Forbids, CalledOff, Kept, KeptByWords, Ends],
        [Reopen] = [Starts, GoesOn, GoesOn, Starts, Starts, GoesOn, Ends],
        [Remind] = [GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, GoesOn, Counts],
        [UndoClose] = [Restored, Restored, Restored, Restored, Restored, Restored, Restored],
        [MergeInto] = [Moves, Moves, Moves, CalledOff, CalledOff, Moves, Ends],
        [TakeIn] = [ComesOver, ComesOver, ComesOver, GoesOn, GoesOn, ComesOver, ComesOver],
        [TakeInOpen] = [ComesOver, ComesOver, ComesOver, GoesOn, GoesOn, ComesOver, Ends],
        [UndoMerge] = [Restored, Restored, Restored, Restored, Restored, Restored, Restored],
    }.ToFrozenDictionary();

    /// <summary>The acts, each with what becomes of every promise.</summary>
    public static IEnumerable<CaseAction> Actions => Rows.Keys.Order();

    /// <summary>What becomes of a promise by an act.</summary>
    public static PromiseEffect Effect(CaseAction action, Promise promise) => Rows[action][(int)promise];
}
