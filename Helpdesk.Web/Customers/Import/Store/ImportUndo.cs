using System.Text.Json;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>
/// Takes an import back, last change first, where nobody changed the record since and nothing refers to it. It goes on after a restart:
/// what was taken back has a change that says so.
/// </summary>
public sealed class ImportUndo(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ImportKinds kinds,
    RecordEffects effects,
    ImportEnd end,
    IClock clock
)
{
    private sealed record Stays(string Key, string Why);

    public async Task RunAsync(Guid id, CancellationToken cancellation)
    {
        var kept = new List<Stays>();
        for (var again = true; again; )
        {
            var (returned, stay) = await RoundAsync(id, cancellation);
            kept = stay;
            // Of two that name each other's neighbour, one is free once the other is gone.
            again = returned > 0 && stay.Exists(s => s.Why == ImportReturn.InUse);
        }

        await NoteAsync(id, kept);
        await end.TakeBackAsync(id);
    }

    private async Task<(int Returned, List<Stays> Kept)> RoundAsync(Guid id, CancellationToken cancellation)
    {
        var undone = await UndoneAsync(id, cancellation);
        var (returned, kept) = (0, new List<Stays>());
        for (var before = long.MaxValue; ; )
        {
            var changes = await NextAsync(id, before, cancellation);
            if (changes.Count == 0)
                return (returned, kept);
            before = changes[^1].Id;
            changes.RemoveAll(c => undone.Contains(c.Id));
            if (changes.Count == 0)
                continue;
            var rows = await WriteAsync(id, changes, cancellation);
            returned += rows.Changes.Count;
            kept.AddRange(rows.Kept.Select(k => new Stays(k.Change.Key, k.Why)));
        }
    }

    private async Task<HashSet<long>> UndoneAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return
        [
            .. await db.RecordChanges()
                .Where(c => c.ImportId == id && c.Undoes != null)
                .Select(c => c.Undoes!.Value)
                .ToListAsync(cancellation),
        ];
    }

    private async Task<List<RecordChange>> NextAsync(Guid id, long before, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.RecordChanges()
            .AsNoTracking()
            .Where(c => c.ImportId == id && c.Undoes == null && c.Id < before)
            .OrderByDescending(c => c.Id)
            .Take(ImportReading.BatchSize)
            .ToListAsync(cancellation);
    }

    private async Task<ReturnedRows> WriteAsync(Guid id, IReadOnlyList<RecordChange> changes, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var import = await db.Imports().SingleAsync(i => i.Id == id, CancellationToken.None);
        var act = new RecordAct(import.ReturnedBy, clock.GetCurrentInstant(), id);
        var rows = await kinds.Find(import.Kind)!.Return().TakeBackAsync(db, changes, act, CancellationToken.None);
        import.Returned += rows.Changes.Count;
        await db.SaveChangesAsync(CancellationToken.None);
        var after = await effects.BeforeCommitAsync(db, rows.Changes, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await after();
        return rows;
    }

    private async Task NoteAsync(Guid id, List<Stays> kept)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var import = await db.Imports().SingleAsync(i => i.Id == id, CancellationToken.None);
        import.Kept = kept.Count;
        db.AddRange(
            kept.Take(ImportBatch.MostRefusals)
                .Select(k => new ImportRefusal
                {
                    ImportId = id,
                    Row = 0,
                    Value = k.Key,
                    Code = k.Why,
                    Args = JsonSerializer.Serialize(new[] { k.Key }, StoredJson.Options),
                })
        );
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
