using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Microsoft.Extensions.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <summary>Turns counted things into the figures, charts and tables of one report.</summary>
public sealed partial class ReportBuilder(
    ReportReader reader,
    ReportKeys keys,
    SupportProgramme programme,
    IStringLocalizer<ReportsText> text,
    ReportQuestion question
)
{
    private LocalDate Today => reader.Now.InZone(programme.Zone).Date;

    public ReportAnswer Build() =>
        question.Name switch
        {
            ReportName.Attainment => Attainment(),
            ReportName.Misses => Misses(),
            ReportName.Backlog => Backlog(),
            ReportName.ResponseTimes => ResponseTimes(),
            ReportName.Reopens => Reopens(),
            ReportName.ClosingReasons => ClosingReasons(),
            _ => Load(),
        };

    private ReportAnswer Misses()
    {
        var missed = reader.Find(ReportCount.Missed, question.Period, question.Filter);
        var counted = CrossCount.Of(missed, item => reader.KeyOf(question.By, item), item => reader.KeyOf(ReportDimension.Hour, item));
        var running = missed.Count(i => i.Verdict == ClockVerdict.RunningLate);
        var excused = reader.Find(ReportCount.Excused, question.Period, question.Filter).Count;
        ReportFigure[] figures =
        [
            new("missed", text["col.Missed"], new(missed.Count, List(ReportCount.Missed)), ReportUnit.Count, text["def.Missed"]),
            new("running", text["col.RunningLate"], new(running), ReportUnit.Count, text["def.RunningLate"]),
            new("excused", text["col.Excused"], new(excused, List(ReportCount.Excused)), ReportUnit.Count, text["def.Excused"]),
        ];
        return Answer(
            figures,
            [],
            missed.Count == 0
                ? []
                :
                [
                    Heat(
                        "misses",
                        ReportCount.Missed,
                        question.By,
                        ReportDimension.Hour,
                        counted,
                        Hours(counted),
                        text["def.misses.table"],
                        (_, hour) => IsBusinessHour(hour)
                    ),
                ]
        );
    }

    // The hours with something in them, and all between the first and the last: a gap is a fact too.
    private static List<long> Hours(CrossCount counted) =>
        counted.Total == 0
            ? []
            :
            [
                .. Enumerable
                    .Range((int)counted.Columns.Min(), (int)(counted.Columns.Max() - counted.Columns.Min()) + 1)
                    .Select(h => (long)h),
            ];

    private ReportAnswer Backlog()
    {
        var open = reader.Find(ReportCount.Open, question.Period, question.Filter);
        var counted = CrossCount.Of(open, item => reader.KeyOf(question.By, item), item => reader.KeyOf(ReportDimension.Age, item));
        var ages = open.Select(i => reader.Now - i.At).Order().ToList();
        ReportFigure[] figures =
        [
            new("open", text["col.Open"], new(open.Count, List(ReportCount.Open)), ReportUnit.Count, text["def.Open"]),
            new("median-age", text["col.median-age"], new(Percentile.Of(ages, 0.5)?.TotalSeconds), ReportUnit.Age, text["def.median-age"]),
            new("oldest", text["col.oldest"], new(ages.Count == 0 ? null : ages[^1].TotalSeconds), ReportUnit.Age, text["def.oldest"]),
        ];
        List<long> steps = [.. ReportKeys.Fixed(ReportDimension.Age, question.Period, Today)!];
        var chart = new ReportChart(
            "ages",
            text["chart.ages"],
            [.. steps.Select(age => Plain(ReportDimension.Age, age, counted.OfColumn(age), ReportCount.Open))],
            null,
            null
        );
        return Answer(
            figures,
            [chart],
            [Heat("backlog", ReportCount.Open, question.By, ReportDimension.Age, counted, steps, text["def.backlog.table"])]
        );
    }

    private ReportAnswer ClosingReasons()
    {
        var closed = reader.Find(ReportCount.Closed, question.Period, question.Filter);
        var counted = CrossCount.Of(closed, item => reader.KeyOf(question.By, item), item => reader.KeyOf(ReportDimension.Reason, item));
        List<long> reasons = [.. Enum.GetValues<ClosingReason>().Select(r => (long)r).Where(r => counted.OfColumn(r) > 0)];
        var chart = new ReportChart(
            "reasons",
            text["chart.reasons"],
            [.. reasons.Select(reason => Plain(ReportDimension.Reason, reason, counted.OfColumn(reason), ReportCount.Closed))],
            null,
            null
        );
        return Answer(
            [new("closed", text["col.Closed"], new(closed.Count, List(ReportCount.Closed)), ReportUnit.Count, text["def.Closed"])],
            closed.Count == 0 ? [] : [chart],
            closed.Count == 0
                ? []
                :
                [
                    Heat(
                        "closing-reasons",
                        ReportCount.Closed,
                        question.By,
                        ReportDimension.Reason,
                        counted,
                        reasons,
                        text["def.closing.table"]
                    ),
                ]
        );
    }

    private ReportAnswer Load()
    {
        var opened = reader.Find(ReportCount.Opened, question.Period, question.Filter);
        var counted = CrossCount.Of(
            opened,
            item => reader.KeyOf(ReportDimension.Weekday, item),
            item => reader.KeyOf(ReportDimension.Hour, item)
        );
        var calendar = programme.Calendar(SupportProgramme.BusinessCalendarId);
        var outside = opened.Count(i => !calendar.IsOpen(i.At));
        var days = Math.Max(1, Period.DaysBetween(question.Period.First, LocalDate.Min(question.Period.Last, Today)) + 1);
        ReportFigure[] figures =
        [
            new("opened", text["col.Opened"], new(opened.Count, List(ReportCount.Opened)), ReportUnit.Count, text["def.Opened"]),
            new("a-day", text["col.a-day"], new(Math.Round((double)opened.Count / days, 1)), ReportUnit.Count, text["def.a-day"]),
            new(
                "outside",
                text["col.outside"],
                new(opened.Count == 0 ? null : (double)outside / opened.Count),
                ReportUnit.Share,
                text["def.outside"]
            ),
        ];
        List<long> hours = [.. Enumerable.Range(0, 24).Select(h => (long)h)];
        return Answer(
            figures,
            [],
            [
                Heat(
                    "load",
                    ReportCount.Opened,
                    ReportDimension.Weekday,
                    ReportDimension.Hour,
                    counted,
                    hours,
                    text["def.load.table"],
                    IsBusinessHour
                ),
            ]
        );
    }

    /// <summary>Whether an hour of a weekday is one of the opening hours, holidays aside.</summary>
    private bool IsBusinessHour(long weekday, long hour)
    {
        var second = (int)hour * 3600;
        return programme
            .Calendar(SupportProgramme.BusinessCalendarId)
            .Definition.OpeningsOn((IsoDayOfWeek)weekday)
            .Any(o => o.StartSecond <= second && second < o.EndSecond);
    }

    // Of any weekday: which of them a miss fell on is not what its column says.
    private bool IsBusinessHour(long hour) => Enumerable.Range(1, 7).Any(day => IsBusinessHour(day, hour));
}
