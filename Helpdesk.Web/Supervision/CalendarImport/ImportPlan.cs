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
                .SelectMany(e => Days(e).Select(day => (Event: e, Day: day)))
                .OrderBy(d => d.Day)
                .ThenBy(d => d.Event.Trouble is null ? 0 : 1)
                .Select(d =>
                {
                    var why =
                        d.Event.Trouble
                        ?? (
                            d.Event.Name.Length == 0 ? new Error("holiday.name")
                            : IsTooLong(d.Event) ? new("holiday.too-long", null, LongestHoliday)
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
    private static IEnumerable<LocalDate> Days(IcsEvent one)
    {
        var count = one.Trouble is not null || IsTooLong(one) ? 1 : Math.Max(1, Length(one));
        return Enumerable.Range(0, count).Select(one.Start.Date.PlusDays);
    }

    private static bool IsTooLong(IcsEvent one) => Length(one) > LongestHoliday;

    private static int Length(IcsEvent one) => Period.DaysBetween(one.Start.Date, one.End.PlusTicks(-1).Date) + 1;
}
