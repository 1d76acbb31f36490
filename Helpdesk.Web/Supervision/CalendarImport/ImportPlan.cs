using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Workforce.Absences;
using NodaTime;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>What becomes of an event of the file.</summary>
public enum PlannedState
{
    /// <summary>It can be taken.</summary>
    New = 0,

    /// <summary>It is there already.</summary>
    Known = 1,

    /// <summary>It lies in the past.</summary>
    Over = 2,

    /// <summary>It cannot be taken; the reason is beside it.</summary>
    Refused = 3,
}

/// <summary>An absence as the file has it, and what would become of it.</summary>
public sealed record PlannedAbsence(string Name, TimeRange Time, bool WholeDays, PlannedState State, Error? Why = null);

/// <summary>A holiday as the file has it, and what would become of it.</summary>
/// <param name="ClosedAnyway">The calendar does not open on that day of the week.</param>
public sealed record PlannedHoliday(string Name, LocalDate Date, PlannedState State, bool ClosedAnyway, Error? Why = null);

/// <summary>Compares a file with what is entered, so that a person sees what an import would do before it does it.</summary>
public static class ImportPlan
{
    private const int LongestHoliday = 31;

    /// <param name="theirs">What is entered for the person by now.</param>
    /// <param name="zone">In which days of the file begin when it names no zone.</param>
    public static List<PlannedAbsence> OfAbsences(
        IReadOnlyList<IcsEvent> events,
        IReadOnlyList<TimeRange> theirs,
        DateTimeZone zone,
        Instant now
    )
    {
        var (planned, taken) = (new List<PlannedAbsence>(), theirs.ToList());
        foreach (var (one, time) in events.Select(e => (e, Time: e.In(zone))).OrderBy(e => e.Time.From))
        {
            var (state, why) = StateOf(one, time, theirs, taken, now);
            if (state == PlannedState.New)
                taken.Add(time);
            planned.Add(new(one.Name, time, one.WholeDays, state, why));
        }

        return planned;
    }

    public static IReadOnlyList<PlannedHoliday> OfHolidays(IReadOnlyList<IcsEvent> events, BusinessCalendar calendar, Instant now)
    {
        var today = now.InZone(calendar.Zone).Date;
        var known = calendar.Definition.Holidays.Select(h => h.Date).ToHashSet();
        return
        [
            .. events
                .SelectMany(e => Days(e, calendar.Zone).Select(day => (Event: e, Day: day)))
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Event.Trouble is null ? 0 : 1)
                .Select(d =>
                {
                    var why =
                        d.Event.Trouble
                        ?? (
                            d.Event.Name.Length == 0 ? new Error("holiday.name")
                            : IsTooLong(d.Event, calendar.Zone) ? new("holiday.too-long", null, LongestHoliday)
                            : null
                        );
                    var state =
                        why is not null ? PlannedState.Refused
                        : d.Day <= today ? PlannedState.Over
                        : known.Add(d.Day) ? PlannedState.New
                        : PlannedState.Known;
                    return new PlannedHoliday(d.Event.Name, d.Day, state, calendar.Definition.OpeningsOn(d.Day.DayOfWeek).Count == 0, why);
                }),
        ];
    }

    private static (PlannedState State, Error? Why) StateOf(
        IcsEvent one,
        TimeRange time,
        IReadOnlyList<TimeRange> theirs,
        List<TimeRange> taken,
        Instant now
    )
    {
        if (one.Trouble is { } trouble)
            return (PlannedState.Refused, trouble);
        if (time.Until <= now)
            return (PlannedState.Over, null);
        if (theirs.Contains(time))
            return (PlannedState.Known, null);
        if (time.Length > SaveAbsenceRules.Longest)
            return (PlannedState.Refused, new("absence.too-long", null, (int)SaveAbsenceRules.Longest.TotalDays));
        return taken.FindIndex(t => !t.Within(time).IsEmpty) is >= 0 and var other
            ? (PlannedState.Refused, new("absence.overlaps", null, taken[other].From, taken[other].Until))
            : (PlannedState.New, null);
    }

    // A holiday is a whole local day: the hours that some calendars give it say nothing.
    private static IEnumerable<LocalDate> Days(IcsEvent one, DateTimeZone zone)
    {
        var (start, end) = Span(one, zone);
        var count = one.Trouble is not null || Length(start, end) > LongestHoliday ? 1 : Math.Max(1, Length(start, end));
        return Enumerable.Range(0, count).Select(start.Date.PlusDays);
    }

    private static bool IsTooLong(IcsEvent one, DateTimeZone zone) =>
        Span(one, zone) is var (start, end) && Length(start, end) > LongestHoliday;

    // The day is one of the calendar's zone: 15:00 in UTC is where Tokyo's begins. Whole days of the zone that the file names are meant
    // as those days, wherever they begin here.
    private static (LocalDateTime Start, LocalDateTime End) Span(IcsEvent one, DateTimeZone zone)
    {
        if (one.Zone is null || one.WholeDays || one.Trouble is not null)
            return (one.Start, one.End);
        var time = one.In(zone);
        var (start, end) = (time.From.InZone(zone).LocalDateTime, time.Until.InZone(zone).LocalDateTime);
        return AreMidnights(one.Start, Whole(one.End)) && !AreMidnights(start, Whole(end)) ? (one.Start, one.End) : (start, end);
    }

    // Some write a day's last minute where its end is meant.
    private static LocalDateTime Whole(LocalDateTime end) => end.Hour == 23 && end.Minute == 59 ? end.Date.PlusDays(1).AtMidnight() : end;

    private static bool AreMidnights(LocalDateTime start, LocalDateTime end) =>
        start.TimeOfDay == LocalTime.Midnight && end.TimeOfDay == LocalTime.Midnight;

    private static int Length(LocalDateTime start, LocalDateTime end) => Period.DaysBetween(start.Date, end.PlusTicks(-1).Date) + 1;
}
