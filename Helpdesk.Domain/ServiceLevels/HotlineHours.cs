using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>When a tier's emergency line is staffed, seen from one instant (spec P1, H4).</summary>
/// <param name="OpensAt">When somebody answers next; null while somebody does, or when the calendar never opens again.</param>
public sealed record HotlineHours(BusinessCalendar Calendar, bool IsOpen, Instant? OpensAt)
{
    /// <summary>The line of a tier; null where the tier has none, as Self-service (spec P1).</summary>
    public static HotlineHours? Of(SupportProgramme programme, SupportTier tier, Instant now)
    {
        // P1 and P2 share their hours: the line is there while an Emergency's answer is promised.
        var promise =
            programme.Target(tier, Severity.Emergency, ClockKind.Callback)
            ?? programme.Target(tier, Severity.Emergency, ClockKind.FirstResponse);
        if (promise is null)
            return null;
        var calendar = programme.Calendar(promise.CalendarId);
        return calendar.IsOpen(now) ? new(calendar, true, null) : new(calendar, false, calendar.NextOpening(now));
    }
}
