using System.Diagnostics;
using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>A calendar as settings and callers write it, all texts; <see cref="ToDefinition"/> reads it (spec P14).</summary>
public class CalendarText
{
    public const string DefaultZone = "Asia/Tokyo";

    /// <summary>What people call it in English; absent where its id has to do.</summary>
    public string? NameEn { get; set; }

    /// <summary>What people call it in Japanese; absent where its id has to do.</summary>
    public string? NameJa { get; set; }

    /// <summary>IANA zone; Asia/Tokyo when absent.</summary>
    public string? Zone { get; set; }

    /// <summary>Weekday in English → openings such as <c>09:00-17:00</c>.</summary>
    public Dictionary<string, string[]>? Openings { get; set; }

    /// <summary>Single days off with their names.</summary>
    public List<HolidayText>? Holidays { get; set; }

    /// <summary>Closed ranges: every year (<c>12-29</c> to <c>01-03</c>) or once (<c>2026-08-13</c>).</summary>
    public List<ClosureText>? Closed { get; set; }

    /// <summary>A definition as text: the same one is always the same text, and reads back as what it was.</summary>
    public static CalendarText Of(CalendarDefinition definition) =>
        new()
        {
            // Absent, not empty: what was stored before there were names stays the same text.
            NameEn = definition.NameEn.Length > 0 ? definition.NameEn : null,
            NameJa = definition.NameJa.Length > 0 ? definition.NameJa : null,
            Zone = definition.Zone,
            Openings = definition
                .Openings.Where(o => o.Value.Count > 0)
                .OrderBy(o => o.Key)
                .ToDictionary(o => o.Key.ToString(), o => o.Value.OrderBy(v => v.StartSecond).Select(v => v.ToString()).ToArray()),
            Holidays = [.. definition.Holidays.DistinctBy(h => h.Date).OrderBy(h => h.Date).Select(HolidayText.Of)],
            Closed = [.. definition.Closures.Select(ClosureText.Of)],
        };

    /// <summary>The definition, or every mistake with its field relative to this calendar.</summary>
    public Result<CalendarDefinition> ToDefinition(string id, IReadOnlyList<Holiday>? moreHolidays = null)
    {
        List<Error> errors = [];
        var openings = ReadOpenings(errors);
        var holidays = ReadHolidays(errors);
        var closures = ReadClosures(errors);
        var definition = new CalendarDefinition(id, Zone ?? DefaultZone, openings, [.. holidays, .. moreHolidays ?? []], closures)
        {
            NameEn = NameEn?.Trim() ?? "",
            NameJa = NameJa?.Trim() ?? "",
        };
        // Entries that could not be read are left out, which would shift the indices of the rest: one kind of mistake at a time.
        if (errors.Count == 0)
            errors.AddRange(CalendarRules.Check(definition));
        return errors.Count == 0 ? definition : Result<CalendarDefinition>.Refuse(errors);
    }

    private Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> ReadOpenings(List<Error> errors)
    {
        Dictionary<IsoDayOfWeek, IReadOnlyList<Opening>> week = [];
        foreach (var (name, texts) in Openings ?? [])
        {
            if (!Enum.TryParse<IsoDayOfWeek>(name, ignoreCase: true, out var day) || day == IsoDayOfWeek.None || char.IsAsciiDigit(name[0]))
                errors.Add(
                    new(
                        "calendar.day-unknown",
                        $"openings.{name}",
                        name,
                        "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday or Sunday"
                    )
                );
            else if (!week.TryAdd(day, [.. Parsed(texts ?? [], (text, i) => Opening.Parse(text, CalendarRules.FieldOf(day, i)), errors)]))
                errors.Add(new("calendar.day-twice", $"openings.{name}", name, "each weekday once; list its openings together"));
        }

        return week;
    }

    private List<Holiday> ReadHolidays(List<Error> errors) => Parsed(Holidays ?? [], HolidayText.Read, errors);

    private List<Closure> ReadClosures(List<Error> errors) =>
        Parsed(
            Closed ?? [],
            (closure, i) => Closure.Parse(closure?.From, closure?.To, closure?.NameJa, closure?.NameEn, $"closed[{i}]"),
            errors
        );

    private static List<T> Parsed<TText, T>(IReadOnlyList<TText> texts, Func<TText, int, Result<T>> parse, List<Error> errors)
    {
        List<T> values = [];
        for (var i = 0; i < texts.Count; i++)
        {
            var result = parse(texts[i], i);
            if (result.IsOk)
                values.Add(result.Value);
            else
                errors.AddRange(result.Errors);
        }

        return values;
    }
}

/// <summary>A day off as text: <c>yyyy-MM-dd</c> and its names.</summary>
public sealed class HolidayText
{
    public string? Date { get; set; }

    public string? NameJa { get; set; }

    public string? NameEn { get; set; }

    internal static HolidayText Of(Holiday holiday) =>
        new()
        {
            Date = LocalDatePattern.Iso.Format(holiday.Date),
            NameJa = holiday.NameJa,
            NameEn = holiday.NameEn,
        };

    internal static Result<Holiday> Read(HolidayText? text, int index) =>
        LocalDatePattern.Iso.Parse(text?.Date ?? "") is { Success: true } date
            ? new Holiday(date.Value, text!.NameJa ?? text.NameEn ?? "", text.NameEn ?? text.NameJa ?? "")
            : Result<Holiday>.Refuse(
                "calendar.date-malformed",
                $"holidays[{index}].date",
                text?.Date,
                "yyyy-MM-dd, for example 2026-11-23"
            );
}

/// <summary>A closed range as text; without <c>To</c> it is one day.</summary>
public sealed class ClosureText
{
    public string? From { get; set; }

    public string? To { get; set; }

    public string? NameJa { get; set; }

    public string? NameEn { get; set; }

    internal static ClosureText Of(Closure closure)
    {
        var (from, to) = closure switch
        {
            YearlyClosure yearly => (AnnualDatePattern.Iso.Format(yearly.From), AnnualDatePattern.Iso.Format(yearly.To)),
            DatedClosure dated => (LocalDatePattern.Iso.Format(dated.From), LocalDatePattern.Iso.Format(dated.To)),
            _ => throw new UnreachableException(),
        };
        return new()
        {
            From = from,
            To = to,
            NameJa = closure.NameJa,
            NameEn = closure.NameEn,
        };
    }
}
