using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Supervision.Calendars;

/// <summary>A calendar while somebody edits it: texts, as they are typed.</summary>
public sealed class CalendarForm
{
    /// <summary>The days of the week, Monday first.</summary>
    public static readonly IReadOnlyList<IsoDayOfWeek> Week = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d)];

    public string NameEn { get; set; } = "";

    public string NameJa { get; set; } = "";

    public string Zone { get; set; } = CalendarText.DefaultZone;

    /// <summary>Openings of each day, <c>09:00-12:00, 13:00-17:00</c>; empty is closed.</summary>
    public Dictionary<IsoDayOfWeek, string> Openings { get; } = Week.ToDictionary(d => d, _ => "");

    public List<ClosureText> Closures { get; } = [];

    public List<HolidayText> Holidays { get; } = [];

    /// <summary>A week of business days, as most begin with.</summary>
    public static CalendarForm Empty()
    {
        var form = new CalendarForm();
        foreach (var day in Week.Take(5))
            form.Openings[day] = "09:00-17:00";
        return form;
    }

    /// <summary>The form of what a version says.</summary>
    public static CalendarForm Of(CalendarText text)
    {
        var form = new CalendarForm
        {
            NameEn = text.NameEn ?? "",
            NameJa = text.NameJa ?? "",
            Zone = text.Zone ?? CalendarText.DefaultZone,
        };
        foreach (var day in Week)
            form.Openings[day] = string.Join(", ", text.Openings?.GetValueOrDefault(day.ToString()) ?? []);
        form.Closures.AddRange(text.Closed ?? []);
        form.Holidays.AddRange(text.Holidays ?? []);
        return form;
    }

    /// <summary>What is typed, as the rules read it.</summary>
    public CalendarText ToText()
    {
        Dictionary<string, List<string>> week = Week.ToDictionary(d => d.ToString(), _ => new List<string>());
        foreach (var day in Week)
        {
            var next = Week[(int)day % 7];
            foreach (
                var typed in Openings[day].Split([',', '、', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            {
                var opening = Plain(typed);
                // Past midnight is two openings: the evening's, and the next day's morning.
                if (PastMidnight(opening) is var (evening, morning) && evening is not null)
                {
                    week[day.ToString()].Add(evening);
                    if (morning is not null)
                        week[next.ToString()].Insert(0, morning);
                }
                else
                {
                    week[day.ToString()].Add(opening);
                }
            }
        }

        return new()
        {
            NameEn = string.IsNullOrWhiteSpace(NameEn) ? null : NameEn.Trim(),
            NameJa = string.IsNullOrWhiteSpace(NameJa) ? null : NameJa.Trim(),
            Zone = Zone,
            Openings = week.Where(d => d.Value.Count > 0).ToDictionary(d => d.Key, d => d.Value.ToArray()),
            Closed = [.. Closures.Select(Trimmed)],
            Holidays = [.. Holidays.OrderBy(h => h.Date, StringComparer.Ordinal)],
        };
    }

    /// <summary>Adds those whose day is not there yet.</summary>
    /// <returns>How many were added.</returns>
    public int Add(IEnumerable<Holiday> holidays)
    {
        var known = Holidays.Select(h => h.Date).ToHashSet(StringComparer.Ordinal);
        var added = CalendarText
            .Of(CalendarDefinition.AroundTheClock("", CalendarText.DefaultZone) with { Holidays = [.. holidays] })
            .Holidays!.FindAll(h => known.Add(h.Date));
        Holidays.AddRange(added);
        return added.Count;
    }

    // 9:00–17:00 as people write it: any dash, one digit, full-width signs.
    private static string Plain(string typed) =>
        string.Join(
            '-',
            CompatibleText
                .Of(typed)
                .Replace('–', '-')
                .Replace('〜', '-')
                .Replace('~', '-')
                .Replace('−', '-')
                .Split('-', StringSplitOptions.TrimEntries)
                .Select(t => t.Length > 1 && t[1] == ':' ? "0" + t : t)
        );

    private static (string? Evening, string? Morning) PastMidnight(string opening)
    {
        var ends = opening.Split('-');
        if (ends.Length != 2 || Minutes(ends[0]) is not { } from || Minutes(ends[1]) is not { } until || until >= from || until < 0)
            return (null, null);
        return (ends[0] + "-24:00", until == 0 ? null : "00:00-" + ends[1]);
    }

    private static int? Minutes(string time) =>
        time.Length == 5
        && time[2] == ':'
        && int.TryParse(time[..2], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
        && int.TryParse(time[3..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && hours <= 24
        && minutes < 60
            ? (hours * 60) + minutes
            : null;

    private static ClosureText Trimmed(ClosureText closure) =>
        new()
        {
            From = closure.From?.Trim(),
            To = string.IsNullOrWhiteSpace(closure.To) ? null : closure.To.Trim(),
            NameJa = closure.NameJa?.Trim(),
            NameEn = closure.NameEn?.Trim(),
        };
}
