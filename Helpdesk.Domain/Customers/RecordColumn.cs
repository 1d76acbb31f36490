using System.Globalization;
using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.Customers;

/// <summary>
/// One column of a kind of record, as files, forms, the log and comparisons see it: its value as text, and a record with that text read.
/// </summary>
/// <param name="Name">Its stable name, e.g. <c>mailDomains</c>; the API calls it the same.</param>
/// <param name="Text">The value as text, empty for none.</param>
/// <param name="Read">The record with the text in it; refuses with the column's name as field.</param>
/// <param name="IsPersonal">True for what tells about a person: the log says that it changed, never what it was.</param>
/// <param name="Sort">What JSON makes of it: text, a list, true or false.</param>
public sealed record RecordColumn<T>(
    string Name,
    Func<T, string> Text,
    Func<T, string, Result<T>> Read,
    bool IsPersonal = false,
    ColumnSort Sort = ColumnSort.Text
);

/// <summary>What a column holds, where text alone would not tell.</summary>
public enum ColumnSort
{
    Text = 0,

    /// <summary>Several texts; as one text they stand apart by <see cref="RecordLists.Between"/>.</summary>
    List = 1,

    YesNo = 2,

    /// <summary>Several texts in which commas may stand; as one text they are lines.</summary>
    Lines = 3,
}

/// <summary>How a list is written as one text.</summary>
public static class RecordLists
{
    /// <summary>What stands between its entries.</summary>
    public const string Between = "; ";

    // What ends an entry when it is read; no entry can hold one of these.
    private static readonly char[] EntryEnds = [';', ',', '、', '；', '\n'];

    internal static char[] Ends => EntryEnds;

    /// <summary>Stands for a line that is empty before one that is not, as blank ends of a text are easily lost.</summary>
    public const string NoLine = "–";

    /// <summary>The lines of a text, without empty ones at its end.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.TrimEntries)
            .Select(l => l is NoLine or "-" ? "" : l)
            .ToList();
        return lines[..(lines.FindLastIndex(l => l.Length > 0) + 1)];
    }

    /// <summary>Lines as one text, which <see cref="Lines"/> reads again.</summary>
    public static string Text(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return string.Join('\n', all.Take(all.FindLastIndex(l => l.Length > 0) + 1).Select(l => l.Length > 0 ? l : NoLine));
    }

    public static IReadOnlyList<string> Entries(string text) => text.Length == 0 ? [] : text.Split(Between);

    /// <summary>True for what would be read as several entries.</summary>
    public static bool IsSeveral(string entry) => entry.IndexOfAny(EntryEnds) >= 0;
}

/// <summary>Makes columns of the usual sorts.</summary>
internal static class Column
{
    public static RecordColumn<T> Words<T>(string name, Func<T, string?> get, Func<T, string?, T> set, bool personal = false) =>
        new(name, r => get(r) ?? "", (r, text) => set(r, Clean(text)), personal);

    public static RecordColumn<T> Key<T>(string name, Func<T, string?> get, Func<T, string?, T> set) =>
        new(name, r => get(r) ?? "", (r, text) => set(r, Clean(text) is { } given ? RecordKeys.Plain(given) : null));

    public static RecordColumn<T> Many<T>(
        string name,
        Func<T, ValueList<string>> get,
        Func<T, ValueList<string>, T> set,
        bool personal = false
    ) =>
        new(
            name,
            r => string.Join(RecordLists.Between, get(r)),
            (r, text) =>
                set(
                    r,
                    [
                        .. text.Split(RecordLists.Ends, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                            .Distinct(StringComparer.OrdinalIgnoreCase),
                    ]
                ),
            personal,
            ColumnSort.List
        );

    public static RecordColumn<T> Lines<T>(string name, Func<T, IEnumerable<string>> get, Func<T, IReadOnlyList<string>, T> set) =>
        new(name, r => RecordLists.Text(get(r)), (r, text) => set(r, RecordLists.Lines(text)), Sort: ColumnSort.Lines);

    public static RecordColumn<T> Date<T>(string name, Func<T, LocalDate?> get, Func<T, LocalDate?, Result<T>> set) =>
        new(
            name,
            r => get(r) is { } day ? LocalDatePattern.Iso.Format(day) : "",
            (r, text) =>
                Clean(text) is not { } given ? set(r, null)
                : RecordDates.Parse(given) is { } day ? set(r, day)
                : new Error("record.date-bad", name, given)
        );

    public static RecordColumn<T> Choice<T, TChoice>(string name, Func<T, TChoice> get, Func<T, TChoice?, Result<T>> set)
        where TChoice : struct, Enum =>
        new(
            name,
            r => get(r).ToString(),
            (r, text) =>
                Clean(text) is not { } given ? set(r, null)
                : RecordChoices.Parse<TChoice>(given) is { } choice ? set(r, choice)
                : new Error("record.choice-bad", name, given, string.Join(", ", Enum.GetNames<TChoice>()))
        );

    public static RecordColumn<T> YesNo<T>(string name, Func<T, bool> get, Func<T, bool?, T> set) =>
        new(
            name,
            r => get(r) ? "yes" : "no",
            (r, text) =>
                Clean(text)?.ToLowerInvariant() switch
                {
                    null => set(r, null),
                    "yes" or "y" or "true" or "1" or "はい" or "可" or "○" or "有" => set(r, true),
                    "no" or "n" or "false" or "0" or "いいえ" or "不可" or "×" or "無" => set(r, false),
                    var given => new Error("record.yes-no-bad", name, given),
                },
            Sort: ColumnSort.YesNo
        );

    private static string? Clean(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>Reads dates as people and spreadsheets write them: 2026-04-01, 2026/4/1, 2026年4月1日, 令和8年4月1日, 20260401.</summary>
public static class RecordDates
{
    private static readonly LocalDatePattern[] Patterns =
    [
        LocalDatePattern.Iso,
        .. new[] { "yyyy'/'M'/'d", "yyyy'.'M'.'d", "yyyy'年'M'月'd'日'", "yyyyMMdd", "yyyy'-'M'-'d" }.Select(p =>
            LocalDatePattern.Create(p, CultureInfo.InvariantCulture)
        ),
    ];

    public static LocalDate? Parse(string text)
    {
        var plain = RecordKeys.Plain(text);
        if (plain.StartsWith("令和", StringComparison.Ordinal) && plain.IndexOf('年', StringComparison.Ordinal) is > 2 and var year)
        {
            var count = plain[2..year] is "元" ? "1" : plain[2..year];
            plain = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var years)
                ? (2018 + years).ToString(CultureInfo.InvariantCulture) + plain[year..]
                : plain;
        }

        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(plain) is { Success: true, Value: { Year: >= 1980 and < 2100 } day })
                return day;
        }

        return null;
    }
}

/// <summary>Reads choices by their name in the API, or as either language writes them.</summary>
public static class RecordChoices
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["セルフサービス"] = "SelfService",
        ["self-service"] = "SelfService",
        ["self service"] = "SelfService",
        ["スタンダード"] = "Standard",
        ["標準"] = "Standard",
        ["プレミアム"] = "Premium",
        ["購入"] = "Purchased",
        ["製品版"] = "Purchased",
        ["サブスクリプション"] = "Subscription",
        ["試用"] = "Trial",
        ["試用版"] = "Trial",
        ["評価版"] = "Trial",
        ["nfr"] = "NotForResale",
        ["非売品"] = "NotForResale",
        ["not for resale"] = "NotForResale",
        ["無償"] = "Free",
        ["無料"] = "Free",
        ["新規購入"] = "Purchase",
        ["更新"] = "Renewal",
        ["パートナー"] = "Partner",
        ["パートナー経由"] = "Partner",
        ["法人"] = "Business",
        ["企業"] = "Business",
        ["個人"] = "Home",
        ["販売店"] = "Var",
        ["その他"] = "Other",
    };

    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        // Not as a key: there the long vowel of スタンダード would count as a hyphen.
        var plain = CompatibleText.Of(text.Trim());
        // "購入" names a kind of licence and a way to buy a contract: the choice that the column has decides.
        return Enum.TryParse<T>(plain, ignoreCase: true, out var named) && Enum.IsDefined(named) && !char.IsAsciiDigit(plain[0]) ? named
            : Known.TryGetValue(plain, out var known) && Enum.TryParse<T>(known, out var word) ? word
            : plain == "購入" && Enum.TryParse<T>("Purchase", out var bought) ? bought
            : null;
    }
}
