using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Search;

/// <summary>The search engine on SQLite's FTS5, in a file of its own. Reading never waits for writing.</summary>
public sealed class SqliteSearchEngine(SearchFile file) : ISearchEngine, IDisposable
{
    private const int Corrupt = 11,
        NoDatabase = 26;

    private readonly SemaphoreSlim _writing = new(1);

    public Task<long?> MarkAsync(CancellationToken cancellation)
    {
        return Task.FromResult(
            Read(db =>
            {
                using var command = db.CreateCommand();
                command.CommandText = "SELECT value FROM mark";
                return command.ExecuteScalar() as long?;
            })
        );
    }

    public Task ApplyAsync(IReadOnlyList<SearchChange> changes, long mark, CancellationToken cancellation) =>
        WriteAsync(
            (db, transaction) =>
            {
                var writer = new SearchWriter(db, transaction);
                foreach (var change in changes)
                    writer.Write(change);
                writer.Finish(mark);
            },
            cancellation
        );

    public Task ClearAsync(CancellationToken cancellation) =>
        WriteAsync(
            (db, transaction) =>
            {
                using var command = db.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = """
                    INSERT INTO case_terms (case_terms) VALUES ('delete-all');
                    INSERT INTO article_terms (article_terms) VALUES ('delete-all');
                    INSERT INTO help_terms (help_terms) VALUES ('delete-all');
                    DELETE FROM case_docs; DELETE FROM article_docs; DELETE FROM help_docs; DELETE FROM words; DELETE FROM mark;
                    """;
                command.ExecuteNonQuery();
            },
            cancellation
        );

    public Task<IReadOnlyList<SearchHit>> QueryAsync(SearchRequest request, CancellationToken cancellation)
    {
        if (request.Text.IsEmpty)
            return Task.FromResult<IReadOnlyList<SearchHit>>([]);
        return Task.FromResult(Read(db => new SearchStatement(db, request).Hits(cancellation)));
    }

    public Task<SearchSize> SizeAsync(CancellationToken cancellation)
    {
        return Task.FromResult(
            Read(db =>
            {
                using var command = db.CreateCommand();
                command.CommandText =
                    "SELECT (SELECT count(*) FROM case_docs) + (SELECT count(*) FROM article_docs) + (SELECT count(*) FROM help_docs)";
                return new SearchSize((long)command.ExecuteScalar()!, file.Size());
            })
        );
    }

    public void Dispose() => _writing.Dispose();

    private async Task WriteAsync(Action<SqliteConnection, SqliteTransaction> write, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            Read(db =>
            {
                using var transaction = db.BeginTransaction();
                write(db, transaction);
                transaction.Commit();
                return true;
            });
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var db = file.Open();
            return read(db);
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is Corrupt or NoDatabase)
        {
            // Whoever asked hears of it; the upkeep finds an empty index at its next round, and fills it.
            file.Discard();
            throw;
        }
    }
}
