using System.Globalization;
using Helpdesk.Domain.Cases;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// Fills a console's database with a year of closed cases: its own, with their clocks,
/// copied and moved back by whole weeks so that each keeps its hour.
/// </summary>
internal static class YearOfCases
{
    private const int Weeks = 52;
    private const int FewestModels = 450;

    /// <summary>Waits until the console, another process, has made the demo's weeks of closed cases.</summary>
    public static async Task AwaitModelsAsync(string file)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync();
        for (
            var tries = 0;
            tries < 300 && await NumberAsync(db, $"SELECT count(*) FROM Cases WHERE Status = {(int)CaseStatus.Closed}") < FewestModels;
            tries++
        )
            await Task.Delay(TimeSpan.FromMilliseconds(200));
    }

    /// <returns>How many cases and clocks there are now.</returns>
    public static async Task<(long Cases, long Clocks)> FillAsync(string file, int count)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync();
        await RunAsync(db, "PRAGMA synchronous=OFF; BEGIN");
        await RunAsync(db, $"CREATE TEMP TABLE Model AS SELECT Id FROM Cases WHERE Status = {(int)CaseStatus.Closed}");
        var models = await NumberAsync(db, "SELECT count(*) FROM Model");
        var step = await NumberAsync(db, "SELECT max(Id) FROM Cases");
        var copies = ((count - await NumberAsync(db, "SELECT count(*) FROM Cases")) / models) + 1;
        var times = $"(WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies}) SELECT k FROM n)";
        // Some seconds beside the week, so that copies are not all of the same instant.
        var back = string.Create(CultureInfo.InvariantCulture, $"(k % {Weeks}) * 6048000000000 + k * 10000000");
        string Moved(string column) =>
            column is "ClosedInVersion" || !column.EndsWith("At", StringComparison.Ordinal) ? "t." + column : $"t.{column} - ({back})";
        await CopyAsync(
            db,
            "Cases",
            times,
            "t.Id",
            null,
            column =>
                column switch
                {
                    "Id" => $"t.Id + k * {step}",
                    "Number" => $"'C-20200101-' || printf('%07d', t.Id + k * {step})",
                    _ => Moved(column),
                }
        );
        await CopyAsync(db, "CaseClocks", times, "t.CaseId", "Id", column => column == "CaseId" ? $"t.CaseId + k * {step}" : Moved(column));
        // Reports read the time lines of those that came back. Copied links are no chain, and nobody checks it here.
        var entries = await NumberAsync(db, "SELECT max(Id) FROM Timeline");
        await CopyAsync(
            db,
            "Timeline",
            times,
            "t.CaseId AND Model.Id IN (SELECT Id FROM Cases WHERE ReopenCount > 0)",
            null,
            column =>
                column switch
                {
                    "Id" => $"t.Id + k * {entries}",
                    "CaseId" => $"t.CaseId + k * {step}",
                    _ => Moved(column),
                }
        );
        await RunAsync(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return (await NumberAsync(db, "SELECT count(*) FROM Cases"), await NumberAsync(db, "SELECT count(*) FROM CaseClocks"));
    }

    private static async Task CopyAsync(
        SqliteConnection db,
        string table,
        string times,
        string model,
        string? without,
        Func<string, string> value
    )
    {
        List<string> columns = [];
        await using (var command = Command(db, $"SELECT name FROM pragma_table_info('{table}')"))
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
                columns.Add(rows.GetString(0));
        }

        columns.RemoveAll(c => c == without);
        await RunAsync(
            db,
            $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(value))} FROM {table} t "
                + $"JOIN Model ON Model.Id = {model} CROSS JOIN {times}"
        );
    }

    private static async Task RunAsync(SqliteConnection db, string sql)
    {
        await using var command = Command(db, sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> NumberAsync(SqliteConnection db, string sql)
    {
        await using var command = Command(db, sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // The texts are this file's own: numbers, tables and columns, nothing from outside.
    private static SqliteCommand Command(SqliteConnection db, string sql)
    {
        var command = db.CreateCommand();
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
