using System.Globalization;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels;

/// <summary>Says the programme's lengths and hours as a customer reads them: 1 business day, Mon–Fri 09:00–17:00 (spec P1–P6).</summary>
public sealed class ServiceTimes(IStringLocalizer<DomainText> text, SupportProgramme programme)
{
    /// <summary>2 hours, or 1 business day where the calendar has closing times.</summary>
    public string Length(Duration target, BusinessCalendar calendar)
    {
        if (
            calendar.IsAlwaysOpen
            || target < programme.BusinessDayLength
            || target.ToInt64Nanoseconds() % programme.BusinessDayLength.ToInt64Nanoseconds() != 0
        )
            return target.TotalMinutes % 60 == 0
                ? text[target == Duration.FromHours(1) ? "span.hour" : "span.hours", (long)target.TotalHours]
                : text["span.minutes", (long)target.TotalMinutes];
        var days = target.ToInt64Nanoseconds() / programme.BusinessDayLength.ToInt64Nanoseconds();
        return text[days == 1 ? "span.day" : "span.days", days];
    }

    /// <summary>What a promise says: within so long.</summary>
    public string Length(SlaTarget target) => Length(target.Length, programme.Calendar(target.CalendarId));

    /// <summary>Mon–Fri 09:00–17:00, with a word about the days that are left out.</summary>
    public string Hours(BusinessCalendar calendar)
    {
        if (calendar.IsAlwaysOpen)
            return text["hours.always"];
        var definition = calendar.Definition;
        var week = string.Join(text["hours.and"], Runs(definition).Select(Said));
        return definition.Holidays.Count + definition.Closures.Count > 0 ? text["hours.holidays", week] : week;
    }

    // Days in a row with the same hours are said as one.
    private static List<(IsoDayOfWeek First, IsoDayOfWeek Last, string Hours)> Runs(CalendarDefinition definition)
    {
        List<(IsoDayOfWeek First, IsoDayOfWeek Last, string Hours)> runs = [];
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var hours = string.Join(", ", definition.OpeningsOn(day).Select(o => o.ToString().Replace('-', '–')));
            if (hours.Length == 0)
                continue;
            if (runs.Count > 0 && runs[^1].Hours == hours && runs[^1].Last == day - 1)
                runs[^1] = runs[^1] with { Last = day };
            else
                runs.Add((day, day, hours));
        }

        return runs;
    }

    private string Said((IsoDayOfWeek First, IsoDayOfWeek Last, string Hours) run) =>
        run.First == run.Last
            ? text["hours.day", Name(run.First), run.Hours]
            : text["hours.days", Name(run.First), Name(run.Last), run.Hours];

    private static string Name(IsoDayOfWeek day) =>
        CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)((int)day % 7));
}
