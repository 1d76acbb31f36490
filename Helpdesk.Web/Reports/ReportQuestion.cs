using Helpdesk.Domain.Reports;

namespace Helpdesk.Web.Reports;

/// <summary>The reports there are; in addresses in small letters with hyphens.</summary>
public enum ReportName
{
    Attainment = 0,
    Misses = 1,
    Backlog = 2,
    ResponseTimes = 3,
    Reopens = 4,
    ClosingReasons = 5,
    Load = 6,
}

/// <summary>One report, for one period, split up one way, narrowed.</summary>
public sealed record ReportQuestion(ReportName Name, ReportPeriod Period, ReportDimension By, ReportFilter Filter)
{
    /// <summary>What each report can be split up by; the first is what it is split up by unasked.</summary>
    public static IReadOnlyList<ReportDimension> Ways(ReportName name) =>
        name switch
        {
            ReportName.Attainment =>
            [
                ReportDimension.Clock,
                ReportDimension.Tier,
                ReportDimension.Severity,
                ReportDimension.Product,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
                ReportDimension.Day,
                ReportDimension.Week,
                ReportDimension.Month,
                ReportDimension.Hour,
                ReportDimension.Weekday,
            ],
            ReportName.Misses =>
            [
                ReportDimension.Product,
                ReportDimension.Clock,
                ReportDimension.Tier,
                ReportDimension.Severity,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
                ReportDimension.Weekday,
            ],
            ReportName.ResponseTimes =>
            [
                ReportDimension.Clock,
                ReportDimension.Tier,
                ReportDimension.Severity,
                ReportDimension.Product,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
            ],
            ReportName.Backlog =>
            [
                ReportDimension.Severity,
                ReportDimension.Tier,
                ReportDimension.Product,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
            ],
            ReportName.Reopens =>
            [
                ReportDimension.Product,
                ReportDimension.Version,
                ReportDimension.Tier,
                ReportDimension.Severity,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
            ],
            ReportName.ClosingReasons =>
            [
                ReportDimension.Version,
                ReportDimension.Product,
                ReportDimension.Tier,
                ReportDimension.Severity,
                ReportDimension.Engineer,
                ReportDimension.Team,
                ReportDimension.Customer,
            ],
            _ => [ReportDimension.Weekday],
        };

    /// <summary>What the first table of each report counts by columns.</summary>
    public static ReportCount Counted(ReportName name) =>
        name switch
        {
            ReportName.Attainment => ReportCount.Judged,
            ReportName.Misses => ReportCount.Missed,
            ReportName.Backlog => ReportCount.Open,
            ReportName.ResponseTimes => ReportCount.Answered,
            ReportName.Reopens => ReportCount.Ended,
            ReportName.ClosingReasons => ReportCount.Closed,
            _ => ReportCount.Opened,
        };
}

/// <summary>The list behind one number.</summary>
public sealed record ListQuestion(ReportCount Count, ReportPeriod Period, ReportFilter Filter);
