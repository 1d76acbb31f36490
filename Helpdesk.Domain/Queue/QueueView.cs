using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Queue;

/// <summary>The views of the queue, in the order of their tabs (spec U1, U3).</summary>
public enum QueueView
{
    Now = 0,
    Mine = 1,
    Unassigned = 2,
    WaitingOnCustomer = 3,
    AfterHours = 4,
    Missed = 5,
    All = 6,
}

/// <summary>Which case belongs to which view; only <see cref="QueueView.Missed"/> depends on the time.</summary>
public static class QueueMembership
{
    /// <summary>Whether a case is in a view; <see cref="QueueView.Mine"/> asks for any owner, the index is kept per owner.</summary>
    public static bool Contains(QueueView view, QueueEntry entry) =>
        entry.IsOpen
        && view switch
        {
            QueueView.Now => entry.Ball == Ball.Us || entry.Clock?.DueAt is not null,
            QueueView.Mine => entry.OwnerId is not null,
            QueueView.Unassigned => entry.OwnerId is null && entry.Status != CaseStatus.Resolved,
            QueueView.WaitingOnCustomer => entry.Ball == Ball.Customer,
            QueueView.AfterHours => entry.Tier == SupportTier.Premium && entry.Clock?.CalendarId == SupportProgramme.AlwaysCalendar,
            QueueView.Missed => entry.Clock?.DueAt is not null,
            _ => true,
        };

    public static bool IsMissed(QueueEntry entry, Instant now) => entry.IsOpen && entry.Clock?.DueAt is { } due && due <= now;
}
