using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Reads a row's clock from its cached instants alone: two look-ups on the calendar, no events needed.</summary>
public static class NextClockReading
{
    public static ClockReading Of(NextClock next, SupportProgramme programme, Instant now)
    {
        var calendar = programme.Calendar(next.CalendarId, next.CalendarVersion);
        if (next.DueAt is not { } due)
            return new(ClockState.Paused, null, Duration.Zero, next.Target, false, false, null, null, null);
        var missed = now >= due;
        var remaining = missed ? -calendar.Elapsed(due, now) : calendar.Elapsed(now, due);
        var open = calendar.IsOpen(now);
        var state =
            missed ? ClockState.Missed
            : !open ? ClockState.Paused
            : now >= next.AtRiskAt ? ClockState.AtRisk
            : ClockState.Running;
        return new(
            state,
            due,
            remaining,
            next.Target - remaining,
            open,
            missed,
            next.AtRiskAt,
            null,
            open ? null : calendar.NextOpening(now)
        );
    }
}
