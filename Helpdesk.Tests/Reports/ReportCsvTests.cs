using System.Text;
using Helpdesk.Web.Reports;

namespace Helpdesk.Tests.Reports;

/// <summary>A file that a spreadsheet opens: in its letters, and with nothing in it that it would run.</summary>
public sealed class ReportCsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+81-3", "'+81-3")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("山田, \"株\"", "山田, \"株\"")]
    public void Csv_FieldThatWouldBeAFormula_IsText(string field, string shown)
    {
        var bytes = ReportCsv.Write(
            ["列"],
            [
                [field],
            ]
        );
        bytes.AsSpan(0, 3).ToArray().ShouldBe([0xEF, 0xBB, 0xBF], "Excel reads UTF-8 only with the mark");
        var text = Encoding.UTF8.GetString(bytes.AsSpan(3));
        text.ShouldStartWith("列\r\n");
        var cell = text["列\r\n".Length..].TrimEnd('\r', '\n');
        (cell.StartsWith('"') ? cell[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : cell).ShouldBe(shown);
    }
}
