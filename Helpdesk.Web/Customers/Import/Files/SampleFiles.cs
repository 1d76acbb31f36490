using CsvHelper;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>Writes a table as a file that spreadsheets open: the samples to begin from.</summary>
public static class SampleFiles
{
    /// <summary>With a byte-order mark, without which Excel takes UTF-8 for something else.</summary>
    public static byte[] Csv(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(cell);
                csv.EndRecord();
            }

            csv.Flush();
        }

        return bytes.ToArray();
    }

    /// <summary>Every cell as text: keys keep their zeros.</summary>
    public static byte[] Xlsx(IEnumerable<IReadOnlyList<string>> rows, string sheetName)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            book.Workbook = new Workbook(
                new Sheets(
                    new Sheet
                    {
                        Id = book.GetIdOfPart(sheet),
                        SheetId = 1,
                        Name = sheetName,
                    }
                )
            );
            using var writer = OpenXmlWriter.Create(sheet);
            writer.WriteStartElement(new Worksheet());
            writer.WriteStartElement(new SheetData());
            foreach (var row in rows)
            {
                writer.WriteStartElement(new Row());
                foreach (var cell in row)
                    writer.WriteElement(new Cell(new InlineString(new Text(cell))) { DataType = CellValues.InlineString });
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
