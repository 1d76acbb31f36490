using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>
/// Somebody has a case by their own yes, and how long that holds unless they act (spec U3). Read off the record, so that a restart
/// keeps it.
/// </summary>
/// <param name="Last">Their last act on the case, the yes included.</param>
/// <param name="Until">When the next are asked; <see cref="Instant.MaxValue"/> while they work on it and no promise waits.</param>
public sealed record Hold(Instant Last, Instant Until)
{
    public bool IsOver(Instant now) => Until <= now;

    /// <summary>The owner's hold, or null when they gave no yes since the need arose.</summary>
    /// <param name="story">Entries of the record, oldest first.</param>
    /// <param name="from">What was done before counts for nothing: it answered something else, or was done in the day's work.</param>
    public static Hold? Of(NightNeed need, Guid owner, IEnumerable<TimelineEntry> story, Instant from, Duration actWithin)
    {
        Instant? last = null;
        var (works, acknowledged) = (false, -1);
        (Instant?, bool) before = (null, false);
        foreach (var entry in story.Where(e => e.At >= from))
        {
            if (entry.Event is PageAcknowledged)
                (last, works, acknowledged) = (entry.At, false, entry.CaseVersion);
            else if (entry.Event is AssignmentUndone undone && undone.OwnerId == owner)
                // Theirs again as it was: the yes they had given stands.
                (last, works) = before;
            else if (ChangesOwner(entry.Event))
                // Laid on somebody's desk it has no yes yet, whatever they did before.
                (before, last, works) = (
                    (last, works),
                    entry.CaseVersion == acknowledged || IsTakenBy(owner, entry) ? entry.At : null,
                    false
                );
            else if (entry.Event is SeverityChanged { To: Severity.Emergency } && !IsBy(owner, entry))
                // Somebody else made an Emergency of what they had: that they know of it is not said.
                (last, works) = (null, false);
            else if (IsBy(owner, entry))
                (last, works) = (entry.At, true);
        }

        return last is { } at ? new(at, UntilOf(need, at, works, actWithin)) : null;
    }

    /// <summary>Whether a person did it themselves.</summary>
    public static bool IsBy(Guid person, TimelineEntry entry) => entry.ActorKind == ActorKind.Person && entry.ActorId == person;

    private static bool ChangesOwner(CaseEvent happened) =>
        happened is CaseAssigned or CaseUnassigned or AssignmentLapsed or AssignmentUndone;

    private static bool IsTakenBy(Guid owner, TimelineEntry entry) =>
        entry.Event is CaseAssigned taken && taken.OwnerId == owner && IsBy(owner, entry);

    private static Instant UntilOf(NightNeed need, Instant last, bool works, Duration actWithin) =>
        works && !need.Waits ? Instant.MaxValue : need.Limits.Where(limit => limit > last).Append(last + actWithin).Min();
}
