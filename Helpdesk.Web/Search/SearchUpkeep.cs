using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Search;

/// <summary>
/// Keeps the index in step with the database. Triggers note in the transaction of each change what has to be read again
/// (<see cref="SearchTask"/>), whoever changes it and on whatever path; the index takes the notes in with a mark of its own, so a crash
/// between the two costs nothing but doing some of it again. An index that was
/// lost, damaged or put back is noticed by its mark and made anew.
/// </summary>
public sealed class SearchUpkeep(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    ISearchEngine engine,
    IEnumerable<ISearchSource> sources,
    ILogger<SearchUpkeep> log
) : IDisposable
{
    private const int AtATime = 200;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Takes in all that has changed; returns at once when nothing has.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (await IsToBeMadeAnewAsync(cancellation))
                await BeginAnewAsync(cancellation);
            while (await TakeSomeAsync(cancellation))
                cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes the index anew, from the first case on; searches find less until it is done.</summary>
    public async Task RebuildAsync(CancellationToken cancellation)
    {
        await AskForRebuildAsync(cancellation);
        await CatchUpAsync(cancellation);
    }

    /// <summary>
    /// Reads a case again, or forgets it when it is gone, and returns when searches know. Erasing words notes by itself that the case has
    /// changed; this is for whoever has to be sure that nothing of it is found any more.
    /// </summary>
    public async Task ReindexCaseAsync(long caseId, CancellationToken cancellation)
    {
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM SearchTasks WHERE Kind = {(int)SearchKind.Case} AND Key = {caseId};
                INSERT INTO SearchTasks (Kind, Key) VALUES ({(int)SearchKind.Case}, {caseId})
                """,
                cancellation
            );
        }

        await CatchUpAsync(cancellation);
    }

    /// <summary>How many changes searches do not know yet.</summary>
    public async Task<int> BehindAsync(CancellationToken cancellation)
    {
        var mark = await engine.MarkAsync(cancellation) ?? long.MinValue;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.SearchTasks().CountAsync(t => t.Seq > mark, cancellation);
    }

    /// <summary>
    /// Forgets the notes that the index has taken in; they cost nothing but room, so this steps back for everybody who writes.
    /// </summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        if (gate.IsTaken || await engine.MarkAsync(cancellation) is not { } mark)
            return;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        if (!await db.SearchTasks().AnyAsync(t => t.Seq <= mark, cancellation))
            return;
        using var turn = await gate.EnterAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SearchTasks().Where(t => t.Seq <= mark).ExecuteDeleteAsync(cancellation);
        await db.SearchProgress()
            .Where(p => p.Done >= 0 && p.Done < mark)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Done, mark), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public void Dispose() => _one.Dispose();

    private async Task AskForRebuildAsync(CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.SearchProgress().ExecuteUpdateAsync(set => set.SetProperty(p => p.Done, SearchProgress.Anew), cancellation);
    }

    private async Task<bool> IsToBeMadeAnewAsync(CancellationToken cancellation)
    {
        var mark = await engine.MarkAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var done = await db.SearchProgress().Select(p => p.Done).SingleAsync(cancellation);
        // An index ahead of its database belongs to another one, or to a later state of it.
        return mark is null || done == SearchProgress.Anew || mark < done || mark > await IssuedAsync(db, cancellation);
    }

    private static async Task<long> IssuedAsync(HelpdeskDb db, CancellationToken cancellation) =>
        await db
            .Database.SqlQuery<long>($"SELECT coalesce(max(seq), 0) AS Value FROM sqlite_sequence WHERE name = 'SearchTasks'")
            .SingleAsync(cancellation);

    private async Task BeginAnewAsync(CancellationToken cancellation)
    {
        // Emptied first: should the process die before the notes are there, the missing mark says so.
        await engine.ClearAsync(cancellation);
        long before;
        using (await gate.EnterAsync(cancellation))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            before = await IssuedAsync(db, cancellation);
            await db.Database.ExecuteSqlAsync(
                $"""
                DELETE FROM SearchTasks;
                INSERT INTO SearchTasks (Kind, Key) SELECT {(int)SearchKind.Article}, Id FROM Articles ORDER BY Id;
                INSERT INTO SearchTasks (Kind, Key) SELECT {(int)SearchKind.Case}, Id FROM Cases ORDER BY Id;
                UPDATE SearchProgress SET Done = 0;
                """,
                cancellation
            );
            await transaction.CommitAsync(cancellation);
        }

        await engine.ApplyAsync([], before, cancellation);
        log.LogInformation("The search index is made anew");
    }

    /// <returns>False when there was nothing left.</returns>
    private async Task<bool> TakeSomeAsync(CancellationToken cancellation)
    {
        var mark = await engine.MarkAsync(cancellation) ?? 0;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var some = await db.SearchTasks()
            .AsNoTracking()
            .Where(t => t.Seq > mark)
            .OrderBy(t => t.Seq)
            .Take(AtATime)
            .ToListAsync(cancellation);
        if (some.Count == 0)
            return false;
        var changes = new List<SearchChange>();
        foreach (var source in sources)
            changes.AddRange(await source.ReadAsync(db, [.. some.Where(t => t.Kind == (int)source.Kind).Select(t => t.Key)], cancellation));
        await engine.ApplyAsync(changes, some[^1].Seq, cancellation);
        return true;
    }
}
