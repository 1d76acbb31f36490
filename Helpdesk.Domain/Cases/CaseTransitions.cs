using System.Collections.Frozen;

namespace Helpdesk.Domain.Cases;

/// <summary>The one table of moves: (from, action) → to. It drives the aggregate, the buttons shown and the tests (spec H, C).</summary>
public static class CaseTransitions
{
    private const CaseStatus N = CaseStatus.New,
        P = CaseStatus.InProgress,
        C = CaseStatus.WaitingOnCustomer,
        V = CaseStatus.WaitingOnVendor,
        O = CaseStatus.SolutionOffered,
        R = CaseStatus.Resolved,
        X = CaseStatus.Closed;

    // One row an action, one column a state: New, InProgress, WaitingOnCustomer, WaitingOnVendor, SolutionOffered, Resolved, Closed.
    // A null is a refused move.
    private static readonly (CaseAction Action, CaseStatus?[] To)[] Rows =
    [
        (CaseAction.Assign, [P, P, C, V, O, R, null]),
        (CaseAction.Unassign, [N, N, C, V, O, R, null]),
        (CaseAction.Reply, [P, P, C, V, O, R, null]),
        (CaseAction.Note, [N, P, C, V, O, R, X]),
        (CaseAction.LogCall, [P, P, C, V, O, R, null]),
        (CaseAction.TryCall, [P, P, C, V, O, R, null]),
        // Any word of the customer makes it our move; what the makers owe is remembered beside it.
        (CaseAction.TakeCall, [P, P, P, P, P, P, null]),
        (CaseAction.MissCall, [N, P, P, P, P, P, null]),
        (CaseAction.RequestCallback, [N, P, P, P, P, P, null]),
        (CaseAction.PromiseCall, [N, P, P, P, P, P, null]),
        (CaseAction.ReleaseCall, [N, P, C, V, O, R, null]),
        (CaseAction.ChangeSeverity, [N, P, C, V, O, null, null]),
        (CaseAction.JudgeAnew, [N, P, C, V, O, R, null]),
        (CaseAction.WaitForCustomer, [C, C, C, C, C, null, null]),
        (CaseAction.WaitForVendor, [V, V, V, V, V, null, null]),
        (CaseAction.Resume, [null, null, P, P, P, null, null]),
        (CaseAction.CustomerMessage, [N, P, P, P, P, P, null]),
        (CaseAction.OfferSolution, [O, O, O, O, O, null, null]),
        (CaseAction.Resolve, [R, R, R, R, R, null, null]),
        (CaseAction.Confirm, [R, R, R, R, R, R, null]),
        (CaseAction.Close, [X, X, X, X, X, X, null]),
        (CaseAction.Reopen, [null, null, null, null, null, P, P]),
        (CaseAction.AskForMore, [C, C, C, C, C, null, null]),
        (CaseAction.MarkScope, [P, P, C, V, O, null, null]),
        (CaseAction.RequestEscalation, [N, P, P, P, P, P, null]),
        (CaseAction.DeclineEscalation, [P, P, C, V, O, null, null]),
        (CaseAction.LogHotlineCall, [N, P, P, P, P, P, null]),
        (CaseAction.Remind, [null, null, C, null, O, R, null]),
        // Undone, a closing leads back to where it came from; the state stands for any of those.
        (CaseAction.UndoClose, [null, null, null, null, null, null, P]),
        (CaseAction.Link, [N, P, C, V, O, R, X]),
        (CaseAction.MergeInto, [X, X, X, X, X, X, null]),
        (CaseAction.TakeIn, [N, P, C, V, O, R, null]),
        (CaseAction.TakeInOpen, [N, P, P, P, P, P, null]),
        // As with a closing; the other case goes back along with this one.
        (CaseAction.UndoMerge, [null, null, null, null, null, null, P]),
    ];

    private static readonly FrozenDictionary<(CaseStatus, CaseAction), CaseStatus> Table = Rows.SelectMany(row =>
            row.To.Select((to, from) => (From: (CaseStatus)from, row.Action, To: to))
        )
        .Where(cell => cell.To is not null)
        .ToFrozenDictionary(cell => (cell.From, cell.Action), cell => cell.To!.Value);

    /// <summary>The state after <paramref name="action"/>, or null when it is refused there.</summary>
    public static CaseStatus? Next(CaseStatus from, CaseAction action) => Table.TryGetValue((from, action), out var to) ? to : null;

    /// <summary>What may be done in a state, in the order of the table.</summary>
    public static IEnumerable<CaseAction> Allowed(CaseStatus from) =>
        Rows.Where(row => row.To[(int)from] is not null).Select(row => row.Action);

    /// <summary>Whose move it is in a state.</summary>
    public static Ball BallIn(CaseStatus status) =>
        status switch
        {
            CaseStatus.New or CaseStatus.InProgress => Ball.Us,
            // Resolved is asked about until it is closed (spec H5).
            CaseStatus.WaitingOnCustomer or CaseStatus.SolutionOffered or CaseStatus.Resolved => Ball.Customer,
            CaseStatus.WaitingOnVendor => Ball.Vendor,
            _ => Ball.Nobody,
        };
}
