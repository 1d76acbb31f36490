using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>Since when the owner of a case has it, as its time line tells.</summary>
public static class OwnerSince
{
    /// <param name="entries">The time line, oldest first.</param>
    public static Instant? Of(IEnumerable<TimelineEntry> entries) =>
        entries.LastOrDefault(e => e.Event is CaseAssigned or AssignmentUndone)?.At;
}
