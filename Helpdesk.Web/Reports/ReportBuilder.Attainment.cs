using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Localization;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <content>How many promises were kept: figures, the trend, and tables by verdict.</content>
public sealed partial class ReportBuilder
{
    private static readonly ReportCount[] s_verdicts =
    [
        ReportCount.Judged,
        ReportCount.Met,
        ReportCount.Missed,
        ReportCount.Excused,
        ReportCount.Superseded,
        ReportCount.CalledOff,
    ];

    private static readonly ClockVerdict[] s_all = Enum.GetValues<ClockVerdict>();

    private ReportAnswer Attainment()
    {
        var settled = reader.FindSettled(question.Period, question.Filter);
        if (settled.Count == 0)
            return Answer([.. VerdictFigures(settled)], [], []);
        var trend = TimeStep();
        var byTime = ByVerdict(settled, trend);
        var table = VerdictTable("attainment", ByVerdict(settled, question.By), question.By);
        // Split up by that step of time already, the table under the chart is the trend's own.
        IReadOnlyList<ReportTable> tables = question.By == trend ? [table] : [table, VerdictTable("trend", byTime, trend)];
        return Answer([.. VerdictFigures(settled)], [TrendChart(byTime, trend)], tables);
    }

    private IEnumerable<ReportFigure> VerdictFigures(List<ReportItem> settled)
    {
        var counts = s_verdicts.ToDictionary(what => what, what => settled.Count(i => ReportReader.Belongs(what, i.Verdict)));
        yield return new(
            "attainment",
            text["col.attainment"],
            new(ClockVerdicts.Attainment(counts[ReportCount.Met], counts[ReportCount.Missed]), List(ReportCount.Judged)),
            ReportUnit.Share,
            text["def.attainment"]
        );
        foreach (var what in s_verdicts.Skip(1))
            yield return new(what.ToString(), text["col." + what], new(counts[what], List(what)), ReportUnit.Count, text["def." + what]);
    }

    private CrossCount ByVerdict(List<ReportItem> settled, ReportDimension by) =>
        CrossCount.Of(settled, item => reader.KeyOf(by, item), item => (int)item.Verdict);

    private ReportTable VerdictTable(string id, CrossCount counted, ReportDimension by)
    {
        ReportColumn[] columns =
        [
            new("attainment", text["col.attainment"], ReportUnit.Share, text["def.attainment"]),
            .. s_verdicts.Select(what => new ReportColumn(Camel(what), text["col." + what], Definition: text["def." + what])),
        ];
        var rows = Rows(
            by,
            counted,
            row =>
                [
                    Share(Of(ReportCount.Met, counted, row), Of(ReportCount.Missed, counted, row)),
                    .. s_verdicts.Select(what => new ReportCell(Of(what, counted, row), List(what, by, row))),
                ]
        );
        ReportCell[] total =
        [
            Share(Sum(ReportCount.Met, counted), Sum(ReportCount.Missed, counted)),
            .. s_verdicts.Select(what => new ReportCell(Sum(what, counted), List(what))),
        ];
        return Table(id, by, columns, rows, total, text["def.attainment.table"]);
    }

    private static int Of(ReportCount what, CrossCount counted, long row) =>
        s_all.Where(v => ReportReader.Belongs(what, v)).Sum(v => counted[row, (int)v]);

    private static int Sum(ReportCount what, CrossCount counted) =>
        s_all.Where(v => ReportReader.Belongs(what, v)).Sum(v => counted.OfColumn((int)v));

    private static ReportCell Share(int met, int broken) => new(ClockVerdicts.Attainment(met, broken));

    private ReportChart TrendChart(CrossCount counted, ReportDimension step) =>
        new(
            "trend",
            text["chart.trend"],
            [
                .. RowKeys(step, counted)
                    .Select(row =>
                    {
                        var (met, broken) = (Of(ReportCount.Met, counted, row), Of(ReportCount.Missed, counted, row));
                        var share = ClockVerdicts.Attainment(met, broken) is { } kept ? Percent.Of(kept) : null;
                        return new ChartColumn(
                            keys.Label(step, row),
                            met,
                            broken,
                            share,
                            text["chart.trend.said", keys.Label(step, row), met, broken, share ?? "–"],
                            List(ReportCount.Judged, step, row)
                        );
                    }),
            ],
            text["col.Met"],
            text["col.Missed"]
        );
}
