using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// What makes a calendar definition legal; fields are relative to it: <c>zone</c>, <c>openings.monday[1]</c>, <c>closed[0]</c>.
/// </summary>
public static class CalendarRules
{
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    public static IReadOnlyList<Error> Check(CalendarDefinition definition) =>
        [.. Zone(definition.Zone), .. Openings(definition), .. Closures(definition.Closures), .. Holidays(definition.Holidays)];

    internal static string FieldOf(IsoDayOfWeek day, int index) => $"openings.{day.ToString().ToLowerInvariant()}[{index}]";

    private static IEnumerable<Error> Zone(string zone)
    {
        if (string.IsNullOrEmpty(zone) || DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            yield return new("calendar.zone-unknown", "zone", zone, "an IANA time zone, for example Asia/Tokyo or America/New_York");
    }

    private static IEnumerable<Error> Openings(CalendarDefinition definition)
    {
        foreach (var (day, openings) in definition.Openings.OrderBy(o => o.Key))
        {
            var sorted = openings
                .Select((opening, index) => (opening, index))
                .OrderBy(o => o.opening.StartSecond)
                .ThenBy(o => o.index)
                .ToList();
            for (var i = 0; i < sorted.Count; i++)
            {
                var (opening, index) = sorted[i];
                if (!opening.IsValid)
                    yield return Opening.EndsBeforeStart(opening.ToString(), FieldOf(day, index));
                else if (i > 0 && opening.StartSecond < sorted[i - 1].opening.EndSecond)
                    yield return Overlap(day, sorted[i - 1], sorted[i]);
            }
        }
    }

    // The one written later is named: it is the one a person added.
    private static Error Overlap(IsoDayOfWeek day, (Opening Opening, int Index) a, (Opening Opening, int Index) b)
    {
        var (other, late) = a.Index < b.Index ? (a, b) : (b, a);
        return new(
            "calendar.openings-overlap",
            FieldOf(day, late.Index),
            late.Opening.ToString(),
            $"an opening that does not overlap {other.Opening} of the same day; touching is fine"
        );
    }

    private static IEnumerable<Error> Closures(IReadOnlyList<Closure> closures)
    {
        for (var i = 0; i < closures.Count; i++)
        {
            if (closures[i] is not DatedClosure { From: var from, To: var to })
                continue;
            if (to < from)
                yield return new(
                    "calendar.closure-ends-before-start",
                    $"closed[{i}]",
                    LocalDatePattern.Iso.Format(to),
                    $"a last day on or after {LocalDatePattern.Iso.Format(from)}"
                );
            else if (!IsInRange(from) || !IsInRange(to))
                yield return OutOfRange($"closed[{i}]", IsInRange(from) ? to : from);
        }
    }

    private static IEnumerable<Error> Holidays(IReadOnlyList<Holiday> holidays) =>
        holidays
            .Select((holiday, i) => (holiday, i))
            .Where(h => !IsInRange(h.holiday.Date))
            .Select(h => OutOfRange($"holidays[{h.i}]", h.holiday.Date));

    private static bool IsInRange(LocalDate date) => date.Calendar == CalendarSystem.Iso && date.Year is >= FirstYear and <= LastYear;

    private static Error OutOfRange(string field, LocalDate date) =>
        new("calendar.date-out-of-range", field, LocalDatePattern.Iso.Format(date), $"a date of the years {FirstYear} to {LastYear}");
}
