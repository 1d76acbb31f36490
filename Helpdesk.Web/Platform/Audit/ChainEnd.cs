using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>The last link of a chain.</summary>
internal sealed record Link(long Id, byte[] Hash)
{
    public static readonly Link None = new(0, LinkHash.Nothing);
}

/// <summary>
/// Where a chain ends, as far as this process knows: only what is committed is remembered, and only until the next writer takes it.
/// A save that fails or rolls back gives nothing back, so the next one asks the database.
/// </summary>
/// <param name="dropped">The table of entries that were dropped from it, or null.</param>
internal sealed class ChainEnd(string table, string? dropped = null)
{
    private readonly Lock _lock = new();
    private Link? _committed;
    private (Guid Transaction, Link End)? _waiting;

    /// <summary>The last link, for the one writer that goes on from it.</summary>
    public Link Take(DbContext db)
    {
        lock (_lock)
        {
            var known = _committed;
            _committed = null;
            return known ?? Read(db);
        }
    }

    /// <summary>Remembers a link that was saved; within a transaction only once that is committed.</summary>
    public void Saved(Link end, Guid? transaction)
    {
        lock (_lock)
        {
            if (transaction is { } id)
                _waiting = (id, end);
            else
                _committed = end;
        }
    }

    public void Committed(Guid transaction)
    {
        lock (_lock)
        {
            if (_waiting is not { } waiting || waiting.Transaction != transaction)
                return;
            (_committed, _waiting) = (waiting.End, null);
        }
    }

    private static string Last(string table, string key) => $"SELECT {key}, Hash FROM {table} ORDER BY {key} DESC LIMIT 1";

    // Past Entity Framework, on the writer's own connection: it sees what its transaction has written so far.
    private Link Read(DbContext db)
    {
        db.Database.OpenConnection();
        try
        {
            using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The table is a constant of RecordChain.
            command.CommandText = dropped is null
                ? Last(table, "Id")
                : $"SELECT * FROM ({Last(table, "Id")}) UNION ALL SELECT * FROM ({Last(dropped, "EntryId")}) ORDER BY 1 DESC LIMIT 1";
#pragma warning restore CA2100
            using var row = command.ExecuteReader();
            return row.Read() ? new Link(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : Link.None;
        }
        finally
        {
            db.Database.CloseConnection();
        }
    }
}
