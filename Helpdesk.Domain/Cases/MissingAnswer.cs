using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>
/// What the record says of words and calls that nobody answered: older versions ended a promise by an act that was no answer, or never
/// began it (spec P3, P11).
/// </summary>
public static class MissingAnswer
{
    /// <summary>Whether the customer's last word still has no answer.</summary>
    /// <param name="record">The whole record of a case, oldest first.</param>
    public static bool IsIn(IReadOnlyList<TimelineEntry> record) =>
        LastIndex(record, CallsForAnswer) is var asked and >= 0 && !record.Skip(asked + 1).Any(Answers);

    /// <summary>The last time for which a call was promised and neither made nor called off; null where there is none.</summary>
    /// <param name="record">The whole record of a case, oldest first.</param>
    public static Instant? CallOf(IReadOnlyList<TimelineEntry> record) =>
        LastIndex(record, e => e.Event is CallbackRequested { PromisedFor: not null }) is var at and >= 0
        && record[at].Event is CallbackRequested { PromisedFor: { } promised }
        && !record.Skip(at + 1).Any(e => Keeps(e, promised))
            ? promised
            : null;

    private static int LastIndex(IReadOnlyList<TimelineEntry> record, Func<TimelineEntry, bool> which)
    {
        for (var i = record.Count - 1; i >= 0; i--)
        {
            if (which(record[i]))
                return i;
        }

        return -1;
    }

    private static bool CallsForAnswer(TimelineEntry entry) =>
        entry.Event
            is CustomerWrote
                or EscalationRequested
                or HotlineCalled
                or CallbackRequested { PromisedFor: null }
                or CallLogged { Direction: CallDirection.Incoming, Reached: false };

    // What ends a case ends what was to be answered; what is undone is as it was before.
    private static bool Answers(TimelineEntry entry) =>
        entry.Event
            is ReplySent
                or SolutionOffered
                or MoreRequested
                or ScopeMarked
                or EscalationDeclined
                or ConfirmationAsked
                or CaseResolved
                or CaseClosed
                or CaseReopened
                or CloseUndone
                or MergeUndone
                or ExceptionDeclined
                or CaseJudgedAnew
                or OldCaseClosed
                or PromiseRestored
                or CallLogged { Reached: true };

    private static bool Keeps(TimelineEntry entry, Instant promised) =>
        entry.Event switch
        {
            CallLogged { Reached: true, IsOther: false } call => (call.At ?? entry.At) >= promised - Case.CallEarly,
            CallReleased or CaseClosed or MergeUndone or CloseUndone or PromiseRestored => true,
            CaseMerged { Kind: LinkKind.MergedInto } => true,
            CaseResolved { How: ConfirmedBy.Call } => entry.At >= promised - Case.CallEarly,
            _ => false,
        };
}
