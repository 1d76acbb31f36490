using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Helpdesk.Web.Platform.Data;

/// <summary>
/// Sets what SQLite keeps per connection, each line with its reason; once for each that the pool lends out again and again.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Sql =
        // Readers never wait for the writer.
        "PRAGMA journal_mode=WAL;"
        // Every commit reaches the disk before it is acknowledged: an accepted case survives a power cut.
        + "PRAGMA synchronous=FULL;"
        + "PRAGMA foreign_keys=ON;"
        // Another process (backup, verify) may hold the file for a moment.
        + "PRAGMA busy_timeout=5000;"
        // 16 MB of log before it is folded into the file: a page that many commits touch is then written there once.
        + "PRAGMA wal_autocheckpoint=4000;"
        // What a statement keeps to take itself back, and sorts, need no file of their own.
        + "PRAGMA temp_store=MEMORY;"
        // 32 MB of pages a connection.
        + "PRAGMA cache_size=-32000;";

    private readonly ConditionalWeakTable<object, object> _prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (!IsNew(connection))
            return;
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // The handle is SQLite's own connection; the pool keeps it open behind one driver object after another.
    private bool IsNew(DbConnection connection) =>
        connection is not SqliteConnection { Handle: { } handle } || _prepared.TryAdd(handle, handle);
}
