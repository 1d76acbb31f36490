using Helpdesk.Domain.Kernel;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Domain.ServiceLevels;

/// <summary>Whole local days closed by the vendor's own decision, both ends included (spec P14).</summary>
public abstract record Closure(string NameJa, string NameEn)
{
    private const string Expected = "MM-dd for every year (12-29) or yyyy-MM-dd for once (2026-08-13), the same form at both ends";

    public abstract bool Covers(LocalDate date);

    /// <summary>The closed ranges that begin in one of the years.</summary>
    internal abstract IEnumerable<DateInterval> Beginning(int firstYear, int lastYear);

    /// <summary>Reads a range; without <paramref name="to"/> it is the one day <paramref name="from"/>.</summary>
    public static Result<Closure> Parse(string? from, string? to, string? nameJa = null, string? nameEn = null, string? field = null)
    {
        to = string.IsNullOrEmpty(to) ? from : to;
        var (ja, en) = (nameJa ?? nameEn ?? "", nameEn ?? nameJa ?? "");
        if (
            AnnualDatePattern.Iso.Parse(from ?? "") is { Success: true } first
            && AnnualDatePattern.Iso.Parse(to ?? "") is { Success: true } last
        )
            return new YearlyClosure(first.Value, last.Value, ja, en);
        if (LocalDatePattern.Iso.Parse(from ?? "") is not { Success: true } start)
            return Malformed("from", from);
        if (LocalDatePattern.Iso.Parse(to ?? "") is not { Success: true } end)
            return Malformed("to", to);
        return new DatedClosure(start.Value, end.Value, ja, en);

        Error Malformed(string end, string? text) => new("calendar.date-malformed", field is null ? end : $"{field}.{end}", text, Expected);
    }
}

/// <summary>Closed every year between two month-days; wraps the year end when <c>To</c> is before <c>From</c> (12-29..01-03).</summary>
public sealed record YearlyClosure(AnnualDate From, AnnualDate To, string NameJa, string NameEn) : Closure(NameJa, NameEn)
{
    private static readonly AnnualDate s_leapDay = new(2, 29);

    public override bool Covers(LocalDate date)
    {
        var day = new AnnualDate(date.Month, date.Day);
        return From <= To ? From <= day && day <= To : From <= day || day <= To;
    }

    internal override IEnumerable<DateInterval> Beginning(int firstYear, int lastYear)
    {
        for (var year = firstYear; year <= lastYear; year++)
        {
            // AnnualDate turns 29 Feb into 28 Feb in common years, which as a first day would close a day too many.
            var first = From == s_leapDay && !From.IsValidYear(year) ? new LocalDate(year, 3, 1) : From.InYear(year);
            var last = To.InYear(From <= To ? year : year + 1);
            if (first <= last)
                yield return new DateInterval(first, last);
        }
    }
}

/// <summary>Closed once, from one date to another.</summary>
public sealed record DatedClosure(LocalDate From, LocalDate To, string NameJa, string NameEn) : Closure(NameJa, NameEn)
{
    public override bool Covers(LocalDate date) => From <= date && date <= To;

    internal override IEnumerable<DateInterval> Beginning(int firstYear, int lastYear) => [new(From, To)];
}
