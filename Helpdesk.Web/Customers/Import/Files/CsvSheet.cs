using System.Text;
using CsvHelper;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>A table as text: comma, semicolon or tab between the cells, whichever the headings have most of.</summary>
internal sealed class CsvSheet(string path, Encoding encoding) : ISheet
{
    // Far more than a row has: only a quotation mark that never closes gets there.
    private const int LargestRow = 1024 * 1024;

    private static readonly char[] Separators = [',', ';', '\t'];

    public IEnumerable<SheetRow> Rows()
    {
        var separator = Separator();
        using var text = new StreamReader(path, encoding);
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = separator,
                HasHeader = false,
                // A blank line counts as a row, so that the numbers are those that a spreadsheet shows.
                SkipEmptyLines = false,
                MaxRecordSize = LargestRow,
            }
        );
        for (var number = 1; ; number++)
        {
            var row = Next(reader, number);
            if (row is null)
                yield break;
            if (!row.IsEmpty)
                yield return row;
            if (row.Trouble is not null)
                yield break;
        }
    }

    private static SheetRow? Next(CsvReader reader, int number)
    {
        try
        {
            if (!reader.Read())
                return null;
            if (reader.FieldCount > SheetFile.MostColumns)
                return SheetRow.Ends(number, "sheet.too-many-columns", number, SheetFile.MostColumns);
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            return cells.Any(c => c.Length > SheetFile.LongestCell) ? TooLong(number) : new(number, cells);
        }
        catch (CsvFormatException)
        {
            return TooLong(number);
        }
    }

    private static SheetRow TooLong(int number) => SheetRow.Ends(number, "sheet.cell-too-long", number, SheetFile.LongestCell);

    private char Separator()
    {
        using var text = new StreamReader(path, encoding);
        var (counts, quoted) = (new int[Separators.Length], false);
        for (var read = 0; read < SheetFile.LongestCell && text.Read() is >= 0 and var c; read++)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '\n' or '\r' && counts.Sum() > 0)
                break;
            else if (!quoted && Array.IndexOf(Separators, (char)c) is >= 0 and var which)
                counts[which]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
