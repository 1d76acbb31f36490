using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>How many rows have which outcome.</summary>
public sealed record ImportCounts(int New, int Changed, int Unchanged, int Refused)
{
    public int Total => New + Changed + Unchanged + Refused;

    public int Of(RowOutcome outcome) =>
        outcome switch
        {
            RowOutcome.New => New,
            RowOutcome.Changed => Changed,
            RowOutcome.Unchanged => Unchanged,
            _ => Refused,
        };

    internal static ImportCounts Of(IReadOnlyList<JudgedRow> rows) =>
        new(
            Count(rows, RowOutcome.New),
            Count(rows, RowOutcome.Changed),
            Count(rows, RowOutcome.Unchanged),
            Count(rows, RowOutcome.Refused)
        );

    internal ImportCounts Plus(ImportCounts other) =>
        new(New + other.New, Changed + other.Changed, Unchanged + other.Unchanged, Refused + other.Refused);

    private static int Count(IReadOnlyList<JudgedRow> rows, RowOutcome outcome) => rows.Count(r => r.Outcome == outcome);
}

/// <summary>What an import would do.</summary>
/// <param name="Rows">Of each outcome the first <see cref="ImportDryRun.MostShown"/>.</param>
public sealed record ImportPreview(ImportCounts Counts, IReadOnlyList<JudgedRow> Rows);

/// <summary>Reads a file as if it were imported, and writes nothing.</summary>
public sealed class ImportDryRun(IDbContextFactory<HelpdeskDb> databases)
{
    /// <summary>Rows of one outcome that are kept to be shown; all are counted.</summary>
    public const int MostShown = 1_000;

    /// <summary>Refused as <see cref="SheetFile.Open"/> refuses, and where columns do not fit.</summary>
    /// <param name="progress">Hears how many rows were read.</param>
    public async Task<Result<ImportPreview>> RunAsync(
        IImportKind kind,
        SheetFile file,
        IReadOnlyList<string?> matching,
        Action<int>? progress,
        CancellationToken cancellation
    )
    {
        if (ImportReading.Check(kind, file, matching) is { IsOk: false } wrong)
            return Result<ImportPreview>.Refuse(wrong.Errors);
        var reading = new ImportReading(kind, file, matching);
        await reading.PlanAsync(databases, cancellation);
        var (counts, shown) = (new ImportCounts(0, 0, 0, 0), new List<JudgedRow>());
        Error? trouble = null;
        foreach (var batch in reading.Batches(e => trouble = e))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var judged = await reading.Pass.JudgeAsync(db, batch, cancellation);
            foreach (var rows in judged.GroupBy(j => j.Outcome))
                shown.AddRange(rows.Take(MostShown - Math.Min(MostShown, counts.Of(rows.Key))));
            counts = counts.Plus(ImportCounts.Of(judged));
            progress?.Invoke(counts.Total);
        }

        return trouble is not null ? trouble : new ImportPreview(counts, [.. shown.OrderBy(r => r.Row)]);
    }
}
