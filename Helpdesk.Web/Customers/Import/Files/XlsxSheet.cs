using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>The first sheet of a workbook, read row by row without a model of it in memory.</summary>
internal sealed class XlsxSheet(string path) : ISheet
{
    // Formatted rows without a word are passed over; a sheet cannot have more.
    private const int MostRowsOfASheet = 1_048_576;

    public IEnumerable<SheetRow> Rows()
    {
        using var rows = Read().GetEnumerator();
        for (var number = 1; ; )
        {
            var row = Next(rows, number);
            if (row is null)
                yield break;
            number = row.Number;
            yield return row;
            if (row.Trouble is not null)
                yield break;
        }
    }

    private static SheetRow? Next(IEnumerator<SheetRow> rows, int number)
    {
        try
        {
            return rows.MoveNext() ? rows.Current : null;
        }
        catch (Exception e)
            when (e
                    is XmlException
                        or OpenXmlPackageException
                        or InvalidDataException
                        or FileFormatException
                        or FormatException
                        or ArgumentException
                        or InvalidOperationException
            )
        {
            return SheetRow.Ends(number, "sheet.damaged");
        }
    }

    private IEnumerable<SheetRow> Read()
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: false);
        if (document.WorkbookPart is not { } book || First(book) is not { } part)
        {
            yield return SheetRow.Ends(1, "sheet.not-a-workbook");
            yield break;
        }

        var cells = new XlsxCells(book);
        using var reader = OpenXmlReader.Create(part);
        var number = 0;
        while (reader.Read())
        {
            if (!reader.IsStartElement)
                continue;
            if (reader.ElementType == typeof(MergeCell))
            {
                var area = reader.Attributes.FirstOrDefault(a => a.LocalName == "ref").Value;
                yield return SheetRow.Ends(Math.Max(1, number), "sheet.merged-cells", area);
                yield break;
            }

            if (reader.ElementType != typeof(Row))
                continue;
            number = NumberOf(reader) ?? number + 1;
            var row = number > MostRowsOfASheet ? SheetRow.Ends(number, "sheet.damaged") : ReadRow(reader, number, cells);
            if (!row.IsEmpty)
                yield return row;
        }
    }

    // Sheets of charts have no cells.
    private static WorksheetPart? First(WorkbookPart book) =>
        book
            .Workbook?.Sheets?.Elements<Sheet>()
            .Select(s => s.Id?.Value is { } id ? book.GetPartById(id) as WorksheetPart : null)
            .FirstOrDefault(p => p is not null);

    private static int? NumberOf(OpenXmlReader reader) =>
        int.TryParse(reader.Attributes.FirstOrDefault(a => a.LocalName == "r").Value, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static SheetRow ReadRow(OpenXmlReader reader, int number, XlsxCells cells)
    {
        List<string> texts = [];
        if (!reader.ReadFirstChild())
            return new(number, texts);
        do
        {
            if (reader.ElementType != typeof(Cell))
                continue;
            var cell = (Cell)reader.LoadCurrentElement()!;
            var column = XlsxCells.ColumnOf(cell) ?? texts.Count;
            if (cell.CellFormula is not null)
                return SheetRow.Ends(number, "sheet.formula", cell.CellReference?.Value ?? number.ToString(CultureInfo.InvariantCulture));
            var text = cells.TextOf(cell);
            if (text.Length == 0)
                continue;
            if (column >= SheetFile.MostColumns)
                return SheetRow.Ends(number, "sheet.too-many-columns", number, SheetFile.MostColumns);
            if (cell.DataType?.Value == CellValues.Error)
                return SheetRow.Ends(number, "sheet.cell-error", cell.CellReference?.Value, text);
            while (texts.Count <= column)
                texts.Add("");
            texts[column] = text;
        } while (reader.ReadNextSibling());
        return new(number, texts);
    }
}
