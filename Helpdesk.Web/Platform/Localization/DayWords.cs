using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Writes days in the reader's language; in English never as digits alone, which are read either way.</summary>
public static class DayWords
{
    private static bool IsJapanese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ja";

    /// <summary>24 Nov 2026, or 2026/11/24.</summary>
    public static string Short(LocalDate day) => Write(day, "yyyy'/'M'/'d", "d MMM yyyy");

    /// <summary>24 November 2026, or 2026年11月24日.</summary>
    public static string Long(LocalDate day) => Write(day, "yyyy'年'M'月'd'日'", "d MMMM yyyy");

    /// <summary>Tue 24 Nov 2026, or 2026年11月24日(火).</summary>
    public static string WithWeekday(LocalDate day) => Write(day, "yyyy'年'M'月'd'日'(ddd)", "ddd d MMM yyyy");

    private static string Write(LocalDate day, string japanese, string english) =>
        LocalDatePattern.Create(IsJapanese ? japanese : english, CultureInfo.CurrentUICulture).Format(day);
}
