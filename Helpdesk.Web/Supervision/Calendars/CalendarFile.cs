using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Supervision.CalendarImport;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>Reads holidays of a file: the list of <see cref="HolidayFile"/>, or a calendar file (.ics).</summary>
internal static class CalendarFile
{
    private const int DaysAhead = 366 * 6;

    /// <summary>The holidays, and what is wrong with each line or event; a calendar file gives one name for both languages.</summary>
    public static (IReadOnlyList<Holiday> Holidays, IReadOnlyList<Error> Errors) Read(string text, DateTimeZone zone, Instant now)
    {
        if (!text.Contains("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase))
        {
            var list = HolidayFile.Parse(text);
            return list.IsOk ? (list.Value, []) : ([], list.Errors);
        }

        var today = now.InZone(zone).Date;
        var read = IcsFile.Read(text, today.PlusYears(-1), today.PlusDays(DaysAhead));
        if (!read.IsOk)
            return ([], read.Errors);
        // Days of its zone that count as known are told apart by the form; here only what each event says is read.
        var open = BusinessCalendar.Compile(CalendarDefinition.AroundTheClock("file", zone.Id), now, now + Duration.FromDays(1)).Value;
        var days = ImportPlan.OfHolidays(read.Value, open, now - Duration.FromDays(DaysAhead));
        return (
            [.. days.Where(d => d.Why is null).DistinctBy(d => d.Date).Select(d => new Holiday(d.Date, d.Name, d.Name))],
            [
                .. days.Where(d => d.Why is not null)
                    .Select(d => d.Why! with { Field = d.Name.Length > 0 ? d.Name : LocalDatePattern.Iso.Format(d.Date) }),
            ]
        );
    }
}
