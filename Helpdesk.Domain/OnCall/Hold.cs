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
        var (standing, before, acknowledged) = (Yes.None, Yes.None, -1);
        foreach (var entry in story.Where(e => e.At >= from))
        {
            if (entry.Event is PageAcknowledged)
                acknowledged = entry.CaseVersion;
            var after = After(entry, owner, standing, before, acknowledged);
            if (ChangesOwner(entry.Event) || entry.Event is CaseMerged)
                before = standing;
            standing = after;
        }

        return standing.Last is { } at
            ? new(at, UntilOf(need, at, standing.Works, times)) { IsAtWork = standing.Works && !need.Waits }
            : null;
    }

    private static Yes After(TimelineEntry entry, Guid owner, Yes standing, Yes before, int acknowledged) =>
        entry.Event switch
        {
            PageAcknowledged => new(entry.At, false),
            // Theirs again as it was: the yes they had given stands.
            AssignmentUndone undone when undone.OwnerId == owner => before,
            MergeUndone { Kind: LinkKind.MergedFrom } when standing.Last is null && !IsBy(owner, entry) => before,
            // Laid on somebody's desk it has no yes yet, whatever they did before.
            var changed when ChangesOwner(changed) => new(
                entry.CaseVersion == acknowledged || IsTakenBy(owner, entry) ? entry.At : null,
                false
            ),
            // Somebody else made more of what they had: that they know of it is not said.
            var grown when MakesMore(grown) && !IsBy(owner, entry) => Yes.None,
            _ => IsBy(owner, entry) ? new(entry.At, true) : standing,
        };

    private static bool MakesMore(CaseEvent happened) =>
        happened is SeverityChanged { To: Severity.Emergency } or PromiseRestored or CaseMerged { Kind: LinkKind.MergedFrom, Wakes: true };

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

    // What somebody said, and whether they did more than that.
    private readonly record struct Yes(Instant? Last, bool Works)
    {
        public static readonly Yes None = new(null, false);
    }
}

/// <summary>How long somebody has a case by their own yes.</summary>
/// <param name="ActWithin">Without an act of theirs, while something waits.</param>
/// <param name="WorkWithin">After an act of theirs, while nothing waits but the work.</param>
public sealed record HoldTimes(Duration ActWithin, Duration WorkWithin);
