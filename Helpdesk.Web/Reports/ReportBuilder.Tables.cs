using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Web.Reports;

/// <content>Answer times, reopenings, and what all tables have in common.</content>
public sealed partial class ReportBuilder
{
    /// <summary>Days for a fortnight, weeks for a quarter, else months: as many columns as can be read.</summary>
    private ReportDimension TimeStep() =>
        question.Period.Days switch
        {
            <= 31 => ReportDimension.Day,
            <= 186 => ReportDimension.Week,
            _ => ReportDimension.Month,
        };

    private ReportAnswer ResponseTimes()
    {
        var answered = reader.Find(ReportCount.Answered, question.Period, question.Filter);
        var took = answered.ToDictionary(item => item.Clock, reader.Took);
        var counted = CrossCount.Of(answered, item => reader.KeyOf(question.By, item), item => ReportBuckets.TimeOf(took[item.Clock]));
        var times = answered.GroupBy(item => reader.KeyOf(question.By, item)).ToDictionary(g => g.Key, g => Sorted(g, took));
        List<long> steps = [.. ReportKeys.Fixed(ReportDimension.Took, question.Period, Today)!];
        ReportColumn[] columns =
        [
            new("answered", text["col.Answered"], Definition: text["def.Answered"]),
            new("median", text["col.median"], ReportUnit.Time, text["def.median"]),
            new("ninety", text["col.ninety"], ReportUnit.Time, text["def.ninety"]),
            .. steps.Select(step => new ReportColumn("took-" + step, keys.Label(ReportDimension.Took, step))),
        ];
        var rows = Rows(
            question.By,
            counted,
            row =>
                [
                    new(counted.OfRow(row), List(ReportCount.Answered, question.By, row)),
                    .. Middle(times.GetValueOrDefault(row, [])),
                    .. steps.Select(step => Cell(ReportCount.Answered, counted, question.By, row, ReportDimension.Took, step)),
                ]
        );
        ReportCell[] total =
        [
            new(counted.Total, List(ReportCount.Answered)),
            .. Middle(Sorted(answered, took)),
            .. steps.Select(step => new ReportCell(counted.OfColumn(step), List(ReportCount.Answered, ReportDimension.Took, step))),
        ];
        var table = Table("response-times", question.By, columns, rows, total, text["def.response.table"]);
        ClockKind[] kinds = question.Filter.Clock is { } only ? [only] : [ClockKind.FirstResponse, ClockKind.Callback];
        return Answer(
            [.. kinds.SelectMany(kind => TimeFigures(kind, answered, took))],
            [.. kinds.Select(kind => TimesChart(kind, answered, took, steps))],
            answered.Count == 0 ? [] : [table]
        );
    }

    private IEnumerable<ReportFigure> TimeFigures(ClockKind kind, List<ReportItem> answered, Dictionary<int, Duration> took)
    {
        var sorted = Sorted(answered.Where(i => reader.KeyOf(ReportDimension.Clock, i) == (int)kind), took);
        var list = List(ReportCount.Answered, ReportDimension.Clock, (int)kind);
        yield return new(
            "median-" + kind,
            text["fig.median", keys.Label(ReportDimension.Clock, (int)kind)],
            new(Percentile.Of(sorted, 0.5)?.TotalSeconds, list),
            ReportUnit.Time,
            text["def.median"]
        );
        yield return new(
            "ninety-" + kind,
            text["fig.ninety", keys.Label(ReportDimension.Clock, (int)kind)],
            new(Percentile.Of(sorted, 0.9)?.TotalSeconds, list),
            ReportUnit.Time,
            text["def.ninety"]
        );
    }

    private ReportChart TimesChart(ClockKind kind, List<ReportItem> answered, Dictionary<int, Duration> took, List<long> steps)
    {
        var mine = answered.Where(i => reader.KeyOf(ReportDimension.Clock, i) == (int)kind).ToList();
        var (all, late) = (
            CrossCount.Of(mine, _ => 0, i => ReportBuckets.TimeOf(took[i.Clock])),
            CrossCount.Of(mine.Where(i => i.Verdict != ClockVerdict.Met), _ => 0, i => ReportBuckets.TimeOf(took[i.Clock]))
        );
        return new(
            "took-" + kind,
            text["chart.took", keys.Label(ReportDimension.Clock, (int)kind)],
            [
                .. steps.Select(step =>
                {
                    var (count, broken) = (all.OfColumn(step), late.OfColumn(step));
                    var (period, filter) = keys.Narrow(ReportDimension.Took, step, question.Period, question.Filter with { Clock = kind });
                    var label = keys.Label(ReportDimension.Took, step);
                    return new ChartColumn(
                        label,
                        count - broken,
                        broken,
                        null,
                        text["chart.took.said", label, count - broken, broken],
                        count == 0 ? null : ReportAddress.Of(new ListQuestion(ReportCount.Answered, period, filter))
                    );
                }),
            ],
            text["in-time"],
            text["too-late"]
        );
    }

    private ReportAnswer Reopens()
    {
        var ended = reader.Find(ReportCount.Ended, question.Period, question.Filter);
        ReportCount[] counts = [ReportCount.Ended, ReportCount.Reopened, ReportCount.ReopenedAgain];
        // 0: ended for good, 1: came back once, 2: more often.
        var counted = CrossCount.Of(
            ended,
            item => reader.KeyOf(question.By, item),
            item => Math.Min(2, reader.Facts.Case(item.Case).Reopens)
        );
        int Of(ReportCount what, Func<long, int> column) =>
            what switch
            {
                ReportCount.Ended => column(0) + column(1) + column(2),
                ReportCount.Reopened => column(1) + column(2),
                _ => column(2),
            };
        ReportCell Rate(Func<long, int> column) =>
            new(Of(ReportCount.Ended, column) is > 0 and var all ? (double)Of(ReportCount.Reopened, column) / all : null);
        ReportColumn[] columns =
        [
            new("rate", text["col.rate"], ReportUnit.Share, text["def.rate"]),
            .. counts.Select(what => new ReportColumn(Camel(what), text["col." + what], Definition: text["def." + what])),
        ];
        var rows = Rows(
            question.By,
            counted,
            row =>
                [
                    Rate(c => counted[row, c]),
                    .. counts.Select(what => new ReportCell(Of(what, c => counted[row, c]), List(what, question.By, row))),
                ]
        );
        ReportCell[] total = [Rate(counted.OfColumn), .. counts.Select(what => new ReportCell(Of(what, counted.OfColumn), List(what)))];
        ReportFigure[] figures =
        [
            new("rate", text["col.rate"], Rate(counted.OfColumn), ReportUnit.Share, text["def.rate"]),
            .. counts.Select(
                (what, i) => new ReportFigure(Camel(what), text["col." + what], total[i + 1], ReportUnit.Count, text["def." + what])
            ),
        ];
        return Answer(
            figures,
            [],
            ended.Count == 0 ? [] : [Table("reopens", question.By, columns, rows, total, text["def.reopens.table"])]
        );
    }

    private static List<Duration> Sorted(IEnumerable<ReportItem> items, Dictionary<int, Duration> took) =>
        [.. items.Select(i => took[i.Clock]).Order()];

    private static IEnumerable<ReportCell> Middle(List<Duration> sorted) =>
        [new(Percentile.Of(sorted, 0.5)?.TotalSeconds), new(Percentile.Of(sorted, 0.9)?.TotalSeconds)];

    private ReportAnswer Answer(
        IReadOnlyList<ReportFigure> figures,
        IReadOnlyList<ReportChart> charts,
        IReadOnlyList<ReportTable> tables
    ) => new(question, reader.Now, figures, charts, tables);

    /// <summary>Rows × columns of one count, each with its list, and a column of sums in front.</summary>
    private ReportTable Heat(
        string id,
        ReportCount what,
        ReportDimension by,
        ReportDimension across,
        CrossCount counted,
        IReadOnlyList<long> columns,
        string definition,
        Func<long, long, bool>? isMarked = null
    )
    {
        ReportColumn[] heads =
        [
            new("all", text["col.all"], Definition: text["def." + what]),
            .. columns.Select(c => new ReportColumn(keys.Key(across, c), keys.Label(across, c))),
        ];
        var rows = Rows(
            by,
            counted,
            row =>
                [
                    new(counted.OfRow(row), List(what, by, row)),
                    .. columns.Select(c => Cell(what, counted, by, row, across, c) with { Marked = isMarked?.Invoke(row, c) == true }),
                ]
        );
        ReportCell[] total =
        [
            new(counted.Total, List(what)),
            .. columns.Select(c => new ReportCell(counted.OfColumn(c), List(what, across, c))),
        ];
        return Table(id, by, heads, rows, total, definition) with { IsHeat = true };
    }

    private ReportCell Cell(ReportCount what, CrossCount counted, ReportDimension by, long row, ReportDimension across, long column)
    {
        var (period, filter) = keys.Narrow(by, row, question.Period, question.Filter);
        (period, filter) = keys.Narrow(across, column, period, filter);
        return new(counted[row, column], counted[row, column] == 0 ? null : ReportAddress.Of(new ListQuestion(what, period, filter)));
    }

    private ReportTable Table(
        string id,
        ReportDimension by,
        IReadOnlyList<ReportColumn> columns,
        IReadOnlyList<ReportRow> rows,
        IReadOnlyList<ReportCell> total,
        string definition
    ) =>
        new(
            id,
            text["table." + id, text["by." + by]],
            definition,
            text["by." + by],
            columns,
            rows,
            rows.Count > 1 ? new("total", text["total"], total) : null,
            ReportAddress.FileOf(question with { By = by }),
            AllRows: rows.Count
        );

    private List<ReportRow> Rows(ReportDimension by, CrossCount counted, Func<long, IReadOnlyList<ReportCell>> cells) =>
        [.. RowKeys(by, counted).Select(row => new ReportRow(keys.Key(by, row), keys.Label(by, row), cells(row)))];

    private IEnumerable<long> RowKeys(ReportDimension by, CrossCount counted) =>
        keys.Ordered(by, (ReportKeys.Fixed(by, question.Period, Today) ?? counted.Rows).Union(counted.Rows), counted.OfRow);

    private ChartColumn Plain(ReportDimension by, long key, int count, ReportCount what) =>
        new(keys.Label(by, key), count, 0, null, $"{keys.Label(by, key)}: {count}", count == 0 ? null : List(what, by, key));

    private string List(ReportCount what) => ReportAddress.Of(new ListQuestion(what, question.Period, question.Filter));

    private string List(ReportCount what, ReportDimension by, long key)
    {
        var (period, filter) = keys.Narrow(by, key, question.Period, question.Filter);
        return ReportAddress.Of(new ListQuestion(what, period, filter));
    }

    private static string Camel(ReportCount what) => char.ToLowerInvariant(what.ToString()[0]) + what.ToString()[1..];
}
