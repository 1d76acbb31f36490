using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Reports;

/// <summary>
/// Names the rows and columns of reports in the reader's language, puts them in order, and narrows a question to one of them.
/// </summary>
public sealed class ReportKeys(
    ReportReader reader,
    Catalogue catalogue,
    PeopleDirectory people,
    DomainWords domain,
    IStringLocalizer<ReportsText> text
)
{
    private static readonly CultureInfo Japanese = CultureInfo.GetCultureInfo("ja");

    private ReportNames Names => reader.Facts.Names;

    /// <summary>Stable, for machines.</summary>
    public string Key(ReportDimension by, long key) =>
        by switch
        {
            ReportDimension.Clock => ((ClockKind)key).ToString(),
            ReportDimension.Tier => ((SupportTier)key).ToString(),
            ReportDimension.Severity => ((Severity)key).ToString(),
            ReportDimension.Product => Names.Products[(int)key],
            ReportDimension.Version => Names.Products[(int)(key >> 32)] + " " + Names.Versions[(int)key],
            ReportDimension.Engineer => Names.Owners[(int)key],
            ReportDimension.Team => reader.Teams[(int)key],
            ReportDimension.Customer => Names.Customers[(int)key],
            ReportDimension.Day or ReportDimension.Week or ReportDimension.Month => LocalDatePattern.Iso.Format(ReportReader.Date(key)),
            ReportDimension.Weekday => ((IsoDayOfWeek)key).ToString(),
            ReportDimension.Reason => ((ClosingReason)key).ToString(),
            _ => key.ToString(CultureInfo.InvariantCulture),
        };

    public string Label(ReportDimension by, long key) =>
        by switch
        {
            ReportDimension.Clock => domain.Of((ClockKind)key),
            ReportDimension.Tier => domain.Of((SupportTier)key),
            ReportDimension.Severity => domain.Of((Severity)key),
            ReportDimension.Product => catalogue.NameOf(Names.Products[(int)key]),
            ReportDimension.Version => catalogue.NameOf(Names.Products[(int)(key >> 32)]) + " " + Names.Versions[(int)key],
            ReportDimension.Engineer => NameOf(Names.Owners[(int)key]),
            ReportDimension.Team => TeamName(reader.Teams[(int)key]),
            ReportDimension.Customer => Names.Customers[(int)key],
            ReportDimension.Day => Date(ReportReader.Date(key), "ddd d MMM", "M/d (ddd)"),
            ReportDimension.Week => text["week-of", Date(ReportReader.Date(key), "d MMM", "M/d")],
            ReportDimension.Month => Date(ReportReader.Date(key), "MMM yyyy", "yyyy'年'M'月'"),
            ReportDimension.Hour => $"{key:00}",
            ReportDimension.Weekday => Date(new LocalDate(2024, 1, 1).PlusDays((int)key - 1), "dddd", "dddd"),
            ReportDimension.Reason => domain.Of((ClosingReason)key),
            ReportDimension.Age => text["age." + key],
            _ => text["took." + key],
        };

    public string NameOf(string owner) =>
        owner.Length == 0 ? domain["nobody"]
        : Guid.TryParse(owner, out var id) ? people.Find(id)?.DisplayName ?? text["unknown-person"]
        : owner;

    public string TeamName(string team) => text["team." + (team.Length == 0 ? ReportAddress.Nobody : team)];

    /// <summary>Fixed steps in their order, time as it goes, names by how much there is of them.</summary>
    public IEnumerable<long> Ordered(ReportDimension by, IEnumerable<long> keys, Func<long, int> weight) =>
        HasOrder(by) ? keys.Order() : keys.OrderByDescending(weight).ThenBy(key => Label(by, key), StringComparer.CurrentCulture);

    /// <summary>All rows of a dimension that has a fixed number of them, whether or not there is anything in them.</summary>
    public static IEnumerable<long>? Fixed(ReportDimension by, ReportPeriod period, LocalDate today) =>
        by switch
        {
            ReportDimension.Tier => Enum.GetValues<SupportTier>().Select(t => (long)t),
            ReportDimension.Severity => Enum.GetValues<Severity>().Select(s => (long)s),
            ReportDimension.Hour => Enumerable.Range(0, 24).Select(h => (long)h),
            ReportDimension.Weekday => Enumerable.Range(1, 7).Select(d => (long)d),
            ReportDimension.Age => Enumerable.Range(0, ReportBuckets.Ages.Count + 1).Select(a => (long)a),
            ReportDimension.Took => Enumerable.Range(0, ReportBuckets.Times.Count + 1).Select(t => (long)t),
            // Days that have not come yet say nothing.
            ReportDimension.Day => Enumerable
                .Range(0, Math.Max(0, Period.DaysBetween(period.First, LocalDate.Min(period.Last, today)) + 1))
                .Select(d => ReportReader.Number(period.First.PlusDays(d))),
            _ => null,
        };

    /// <summary>The question for one row or column alone.</summary>
    public (ReportPeriod Period, ReportFilter Filter) Narrow(ReportDimension by, long key, ReportPeriod period, ReportFilter filter) =>
        by switch
        {
            ReportDimension.Clock => (period, filter with { Clock = (ClockKind)key }),
            ReportDimension.Tier => (period, filter with { Tier = (SupportTier)key }),
            ReportDimension.Severity => (period, filter with { Severity = (Severity)key }),
            ReportDimension.Product => (period, filter with { Product = Names.Products[(int)key] }),
            ReportDimension.Version => (
                period,
                filter with
                {
                    Product = Names.Products[(int)(key >> 32)],
                    Version = Names.Versions[(int)key],
                }
            ),
            ReportDimension.Engineer => (period, filter with { Engineer = Names.Owners[(int)key] }),
            ReportDimension.Team => (period, filter with { Team = reader.Teams[(int)key] }),
            ReportDimension.Customer => (period, filter with { Customer = Names.Customers[(int)key] }),
            ReportDimension.Hour => (period, filter with { Hour = (int)key }),
            ReportDimension.Weekday => (period, filter with { Weekday = (IsoDayOfWeek)key }),
            ReportDimension.Reason => (period, filter with { Reason = (ClosingReason)key }),
            ReportDimension.Age => (period, filter with { Age = (int)key }),
            ReportDimension.Took => (period, filter with { Took = (int)key }),
            _ => (Within(period, ReportReader.Date(key), by), filter),
        };

    private static ReportPeriod Within(ReportPeriod period, LocalDate first, ReportDimension by)
    {
        var last = by switch
        {
            ReportDimension.Week => first.PlusDays(6),
            ReportDimension.Month => first.PlusMonths(1).PlusDays(-1),
            _ => first,
        };
        return new(PeriodKind.Custom, LocalDate.Max(first, period.First), LocalDate.Min(last, period.Last), period.Zone);
    }

    private static bool HasOrder(ReportDimension by) =>
        by
            is not (
                ReportDimension.Product
                or ReportDimension.Version
                or ReportDimension.Engineer
                or ReportDimension.Team
                or ReportDimension.Customer
            );

    private static string Date(LocalDate date, string english, string japanese)
    {
        var culture = CultureInfo.CurrentUICulture;
        return LocalDatePattern
            .Create(culture.TwoLetterISOLanguageName == Japanese.TwoLetterISOLanguageName ? japanese : english, culture)
            .Format(date);
    }
}
