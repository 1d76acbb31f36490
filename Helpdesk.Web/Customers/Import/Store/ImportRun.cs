using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>
/// Applies an import from where it stopped, batch by batch. Importing the same again changes nothing, and how far it is lies in the
/// transaction of each batch: a process that ends in between loses nothing and does nothing twice.
/// </summary>
public sealed class ImportRun(
    IDbContextFactory<HelpdeskDb> databases,
    ImportKinds kinds,
    ImportFiles files,
    ImportBatch batches,
    ImportEnd end
)
{
    public async Task ApplyAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { State: ImportState.Applying } import)
            return;
        var opened = Open(import);
        if (!opened.IsOk)
        {
            await end.ApplyAsync(id, ImportState.Failed, opened.Errors[0]);
            return;
        }

        await opened.Value.PlanAsync(databases, cancellation);
        Error? trouble = null;
        var done = import.RowsDone;
        foreach (var batch in opened.Value.Batches(e => trouble = e))
        {
            var old = batch.Take(done).ToList();
            done -= old.Count;
            await SkipAsync(opened.Value.Pass, old, cancellation);
            if (old.Count == batch.Count)
                continue;
            // Somebody may have stopped it meanwhile: a batch is written whole or not at all.
            if (await FindAsync(id, cancellation) is not { State: ImportState.Applying })
                return;
            var judged = await batches.WriteAsync(id, opened.Value.Pass, [.. batch.Skip(old.Count)], cancellation);
            if (import.StopAtFirstRefusal && judged.Any(j => j.Outcome == RowOutcome.Refused))
            {
                await end.ApplyAsync(id, ImportState.Stopped, null);
                return;
            }
        }

        await end.ApplyAsync(id, trouble is null ? ImportState.Applied : ImportState.Failed, trouble);
    }

    private async Task<RecordImport?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Imports().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation);
    }

    private Result<ImportReading> Open(RecordImport import)
    {
        if (!File.Exists(files.PathOf(import.Id)) || kinds.Find(import.Kind) is not { } kind)
            return Result<ImportReading>.Refuse("import.file-gone", null, import.FileName);
        var file = SheetFile.Open(files.PathOf(import.Id));
        if (!file.IsOk)
            return Result<ImportReading>.Refuse(file.Errors);
        return ImportReading.Check(kind, file.Value, import.Matching) is { IsOk: false } wrong
            ? Result<ImportReading>.Refuse(wrong.Errors)
            : new ImportReading(kind, file.Value, import.Matching);
    }

    private async Task SkipAsync(IImportPass pass, IReadOnlyList<ImportRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await pass.SkipAsync(db, rows, cancellation);
    }
}
