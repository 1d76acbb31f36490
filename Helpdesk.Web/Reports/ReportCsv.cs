using System.Globalization;
using CsvHelper;

namespace Helpdesk.Web.Reports;

/// <summary>
/// Tables as files for a spreadsheet: UTF-8 with a mark in front, without which Excel reads Japanese as garbage. What a customer wrote
/// must not become a formula, so fields that begin like one get an apostrophe in front.
/// </summary>
public static class ReportCsv
{
    public const string ContentType = "text/csv; charset=utf-8";

    // What spreadsheets take for the same characters, and CsvHelper's list of ASCII cannot hold.
    private static readonly System.Buffers.SearchValues<char> s_fullWidth = System.Buffers.SearchValues.Create("＝＋－＠\n");

    private static readonly CsvWriterOptions s_form = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    /// <summary>One line for each row, and one for the sum.</summary>
    public static byte[] Of(ReportTable table)
    {
        var rows = table.Rows.Select(row => (IEnumerable<string>)[row.Label, .. Values(row, table)]);
        if (table.Total is { } total)
            rows = rows.Append([total.Label, .. Values(total, table)]);
        return Write([table.RowTitle, .. table.Columns.Select(Title)], rows);
    }

    public static byte[] Write(IReadOnlyList<string> titles, IEnumerable<IEnumerable<string>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, s_form, leaveOpen: true))
        {
            Line(csv, titles);
            foreach (var row in rows)
                Line(csv, row);
            csv.Flush();
        }

        return bytes.ToArray();
    }

    private static void Line(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field.Length > 0 && s_fullWidth.Contains(field[0]) ? "'" + field : field);
        csv.EndRecord();
    }

    private static string Title(ReportColumn column) =>
        column.Unit switch
        {
            ReportUnit.Share => column.Title + " (%)",
            ReportUnit.Time => column.Title + " (min)",
            ReportUnit.Age => column.Title + " (d)",
            _ => column.Title,
        };

    // Plain numbers: what a spreadsheet can count on.
    private static IEnumerable<string> Values(ReportRow row, ReportTable table) =>
        row.Cells.Select(
            (cell, i) =>
                cell.Value is not { } value
                    ? ""
                    : table.Columns[i].Unit switch
                    {
                        ReportUnit.Share => Math.Round(value * 100, 2).ToString(CultureInfo.InvariantCulture),
                        ReportUnit.Time => Math.Round(value / 60, 1).ToString(CultureInfo.InvariantCulture),
                        ReportUnit.Age => Math.Round(value / 86_400, 2).ToString(CultureInfo.InvariantCulture),
                        _ => value.ToString(CultureInfo.InvariantCulture),
                    }
        );
}
