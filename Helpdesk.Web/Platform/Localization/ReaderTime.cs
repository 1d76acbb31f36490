using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Localization;

/// <summary>Writes instants for one reader: their zone, their language, as short as stays clear.</summary>
public sealed class ReaderTime(DateTimeZone zone, CultureInfo culture, Instant now)
{
    private const int DaysWithoutYear = 330;

    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    private readonly LocalDate _today = now.InZone(zone).Date;

    private bool IsJapanese => culture.TwoLetterISOLanguageName == Japanese.TwoLetterISOLanguageName;

    /// <summary>Today: 10:24. In the next six days: Wed 10:24. Else: 24 Nov 10:24; with the year when it is long ago.</summary>
    public string Short(Instant at)
    {
        var local = at.InZone(zone).LocalDateTime;
        var time = Pattern("HH:mm").Format(local);
        var days = Period.DaysBetween(_today, local.Date);
        return days switch
        {
            0 => time,
            > 0 and < 7 => Pattern(IsJapanese ? "ddd'曜'" : "ddd").Format(local) + " " + time,
            _ => DayAndMonth(local) + " " + time,
        };
    }

    /// <summary>Today: 10:24. Else: 24 Nov; with the year when it is long ago.</summary>
    public string Brief(Instant at)
    {
        var local = at.InZone(zone).LocalDateTime;
        return local.Date == _today ? Pattern("HH:mm").Format(local) : DayAndMonth(local);
    }

    // Cases that were moved in are years old: a day without its year would be taken for one of this year.
    private string DayAndMonth(LocalDateTime local) =>
        Math.Abs(Period.DaysBetween(_today, local.Date)) < DaysWithoutYear
            ? Pattern(IsJapanese ? "M/d" : "d MMM").Format(local)
            : Pattern(IsJapanese ? "yyyy/M/d" : "d MMM yyyy").Format(local);

    /// <summary>Tue 24 Nov 2026 10:24.</summary>
    public string Long(Instant at) =>
        Pattern(IsJapanese ? "yyyy'年'M'月'd'日'(ddd) HH:mm" : "ddd d MMM yyyy HH:mm").Format(at.InZone(zone).LocalDateTime);

    /// <summary>From–to, naming the day once when it is the same.</summary>
    public string Range(Instant from, Instant to)
    {
        var (a, b) = (from.InZone(zone).LocalDateTime, to.InZone(zone).LocalDateTime);
        var day = IsJapanese ? "M/d(ddd) " : "ddd d MMM ";
        return a.Date == b.Date
            ? Pattern(day + "HH:mm").Format(a) + "–" + Pattern("HH:mm").Format(b)
            : Pattern(day + "HH:mm").Format(a) + " – " + Pattern(day + "HH:mm").Format(b);
    }

    public string Day(Instant at) => Pattern(IsJapanese ? "M/d(ddd)" : "ddd d MMM").Format(at.InZone(zone).LocalDateTime);

    /// <summary>2 h 05 min, or 31 min, as a ledger counts it.</summary>
    public string Length(Duration length)
    {
        var minutes = (long)Math.Round(length.TotalSeconds / 60, MidpointRounding.AwayFromZero);
        var (h, m) = (minutes / 60, minutes % 60);
        return IsJapanese
            ? h > 0
                ? $"{h}時間{m:00}分"
                : $"{m}分"
            : h > 0
                ? $"{h} h {m:00} min"
                : $"{m} min";
    }

    public string ZoneName(Instant at) => zone.GetZoneInterval(at).Name;

    private LocalDateTimePattern Pattern(string text) => LocalDateTimePattern.Create(text, culture);
}
