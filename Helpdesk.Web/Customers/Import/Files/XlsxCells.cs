using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>What the cells of a workbook say as text: dates as 2026-04-01, numbers as they are typed.</summary>
internal sealed partial class XlsxCells
{
    private readonly List<string> _strings = [];
    private readonly List<CellFormat> _formats = [];
    private readonly bool _from1904;

    public XlsxCells(WorkbookPart book)
    {
        _from1904 = book.Workbook?.WorkbookProperties?.Date1904?.Value == true;
        ReadStyles(book.WorkbookStylesPart);
        if (book.SharedStringTablePart is not { } part)
            return;
        using var reader = OpenXmlReader.Create(part);
        while (reader.Read())
        {
            if (reader.IsStartElement && reader.ElementType == typeof(SharedStringItem))
                _strings.Add(TextOf((SharedStringItem)reader.LoadCurrentElement()!));
        }
    }

    private enum NumberKind
    {
        Plain = 0,
        Date = 1,

        /// <summary>Shown with zeros in front: a key that a spreadsheet took for a number.</summary>
        Padded = 2,
    }

    /// <summary>0 for A, 26 for AA; null when the cell does not say where it stands.</summary>
    public static int? ColumnOf(Cell cell)
    {
        var column = 0;
        foreach (var c in cell.CellReference?.Value ?? "")
        {
            if (!char.IsAsciiLetterUpper(c))
                break;
            column = (column * 26) + (c - 'A' + 1);
            if (column > 20_000)
                break;
        }

        return column > 0 ? column - 1 : null;
    }

    public string TextOf(Cell cell)
    {
        var raw = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.Value;
        if (type == CellValues.SharedString)
            return int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _strings.Count
                ? _strings[at]
                : "";
        if (type == CellValues.InlineString)
            return cell.InlineString is { } inline ? TextOf(inline) : "";
        if (type == CellValues.Boolean)
            return raw == "1" ? "yes" : "no";
        if (type == CellValues.Date)
            return raw.EndsWith("T00:00:00", StringComparison.Ordinal) ? raw[..10] : raw;
        if (type is not null && type != CellValues.Number)
            return raw;
        return double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Number(number, (int)(cell.StyleIndex?.Value ?? 0))
            : raw;
    }

    // How it is read aloud (furigana) is kept beside the words and is not part of them.
    private static string TextOf(OpenXmlElement item) =>
        string.Concat(
            item.ChildElements.Select(c =>
                c switch
                {
                    Text text => text.Text,
                    Run run => run.Text?.Text,
                    _ => null,
                }
            )
        );

    private string Number(double number, int style)
    {
        var format = style < _formats.Count ? _formats[style] : new(NumberKind.Plain, 0);
        if (format.Kind == NumberKind.Date && number is >= 1 and < 2_958_466)
            return DateText(number);
        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
            return ((long)number).ToString("D" + Math.Max(1, format.Digits), CultureInfo.InvariantCulture);
        return number.ToString("R", CultureInfo.InvariantCulture);
    }

    private string DateText(double serial)
    {
        var days = (int)Math.Floor(serial);
        // 1900 counts as a leap year there, which it was not.
        var first = _from1904 ? new LocalDate(1904, 1, 1) : new LocalDate(1899, 12, days < 60 ? 31 : 30);
        var day = LocalDatePattern.Iso.Format(first.PlusDays(days));
        var seconds = (int)Math.Round((serial - days) * 86_400);
        return seconds is 0 or 86_400 ? day : day + " " + TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture);
    }

    private void ReadStyles(WorkbookStylesPart? part)
    {
        if (part?.Stylesheet is not { CellFormats: { } formats } styles)
            return;
        var codes = new Dictionary<uint, string>();
        foreach (var code in styles.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            if (code.NumberFormatId?.Value is { } id)
                codes[id] = code.FormatCode?.Value ?? "";
        }

        foreach (var format in formats.Elements<DocumentFormat.OpenXml.Spreadsheet.CellFormat>())
            _formats.Add(FormatOf(format.NumberFormatId?.Value ?? 0, codes));
    }

    private static CellFormat FormatOf(uint id, Dictionary<uint, string> codes)
    {
        // 27–36 and 50–58 are the dates of Japanese workbooks.
        if (!codes.TryGetValue(id, out var code))
            return new(id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) ? NumberKind.Date : default, 0);
        var bare = Quoted().Replace(code, "").Replace("General", "", StringComparison.OrdinalIgnoreCase);
        return Zeros().IsMatch(bare) ? new(NumberKind.Padded, bare.Length)
            : DateLetters().IsMatch(bare) ? new(NumberKind.Date, 0)
            : new(NumberKind.Plain, 0);
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex("[ydg]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateLetters();

    [GeneratedRegex("^0{2,15}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Zeros();

    private sealed record CellFormat(NumberKind Kind, int Digits);
}
