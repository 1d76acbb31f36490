using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>A file that was read once from end to end: its headings, and how many rows stand below them.</summary>
public sealed class SheetFile
{
    public const int MostRows = 200_000;
    public const int MostColumns = 200;

    /// <summary>Characters a cell may have; a quotation mark that never closes would swallow the rest of the file.</summary>
    public const int LongestCell = 32_767;

    private readonly ISheet _sheet;

    private SheetFile(ISheet sheet, IReadOnlyList<string> headings, int rowCount) =>
        (_sheet, Headings, RowCount) = (sheet, headings, rowCount);

    public IReadOnlyList<string> Headings { get; }

    public int RowCount { get; }

    /// <summary>The rows below the headings, read from the file as they are asked for.</summary>
    public IEnumerable<SheetRow> Rows() => _sheet.Rows().Skip(1);

    /// <summary>Refusals: the <c>sheet.</c> codes. What the file is, its content says, not its name.</summary>
    public static Result<SheetFile> Open(string path)
    {
        var sheet = SheetKind.Of(path);
        if (!sheet.IsOk)
            return Result<SheetFile>.Refuse(sheet.Errors);
        string[]? headings = null;
        var count = 0;
        foreach (var row in sheet.Value.Rows())
        {
            if (row.Trouble is { } trouble)
                return trouble;
            if (headings is null)
                headings = [.. row.Cells.Select(c => c.Trim())];
            else if (++count > MostRows)
                return new Error("sheet.too-many-rows", null, MostRows);
        }

        return headings is null ? new Error("sheet.empty")
            : !headings.Any(h => h.Length > 0) || headings.All(LooksLikeAValue) ? new Error("sheet.no-header", null, headings[0])
            : new SheetFile(sheet.Value, headings, count);
    }

    // Rows without headings begin with what they say: numbers, dates, addresses.
    private static bool LooksLikeAValue(string cell) => cell.Length == 0 || char.IsAsciiDigit(cell[0]) || cell.Contains('@');
}

/// <summary>Tells a workbook from a text by its first bytes.</summary>
internal static class SheetKind
{
    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0];

    public static Result<ISheet> Of(string path)
    {
        using var file = File.OpenRead(path);
        var first = new byte[8];
        var length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (length == 0)
            return new Error("sheet.empty");
        var start = first.AsSpan(0, length);
        if (start.StartsWith(Compound))
            return new Error(IsEncrypted(file) ? "sheet.protected" : "sheet.old-workbook");
        if (start.StartsWith(Zip))
            return ZipCheck.Wrong(path) is { } wrong ? wrong : new XlsxSheet(path);
        file.Position = 0;
        return TextEncoding.Detect(file) is { } encoding ? new CsvSheet(path, encoding) : new Error("sheet.encoding");
    }

    // A workbook with a password is a compound file with this stream in it; a plain one is of Excel 2003 or older.
    private static bool IsEncrypted(FileStream file)
    {
        var name = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
        file.Position = 0;
        var head = new byte[Math.Min(file.Length, 1024 * 1024)];
        file.ReadExactly(head);
        if (head.AsSpan().IndexOf(name) >= 0)
            return true;
        file.Position = Math.Max(0, file.Length - head.Length);
        file.ReadExactly(head);
        return head.AsSpan().IndexOf(name) >= 0;
    }
}
