using NodaTime;

namespace Helpdesk.Domain.Reports;

/// <summary>How many things are in each cell of rows × columns.</summary>
public sealed class CrossCount
{
    private readonly Dictionary<(long Row, long Column), int> _cells = [];
    private readonly Dictionary<long, int> _rows = [];
    private readonly Dictionary<long, int> _columns = [];

    public int Total { get; private set; }

    public IEnumerable<long> Rows => _rows.Keys;

    public IEnumerable<long> Columns => _columns.Keys;

    public int this[long row, long column] => _cells.GetValueOrDefault((row, column));

    public static CrossCount Of(IEnumerable<ReportItem> items, Func<ReportItem, long> row, Func<ReportItem, long> column)
    {
        var counted = new CrossCount();
        foreach (var item in items)
            counted.Add(row(item), column(item));
        return counted;
    }

    public int OfRow(long row) => _rows.GetValueOrDefault(row);

    public int OfColumn(long column) => _columns.GetValueOrDefault(column);

    private void Add(long row, long column)
    {
        Total++;
        _cells[(row, column)] = this[row, column] + 1;
        _rows[row] = OfRow(row) + 1;
        _columns[column] = OfColumn(column) + 1;
    }
}

/// <summary>Middle and end of a list of times.</summary>
public static class Percentile
{
    /// <summary>The smallest of the times that at least this share is not longer than (nearest rank); null for none.</summary>
    public static Duration? Of(IReadOnlyList<Duration> sorted, double share) =>
        sorted.Count == 0 ? null : sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
