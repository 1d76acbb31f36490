using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;
using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// The table of promises with one cell changed, in a second copy of the domain that nobody else sees: no switch in the product.
/// </summary>
internal static class CellFaults
{
    /// <summary>Every cell, with an effect that it does not have.</summary>
    public static IEnumerable<(CaseAction Action, Promise Promise, PromiseEffect Wrong)> All =>
        from action in PromiseTable.Actions
        from promise in Enum.GetValues<Promise>()
        select (action, promise, Wrong(PromiseTable.Effect(action, promise), promise));

    /// <summary>
    /// Why a wrong word in a cell changes nothing: the act is not driven by it, or the ball that it moves says the same; null where it must
    /// be found.
    /// </summary>
    public static string? Idle(CaseAction action, Promise promise) =>
        (action, promise) switch
        {
            (CaseAction.UndoClose or CaseAction.UndoMerge, _) => "what is undone is put back as it was, not followed",
            (CaseAction.Reopen, Promise.Callback or Promise.Escalation) => "nothing is owed where a case is reopened",
            (CaseAction.Remind, Promise.FirstResponse or Promise.Callback or Promise.PromisedCall or Promise.Escalation) =>
                "nobody is reminded while something is owed",
            (CaseAction.MergeInto, Promise.Escalation) or (CaseAction.PromiseCall, Promise.PromisedCall) => "the act does it itself",
            (CaseAction.Confirm, Promise.Silence) => "who confirmed is not waited for",
            (_, Promise.Silence) when EndsByTheBall(action) => "the ball moves, and silence ends with it",
            _ => null,
        };

    /// <returns>The first walk that sees it, or 0.</returns>
    public static int FirstWalk(CaseAction action, Promise promise, PromiseEffect wrong, int walks) =>
        s_find.Value((int)action, (int)promise, (int)wrong, walks);

    /// <summary>Called in the copy; all it knows is numbers.</summary>
    public static int Find(int action, int promise, int wrong, int walks)
    {
        var rows = typeof(PromiseTable).GetField("Rows", BindingFlags.NonPublic | BindingFlags.Static)!;
        var row = ((FrozenDictionary<CaseAction, PromiseEffect[]>)rows.GetValue(null)!)[(CaseAction)action];
        var right = row[promise];
        row[promise] = (PromiseEffect)wrong;
        try
        {
            for (var seed = 1; seed <= walks; seed++)
            {
                if (WalkRun.OfAsync(RandomWalks.Of((ulong)seed)).GetAwaiter().GetResult() is not null)
                    return seed;
            }

            return 0;
        }
        finally
        {
            row[promise] = right;
        }
    }

    private static readonly Lazy<Func<int, int, int, int, int>> s_find = new(() =>
        new SecondCopy()
            .LoadFromAssemblyName(typeof(CellFaults).Assembly.GetName())
            .GetType(typeof(CellFaults).FullName!)!
            .GetMethod(nameof(Find))!
            .CreateDelegate<Func<int, int, int, int, int>>()
    );

    private static bool EndsByTheBall(CaseAction action) =>
        action
            is CaseAction.TakeCall
                or CaseAction.MissCall
                or CaseAction.RequestCallback
                or CaseAction.PromiseCall
                or CaseAction.CustomerMessage
                or CaseAction.RequestEscalation
                or CaseAction.LogHotlineCall
                or CaseAction.WaitForVendor
                or CaseAction.Resume
                or CaseAction.Close
                or CaseAction.Reopen
                or CaseAction.MergeInto
                or CaseAction.TakeInOpen;

    private static PromiseEffect Wrong(PromiseEffect right, Promise promise) =>
        (promise, right) switch
        {
            (Promise.Silence, PromiseEffect.GoesOn) => PromiseEffect.Ends,
            (Promise.Escalation, PromiseEffect.GoesOn or PromiseEffect.Starts or PromiseEffect.Recounted or PromiseEffect.ComesOver) =>
                PromiseEffect.Kept,
            (_, PromiseEffect.GoesOn or PromiseEffect.Recounted or PromiseEffect.ComesOver) => PromiseEffect.CalledOff,
            (_, PromiseEffect.KeptByThatCall) => PromiseEffect.Kept,
            _ => PromiseEffect.GoesOn,
        };

    private sealed class SecondCopy() : AssemblyLoadContext("a second copy of the domain")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            assemblyName.Name is "Helpdesk.Domain" or "Helpdesk.Tests"
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll"))
                : null;
    }
}
