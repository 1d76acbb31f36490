using System.Globalization;
using Helpdesk.Domain.Kernel;
using NodaTime.Text;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// Reads a holiday list: header <c>date,name_ja,name_en</c>, one holiday a line, no quotes; a refusal names the line (spec P14).
/// </summary>
public static class HolidayFile
{
    public const string Header = "date,name_ja,name_en";

    /// <summary>The holidays in file order, or every wrong line with its number as field (<c>line 3</c>).</summary>
    public static Result<IReadOnlyList<Holiday>> Parse(string csvText)
    {
        var lines = csvText.TrimStart('\uFEFF').Split('\n');
        if (lines[0].TrimEnd('\r') != Header)
            return Wrong("holidays.header-wrong", 1, lines[0].TrimEnd('\r'), Header);
        List<Holiday> holidays = [];
        List<Error> errors = [];
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0)
                continue;
            var holiday = ParseLine(line, i + 1);
            if (!holiday.IsOk)
                errors.AddRange(holiday.Errors);
            else if (holidays.Exists(h => h.Date == holiday.Value.Date))
                errors.Add(Wrong("holidays.date-twice", i + 1, line, "each date once"));
            else
                holidays.Add(holiday.Value);
        }

        if (holidays.Count == 0 && errors.Count == 0)
            errors.Add(Wrong("holidays.empty", 2, "", "at least one holiday, for example 2026-11-23,勤労感謝の日,Labor Thanksgiving Day"));
        return errors.Count == 0 ? holidays : Result<IReadOnlyList<Holiday>>.Refuse(errors);
    }

    private static Result<Holiday> ParseLine(string line, int number)
    {
        if (line.Contains('"'))
            return Wrong("holidays.quoted", number, line, "fields without quotation marks; a name must not contain a comma");
        var fields = line.Split(',', StringSplitOptions.TrimEntries);
        if (fields.Length != 3 || fields[1].Length == 0 || fields[2].Length == 0)
            return Wrong("holidays.line-malformed", number, line, "three fields: " + Header);
        return LocalDatePattern.Iso.Parse(fields[0]) is { Success: true } date
            ? new Holiday(date.Value, fields[1], fields[2])
            : Wrong("holidays.date-malformed", number, line, "a date as yyyy-MM-dd first");
    }

    private static Error Wrong(string code, int line, string text, string expected) =>
        new(code, "line " + line.ToString(CultureInfo.InvariantCulture), text, expected);
}
