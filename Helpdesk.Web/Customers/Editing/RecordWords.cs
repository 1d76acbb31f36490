using System.Globalization;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Customers.Editing;

/// <summary>How records are said to the reader: products by name, days, and how far off an end is.</summary>
public sealed class RecordWords(Catalogue catalogue, IStringLocalizer<EditText> text)
{
    // From then on weeks say more than days, and months more than weeks.
    private const int DaysInWords = 60;
    private const int WeeksInWords = 180;

    private static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    public LocalDate Today => catalogue.Today;

    /// <summary>The product's name in the reader's language, or its code when there is none.</summary>
    public string Product(string code) => catalogue.Find(code) is { } product ? NameOf(product) : code;

    public static string NameOf(Product product) => IsJapanese ? product.NameJa : product.NameEn;

    public string Products(IEnumerable<string> codes) => string.Join(text["comma"], codes.Select(Product));

    /// <summary>24 Nov 2026, or 2026/11/24.</summary>
    public static string Day(LocalDate day) => DayWords.Short(day);

    /// <summary>"Ends in 23 days", "ended 3 weeks ago", "begins in 9 days".</summary>
    public string Term(Contract contract) => contract.From > Today ? Begins(contract.From) : Ends(contract.LastDay);

    public string Ends(LocalDate last) =>
        Period.DaysBetween(Today, last) switch
        {
            0 => text["ends.today"],
            1 => text["ends.tomorrow"],
            -1 => text["ended.yesterday"],
            > 0 and var days => text["ends.in", Span(days)],
            var days => text["ended.ago", Span(-days)],
        };

    private string Begins(LocalDate first) =>
        Period.DaysBetween(Today, first) is var days && days == 1 ? text["begins.tomorrow"] : text["begins.in", Span(days)];

    private string Span(int days) =>
        days <= DaysInWords && days % 7 != 0 || days < 14 ? text["days", days]
        : days <= WeeksInWords ? text["weeks", days / 7]
        : text["months", days / 30];
}
