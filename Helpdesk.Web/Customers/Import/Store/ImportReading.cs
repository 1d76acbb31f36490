using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>A file read as rows of a kind of record, in batches.</summary>
internal sealed class ImportReading(IImportKind kind, SheetFile file, IReadOnlyList<string?> matching)
{
    public const int BatchSize = 500;

    public IImportPass Pass { get; } = kind.Begin();

    /// <summary>Refused where a required column has no heading, or two headings mean the same.</summary>
    public static Result Check(IImportKind kind, SheetFile file, IReadOnlyList<string?> matching)
    {
        if (matching.Count != file.Headings.Count)
            return Result.Refuse("import.matching-stale");
        List<Error> wrong =
        [
            .. kind
                .Columns.Where(c => c.IsRequired && !matching.Contains(c.Name))
                .Select(c => new Error("import.column-missing", c.Name, ColumnHere(kind, c.Name))),
            .. matching
                .OfType<string>()
                .GroupBy(c => c)
                .Where(g => g.Count() > 1)
                .Select(g => new Error("import.column-twice", g.Key, ColumnHere(kind, g.Key))),
            .. matching
                .OfType<string>()
                .Where(m => kind.Columns.All(c => c.Name != m))
                .Select(m => new Error("record.column-unknown", m, m, string.Join(", ", kind.Columns.Select(c => c.Name)))),
        ];
        return wrong.Count > 0 ? Result.Refuse(wrong) : Result.Ok;
    }

    /// <summary>The rows in batches; a row with trouble ends them and is handed to <paramref name="trouble"/>.</summary>
    public IEnumerable<IReadOnlyList<ImportRow>> Batches(Action<Error> trouble)
    {
        foreach (var batch in file.Rows().Chunk(BatchSize))
        {
            var rows = batch.TakeWhile(r => r.Trouble is null).Select(Row).ToList();
            if (rows.Count > 0)
                yield return rows;
            if (batch[^1].Trouble is { } wrong)
                trouble(wrong);
        }
    }

    /// <summary>Where rows name others of the file, all are looked at once before the first is judged.</summary>
    public async Task PlanAsync(IDbContextFactory<HelpdeskDb> databases, CancellationToken cancellation)
    {
        List<int> self = [.. matching.Index().Where(m => m.Item is { } name && kind.SelfColumns.Contains(name)).Select(m => m.Index)];
        if (self.Count == 0 || !file.Rows().Any(r => self.Exists(i => i < r.Cells.Count && r.Cells[i].Trim().Length > 0)))
            return;
        foreach (var batch in Batches(_ => { }))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await Pass.PlanAsync(db, batch, cancellation);
        }

        Pass.Planned();
    }

    private static string ColumnHere(IImportKind kind, string column) =>
        ImportColumns.Heading(kind.Name, column, System.Globalization.CultureInfo.CurrentUICulture);

    private ImportRow Row(SheetRow row)
    {
        var texts = new Dictionary<string, string>(matching.Count, StringComparer.Ordinal);
        for (var i = 0; i < matching.Count; i++)
        {
            // A row that ends early says nothing in the columns behind its end: empty, as a spreadsheet shows it.
            if (matching[i] is { } column)
                texts[column] = i < row.Cells.Count ? row.Cells[i] : "";
        }

        return new(row.Number, texts);
    }
}
