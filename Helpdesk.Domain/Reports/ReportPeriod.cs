using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>A span of days that a supervisor asks about.</summary>
public enum PeriodKind
{
    LastWeek = 0,
    ThisWeek = 1,
    LastMonth = 2,
    ThisMonth = 3,
    LastQuarter = 4,
    ThisQuarter = 5,
    LastYear = 6,
    ThisYear = 7,
    Custom = 8,
}

/// <summary>Whole days in the programme's zone, first and last included; weeks begin on Monday.</summary>
public sealed record ReportPeriod(PeriodKind Kind, LocalDate First, LocalDate Last, DateTimeZone Zone)
{
    public const int LongestYears = 10;

    /// <summary>First instant, and the first one after it: half-open, so that no instant is in two days.</summary>
    public Interval Time { get; } = new(First.AtStartOfDayInZone(Zone).ToInstant(), Last.PlusDays(1).AtStartOfDayInZone(Zone).ToInstant());

    public int Days => Period.DaysBetween(First, Last) + 1;

    /// <summary>
    /// The period of that name around a day. Refused: <c>report.period-missing</c>,
    /// <c>report.period-backwards</c>, <c>report.period-long</c>.
    /// </summary>
    public static Result<ReportPeriod> Of(
        PeriodKind kind,
        LocalDate today,
        DateTimeZone zone,
        LocalDate? from = null,
        LocalDate? until = null
    )
    {
        if (kind == PeriodKind.Custom)
            return Custom(zone, from, until);
        var monday = today.PlusDays(1 - (int)today.DayOfWeek);
        var month = new LocalDate(today.Year, today.Month, 1);
        var quarter = new LocalDate(today.Year, ((today.Month - 1) / 3 * 3) + 1, 1);
        var year = new LocalDate(today.Year, 1, 1);
        var (first, next) = kind switch
        {
            PeriodKind.LastWeek => (monday.PlusWeeks(-1), monday),
            PeriodKind.ThisWeek => (monday, monday.PlusWeeks(1)),
            PeriodKind.LastMonth => (month.PlusMonths(-1), month),
            PeriodKind.ThisMonth => (month, month.PlusMonths(1)),
            PeriodKind.LastQuarter => (quarter.PlusMonths(-3), quarter),
            PeriodKind.ThisQuarter => (quarter, quarter.PlusMonths(3)),
            PeriodKind.LastYear => (year.PlusYears(-1), year),
            _ => (year, year.PlusYears(1)),
        };
        return new ReportPeriod(kind, first, next.PlusDays(-1), zone);
    }

    private static Result<ReportPeriod> Custom(DateTimeZone zone, LocalDate? from, LocalDate? until)
    {
        if (from is not { } first || until is not { } last)
            return Result<ReportPeriod>.Refuse("report.period-missing", from is null ? "from" : "until");
        if (last < first)
            return Result<ReportPeriod>.Refuse("report.period-backwards", "until");
        // A mistyped year would otherwise be thousands of empty rows, or no date at all.
        if (first.Year < 2000 || last.Year > 2099 || Period.Between(first, last, PeriodUnits.Years).Years >= LongestYears)
            return Result<ReportPeriod>.Refuse("report.period-long", "until", LongestYears);
        return new ReportPeriod(PeriodKind.Custom, first, last, zone);
    }
}
