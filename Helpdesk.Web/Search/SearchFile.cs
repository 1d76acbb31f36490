using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Search;

/// <summary>
/// The index's own SQLite file beside the database: what it holds can be derived again, so it needs no flushed commits, no place in a
/// backup and no turn at the database's write gate. A file of another make is thrown away.
/// </summary>
public sealed class SearchFile(IOptions<DataOptions> data)
{
    /// <summary>Counts up whenever tables, folding or cutting change: an older index is made anew.</summary>
    private const int Make = 1;

    private readonly Lock _first = new();
    private bool _prepared;

    public string Path => System.IO.Path.Combine(data.Value.FullPath, "search.db");

    /// <summary>Throws a damaged index away; the next one to open it finds a new one, and the upkeep fills it.</summary>
    public void Discard()
    {
        lock (_first)
        {
            Remove();
            _prepared = false;
        }
    }

    public SqliteConnection Open()
    {
        lock (_first)
        {
            if (!_prepared)
                Prepare();
            _prepared = true;
        }

        return Connect();
    }

    /// <summary>Bytes on the disk, the log included.</summary>
    public long Size() => new[] { Path, Path + "-wal" }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length);

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = 30 }.ToString();

    private SqliteConnection Connect()
    {
        var db = new SqliteConnection(ConnectionString);
        db.Open();
        // Lost commits are found by the mark and made again; mapped pages spare copying what every search reads.
        Run(db, "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000; PRAGMA mmap_size=1073741824; PRAGMA temp_store=MEMORY;");
        return db;
    }

    private void Prepare()
    {
        OwnFolder.Make(data.Value);
        try
        {
            if (IsCurrent())
                return;
        }
        catch (SqliteException)
        {
            // Damaged or no database at all; nothing in it is missed.
        }

        Remove();
        OwnFolder.MakeFile(Path);
        using var db = Connect();
        Run(db, "PRAGMA journal_mode=WAL;" + Schema);
    }

    private void Remove()
    {
        using (var pooled = new SqliteConnection(ConnectionString))
            SqliteConnection.ClearPool(pooled);
        foreach (var ending in (string[])["", "-wal", "-shm"])
            File.Delete(Path + ending);
    }

    private bool IsCurrent()
    {
        if (!File.Exists(Path))
            return false;
        using var db = Connect();
        using var command = db.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()! == Make;
    }

    // Contentless: terms and places, no text. ASCII as the tokenizer leaves every term as it was cut.
    private static string Schema =>
        string.Concat(
            new[] { "case", "article", "help" }.Select(kind =>
                $"""
                    CREATE VIRTUAL TABLE {kind}_terms
                        USING fts5(title, keywords, body, facets, content='', contentless_delete=1, tokenize='ascii');
                    CREATE TABLE {kind}_docs (id INTEGER PRIMARY KEY,
                        title TEXT NOT NULL, keywords TEXT NOT NULL, facets TEXT NOT NULL, at INTEGER NOT NULL);
                    """
            )
        )
        + $"""
            CREATE TABLE words (word TEXT PRIMARY KEY, docs INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE mark (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL);
            PRAGMA user_version={Make};
            """;

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        // The texts are this file's own.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
