namespace Helpdesk.Web.Reports;

/// <summary>What a column's numbers are.</summary>
public enum ReportUnit
{
    Count = 0,

    /// <summary>0 to 1, shown in per cent.</summary>
    Share = 1,

    /// <summary>Seconds of working time.</summary>
    Time = 2,

    /// <summary>Seconds by the calendar, shown in days.</summary>
    Age = 3,
}

/// <param name="Key">Stable, for machines.</param>
/// <param name="Definition">What exactly is counted; null where the title says it all.</param>
public sealed record ReportColumn(string Key, string Title, ReportUnit Unit = ReportUnit.Count, string? Definition = null);

/// <param name="Value">Null where there is nothing to say, such as a share of nothing.</param>
/// <param name="List">What the number opens; null for a number that has no list.</param>
/// <param name="Marked">Set off from its neighbours, as business hours are.</param>
public sealed record ReportCell(double? Value, string? List = null, bool Marked = false);

public sealed record ReportRow(string Key, string Label, IReadOnlyList<ReportCell> Cells);

/// <summary>A table as page, API and file show it.</summary>
/// <param name="Id">Tells the tables of a page apart.</param>
/// <param name="File">Where the table lies as CSV.</param>
/// <param name="IsHeat">The more, the darker: a table that is its own chart.</param>
/// <param name="AllRows">How many rows there are; <paramref name="Rows"/> may be the first of them.</param>
public sealed record ReportTable(
    string Id,
    string Title,
    string Definition,
    string RowTitle,
    IReadOnlyList<ReportColumn> Columns,
    IReadOnlyList<ReportRow> Rows,
    ReportRow? Total,
    string File,
    bool IsHeat = false,
    int AllRows = 0
);

/// <summary>A number that stands by itself, with what it means under it.</summary>
public sealed record ReportFigure(string Key, string Title, ReportCell Cell, ReportUnit Unit, string Definition);

/// <summary>One column of a chart: kept and broken, or one count alone.</summary>
/// <param name="Broken">Drawn hatched on top of the rest.</param>
/// <param name="Note">Said above the column.</param>
public sealed record ChartColumn(string Label, int Count, int Broken, string? Note, string Said, string? List);

/// <param name="Kept">Word for the plain part; null where there is only one.</param>
/// <param name="Broken">Word for the hatched part.</param>
public sealed record ReportChart(string Id, string Title, IReadOnlyList<ChartColumn> Columns, string? Kept, string? Broken);

/// <summary>A report, answered.</summary>
public sealed record ReportAnswer(
    ReportQuestion Question,
    NodaTime.Instant AsOf,
    IReadOnlyList<ReportFigure> Figures,
    IReadOnlyList<ReportChart> Charts,
    IReadOnlyList<ReportTable> Tables
);
