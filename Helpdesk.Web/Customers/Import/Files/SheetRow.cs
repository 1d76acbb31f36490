using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>A row of a file as text.</summary>
/// <param name="Number">As a spreadsheet counts it, the headings being row 1.</param>
/// <param name="Trouble">Why the file cannot be read from here on, or null.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells, Error? Trouble = null)
{
    public bool IsEmpty => Trouble is null && Cells.All(string.IsNullOrWhiteSpace);

    internal static SheetRow Ends(int number, string code, params object?[] args) => new(number, [], new Error(code, null, args));
}

/// <summary>A table in a file; each reading begins anew, row by row.</summary>
internal interface ISheet
{
    /// <summary>Every row that says something, the headings first. A row with trouble is the last.</summary>
    IEnumerable<SheetRow> Rows();
}
