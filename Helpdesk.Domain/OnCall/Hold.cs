using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>
/// Somebody has a case by their own yes, and how long that holds unless they act (spec U3). Read off the record, so that a restart
/// keeps it.
/// </summary>
/// <param name="Last">Their last act on the case, the yes included.</param>
/// <param name="Until">When the next are asked.</param>
public sealed record Hold(Instant Last, Instant Until)
{
    /// <summary>They did more than say yes, and nothing waits but the work.</summary>
    public bool IsAtWork { get; init; }

    public bool IsOver(Instant now) => Until <= now;

    /// <summary>The owner's hold, or null when they gave no yes since the need arose.</summary>
    /// <param name="story">Entries of the record, oldest first.</param>
    /// <param name="from">What was done before counts for nothing: it answered something else, or was done in the day's work.</param>
    public static Hold? Of(NightNeed need, Guid owner, IEnumerable<TimelineEntry> story, Instant from, HoldTimes times)
    {
        Instant? last = null;
        var (works, acknowledged) = (false, -1);
        (Instant? Last, bool Works) beforeMerging = default;
        foreach (var entry in story.Where(e => e.At >= from))
        {
            if (entry.Event is PageAcknowledged)
                (last, works, acknowledged) = (entry.At, false, entry.CaseVersion);
            else if (ChangesOwner(entry.Event))
                // Laid on somebody's desk it has no yes yet, whatever they did before.
                (last, works) = (entry.CaseVersion == acknowledged || IsTakenBy(owner, entry) ? entry.At : null, false);
            else if (entry.Event is SeverityChanged { To: Severity.Emergency } && !IsBy(owner, entry))
                // Somebody else made an Emergency of what they had: that they know of it is not said.
                (last, works) = (null, false);
            else if (entry.Event is PromiseRestored && !IsBy(owner, entry))
                (last, works) = (null, false);
            else if (entry.Event is CaseMerged { Kind: LinkKind.MergedFrom, Wakes: true } && !IsBy(owner, entry))
                // What came over they have not seen, whatever they did on their own case before.
                (beforeMerging, last, works) = ((last, works), null, false);
            else if (entry.Event is MergeUndone { Kind: LinkKind.MergedFrom } && last is null && !IsBy(owner, entry))
                (last, works) = beforeMerging;
            else if (IsBy(owner, entry))
                (last, works) = (entry.At, true);
        }

        return last is { } at ? new(at, UntilOf(need, at, works, times)) { IsAtWork = works && !need.Waits } : null;
    }

    /// <summary>Whether a person did it themselves.</summary>
    public static bool IsBy(Guid person, TimelineEntry entry) => entry.ActorKind == ActorKind.Person && entry.ActorId == person;

    private static bool ChangesOwner(CaseEvent happened) =>
        happened is CaseAssigned or CaseUnassigned or AssignmentLapsed or AssignmentUndone;

    private static bool IsTakenBy(Guid owner, TimelineEntry entry) =>
        entry.Event is CaseAssigned taken && taken.OwnerId == owner && IsBy(owner, entry);

    private static Instant UntilOf(NightNeed need, Instant last, bool works, HoldTimes times)
    {
        // Nothing waits but the work: a longer piece of it needs no sign every quarter of an hour, yet nobody has it for good.
        var until = last + (works && !need.Waits ? times.WorkWithin : times.ActWithin);
        if (need.CallAt is { } call)
            until = Instant.Max(until, call - times.ActWithin);
        return need.Limits.Where(limit => limit > last).Append(until).Min();
    }
}

/// <summary>How long somebody has a case by their own yes.</summary>
/// <param name="ActWithin">Without an act of theirs, while something waits.</param>
/// <param name="WorkWithin">After an act of theirs, while nothing waits but the work.</param>
public sealed record HoldTimes(Duration ActWithin, Duration WorkWithin);
