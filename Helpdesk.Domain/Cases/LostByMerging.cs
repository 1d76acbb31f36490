using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>
/// What older versions ended along with a duplicate instead of taking it over: an answer, a callback, an escalation (spec I5). Read off
/// the records of both cases.
/// </summary>
public static class LostByMerging
{
    /// <summary>When a duplicate was merged and took something with it, or null.</summary>
    /// <param name="duplicate">Its whole record, oldest first.</param>
    public static Instant? At(IReadOnlyList<TimelineEntry> duplicate)
    {
        // Versions that take promises over say which, be it none.
        if (duplicate.LastOrDefault(IsMerging) is not { Event: CaseMerged { Moved: null } } merging)
            return null;
        return EndedWith(merging, duplicate) || WasEscalated(duplicate.TakeWhile(e => e != merging)) ? merging.At : null;
    }

    /// <summary>Whether the customer heard from a person since, or rang and reached one; then nothing of before is open.</summary>
    /// <param name="target">The record of the case that carries on.</param>
    public static bool IsAnswered(IEnumerable<TimelineEntry> target, Instant since) =>
        target.Any(e =>
            e.At > since
            && (
                (e.Voice == Voice.Reply && e.ActorKind == ActorKind.Person)
                || e.Event is CallLogged { Reached: true } or PromiseRestored { Gap: PromiseGap.Merging }
            )
        );

    private static bool IsMerging(TimelineEntry entry) => entry.Event is CaseMerged { Kind: LinkKind.MergedInto };

    private static bool EndedWith(TimelineEntry merging, IEnumerable<TimelineEntry> record) =>
        record.Any(e =>
            e.CaseVersion == merging.CaseVersion && e.Event is ClockEnded { Kind: ClockKind.FirstResponse or ClockKind.Callback }
        );

    private static bool WasEscalated(IEnumerable<TimelineEntry> before) =>
        before.Select(e => e.Event).LastOrDefault(e => e is EscalationRequested or EscalationRaised or EscalationDeclined or CaseResolved)
        is EscalationRequested;
}
