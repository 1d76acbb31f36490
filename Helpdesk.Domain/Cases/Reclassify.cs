using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Domain.Cases;

/// <summary>Old and new clock side by side, as shown before saving (spec S8).</summary>
/// <param name="Old">Ended as superseded; unchanged when <paramref name="New"/> is null.</param>
/// <param name="New">Null when the present clock goes on: it is missed, or the new
/// target would be due earlier although the severity was lowered.</param>
/// <param name="OldReading">The present clock as it read just before the change.</param>
public sealed record ClockChange(SlaClock Old, SlaClock? New, ClockReading OldReading, ClockReading? NewReading)
{
    public Instant? OldDueAt => OldReading.DueAt;

    public Instant? NewDueAt => (NewReading ?? OldReading).DueAt;
}

/// <summary>What a change of severity does to a clock (spec S8).</summary>
public static class Reclassify
{
    /// <summary>The new target counts from the change and is due never later than the old due time.</summary>
    public static ClockChange Raise(SlaClock clock, SlaTarget target, SupportProgramme programme, Instant now)
    {
        var calendar = CalendarOf(clock, programme);
        return Change(
            clock,
            programme,
            now,
            () =>
                clock with
                {
                    CalendarId = target.CalendarId,
                    CalendarVersion = programme.CalendarVersionOf(target.CalendarId),
                    StartedAt = now,
                    Target = target.Length,
                    ReceivedAt = clock.ReceivedAt ?? clock.StartedAt,
                    NotLaterThan = DueIfResumed(clock, calendar, now),
                }
        );
    }

    /// <summary>The longer target counts from receipt; a due time that would come earlier than the present one is not taken over.</summary>
    public static ClockChange Lower(SlaClock clock, SlaTarget target, SupportProgramme programme, Instant now)
    {
        var change = Change(
            clock,
            programme,
            now,
            () =>
                clock with
                {
                    CalendarId = target.CalendarId,
                    // What counts from receipt counts on the calendar of then.
                    CalendarVersion =
                        target.CalendarId == clock.CalendarId ? clock.CalendarVersion : programme.CalendarVersionOf(target.CalendarId),
                    StartedAt = clock.ReceivedAt ?? clock.StartedAt,
                    Target = target.Length,
                    ReceivedAt = null,
                    NotLaterThan = null,
                }
        );
        return change.NewReading?.DueAt < change.OldDueAt ? new(clock, null, change.OldReading, null) : change;
    }

    private static ClockChange Change(SlaClock clock, SupportProgramme programme, Instant now, Func<SlaClock> next)
    {
        var reading = clock.Read(CalendarOf(clock, programme), now, programme.AtRiskShare);
        if (clock.StoppedAt is not null || reading.State == ClockState.Missed)
            return new(clock, null, reading, null);
        var fresh = next();
        return new(
            clock.Stop(now, ClockEnd.Superseded),
            fresh,
            reading,
            fresh.Read(CalendarOf(fresh, programme), now, programme.AtRiskShare)
        );
    }

    private static BusinessCalendar CalendarOf(SlaClock clock, SupportProgramme programme) =>
        programme.Calendar(clock.CalendarId, clock.CalendarVersion);

    // While the customer has the ball the due time is unknown; the cap is what it
    // would be if the clock ran on now, and moves on with the pause.
    private static Instant? DueIfResumed(SlaClock clock, BusinessCalendar calendar, Instant now) =>
        (clock with { Pauses = [.. clock.Pauses.Select(p => p.End is null ? p with { End = Instant.Max(p.Start, now) } : p)] }).DueAt(
            calendar
        );
}
