using System.Globalization;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>
/// Lengths as people write them in either language: <c>2 h</c>, <c>1 h 30 min</c>, <c>1 business day</c>, 2時間, 1時間30分, 1営業日
/// (spec P12). They are kept in the English form, whichever was typed.
/// </summary>
public static partial class LengthText
{
    public const string Expected = "a length such as 2 h, 30 min, 1 h 30 min or 1 business day";

    private static readonly Duration s_longest = Duration.FromDays(3660);

    // Kept, in Japanese, and what else is understood.
    private static readonly (string English, string Japanese, string[] Others)[] s_units =
    [
        ("s", "秒", []),
        ("min", "分", []),
        ("h", "時間", []),
        ("business day", "営業日", ["business days", "businessday", "businessdays"]),
    ];

    /// <param name="businessDay">How much counted time one business day is; null where business days make no sense.</param>
    public static Result<Duration> Parse(string? text, Duration? businessDay, string? field = null)
    {
        var sum = Duration.Zero;
        foreach (var (number, unit) in Parts(text) ?? [])
        {
            if (LengthOf(unit, businessDay) is not { } length || sum > s_longest)
                return Malformed();
            sum += length * number;
        }

        return sum > Duration.Zero && sum <= s_longest ? sum : Malformed();

        Result<Duration> Malformed() =>
            Result<Duration>.Refuse(
                "programme.length-malformed",
                field,
                text,
                businessDay is null ? "a length such as 8 h or 7 h 30 min" : Expected
            );
    }

    /// <summary>The form that is kept; a text that is no length stays as it is.</summary>
    public static string Kept(string text) =>
        Parts(text) is { } parts
            ? string.Join(' ', parts.Select(p => $"{p.Number} {s_units[p.Unit].English}{(p is { Unit: 3, Number: > 1 } ? "s" : "")}"))
            : text.Trim();

    /// <summary>As the language writes it: 2 時間, 2 h.</summary>
    public static string Written(string text, CultureInfo language) =>
        language.TwoLetterISOLanguageName == "ja" && Parts(text) is { } parts
            ? string.Join(' ', parts.Select(p => $"{p.Number} {s_units[p.Unit].Japanese}"))
            : Kept(text);

    private static List<(int Number, int Unit)>? Parts(string? text)
    {
        var whole = Whole().Match(CompatibleText.Of(text ?? "").Trim());
        if (!whole.Success)
            return null;
        List<(int, int)> parts = [];
        for (var i = 0; i < whole.Groups["number"].Captures.Count; i++)
        {
            var unit = UnitOf(whole.Groups["unit"].Captures[i].Value);
            if (unit < 0 || !int.TryParse(whole.Groups["number"].Captures[i].Value, NumberStyles.None, null, out var number))
                return null;
            parts.Add((number, unit));
        }

        return parts;
    }

    private static int UnitOf(string word) =>
        Array.FindIndex(s_units, u => Same(u.English, word) || u.Japanese == word || u.Others.Any(o => Same(o, word)));

    private static bool Same(string unit, string word) => unit.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static Duration? LengthOf(int unit, Duration? businessDay) =>
        unit switch
        {
            0 => Duration.FromSeconds(1),
            1 => Duration.FromMinutes(1),
            2 => Duration.FromHours(1),
            _ => businessDay,
        };

    [GeneratedRegex(
        @"^(?:(?<number>[0-9]+)\s*(?<unit>[A-Za-z]+(?: [A-Za-z]+)?|秒|分|時間|営業日)\s*)+$",
        RegexOptions.CultureInvariant,
        200
    )]
    private static partial Regex Whole();
}
