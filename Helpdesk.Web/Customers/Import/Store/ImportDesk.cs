using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>A file that is here, and what its headings mean as far as they are understood.</summary>
/// <param name="Kind">The kind it most likely is of, or null.</param>
/// <param name="Matching">For each heading its column, or null.</param>
public sealed record ReceivedFile(
    Guid Id,
    string FileName,
    IImportKind? Kind,
    IReadOnlyList<string> Headings,
    IReadOnlyList<string?> Matching,
    int Rows
);

/// <summary>Takes files in, proposes what their headings mean, and shows what would become of them: the same for every way in.</summary>
public sealed class ImportDesk(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ImportKinds kinds,
    ImportFiles files,
    ImportDryRun dryRun,
    IClock clock,
    IdSource ids
)
{
    /// <summary>Refused as <see cref="ImportFiles.SaveAsync"/> and <see cref="SheetFile.Open"/> refuse.</summary>
    /// <param name="kind">The kind that the sender named, or null to guess.</param>
    public async Task<Result<ReceivedFile>> ReceiveAsync(
        Stream content,
        string fileName,
        string? kind,
        ImportWay way,
        Actor by,
        CancellationToken cancellation
    )
    {
        var id = ids.New();
        if (await files.SaveAsync(id, content, cancellation) is { IsOk: false } tooLarge)
            return Result<ReceivedFile>.Refuse(tooLarge.Errors);
        var opened = await OpenAsync(id);
        if (!opened.IsOk)
        {
            files.Remove(id);
            return Result<ReceivedFile>.Refuse(opened.Errors);
        }

        var guessed = kinds.Find(kind) ?? ImportColumns.Guess(kinds.All, opened.Value.Headings, fileName);
        var matching = guessed is null ? [] : await ProposeAsync(guessed, opened.Value.Headings, cancellation);
        var import = new RecordImport
        {
            Id = id,
            Kind = guessed?.Name ?? "",
            FileName = Path.GetFileName(fileName),
            Way = way,
            ActorKind = by.Kind,
            ActorId = by.Id,
            ActorName = by.Name,
            At = clock.GetCurrentInstant(),
            HasFile = true,
            Matching = [.. matching],
            RowsTotal = opened.Value.RowCount,
        };
        await WriteAsync(db =>
        {
            db.Add(import);
            return Task.CompletedTask;
        });
        return new ReceivedFile(id, import.FileName, guessed, opened.Value.Headings, matching, opened.Value.RowCount);
    }

    /// <summary>A file that was received and not applied yet, as it was left; refused with <c>import.file-gone</c>.</summary>
    public async Task<Result<ReceivedFile>> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (await db.Imports().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } import)
            return Result<ReceivedFile>.Refuse(ErrorKind.NotFound, "import.file-gone", null, id);
        if (import.State != ImportState.Previewed || !File.Exists(files.PathOf(id)))
            return Result<ReceivedFile>.Refuse(ErrorKind.Conflict, "import.file-gone", null, import.FileName);
        var opened = await OpenAsync(id);
        return opened.IsOk
            ? new ReceivedFile(id, import.FileName, kinds.Find(import.Kind), opened.Value.Headings, import.Matching, opened.Value.RowCount)
            : Result<ReceivedFile>.Refuse(opened.Errors);
    }

    /// <summary>What the headings mean: as somebody said it before for the same ones, else by their words.</summary>
    public async Task<IReadOnlyList<string?>> ProposeAsync(IImportKind kind, IReadOnlyList<string> headings, CancellationToken cancellation)
    {
        var key = KeyOf(headings);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var known = await db.ImportMatchings()
            .AsNoTracking()
            .SingleOrDefaultAsync(m => m.Kind == kind.Name && m.Headings == key, cancellation);
        return known is not null && known.Columns.Count == headings.Count ? known.Columns : ImportColumns.Match(kind, headings);
    }

    /// <summary>What an import would do; the matching is remembered. Refused as <see cref="ImportDryRun.RunAsync"/> refuses.</summary>
    public async Task<Result<ImportPreview>> PreviewAsync(
        Guid id,
        IImportKind kind,
        IReadOnlyList<string?> matching,
        Action<int>? progress,
        CancellationToken cancellation
    )
    {
        var found = await FindAsync(id, cancellation);
        var opened = found.IsOk ? await OpenAsync(id) : Result<SheetFile>.Refuse(found.Errors);
        if (!opened.IsOk)
            return Result<ImportPreview>.Refuse(opened.Errors);
        // Reading is work for the processor: it does not hold up a circuit.
        var preview = await Task.Run(() => dryRun.RunAsync(kind, opened.Value, matching, progress, cancellation), cancellation);
        if (!preview.IsOk)
            return preview;
        await WriteAsync(async db =>
        {
            var import = await db.Imports().SingleAsync(i => i.Id == id);
            (import.Kind, import.Matching) = (kind.Name, [.. matching]);
            await RememberAsync(db, kind, opened.Value.Headings, matching);
        });
        return preview;
    }

    private Task<Result<SheetFile>> OpenAsync(Guid id) => Task.Run(() => SheetFile.Open(files.PathOf(id)));

    private async Task WriteAsync(Func<HelpdeskDb, Task> change)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await change(db);
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task RememberAsync(HelpdeskDb db, IImportKind kind, IReadOnlyList<string> headings, IReadOnlyList<string?> matching)
    {
        var key = KeyOf(headings);
        var known = await db.ImportMatchings().SingleOrDefaultAsync(m => m.Kind == kind.Name && m.Headings == key);
        if (known is not null)
            (known.Columns, known.At) = ([.. matching], clock.GetCurrentInstant());
        else
            db.Add(
                new ImportMatching
                {
                    Kind = kind.Name,
                    Headings = key,
                    Columns = [.. matching],
                    At = clock.GetCurrentInstant(),
                }
            );
    }

    private static string KeyOf(IReadOnlyList<string> headings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headings.Select(ImportColumns.Fold)))));
}
