using System.Globalization;
using Helpdesk.Domain.Cases;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// Fills a console's database by copying its open cases with their clocks and time lines; minutes by the front door, seconds this way.
/// </summary>
internal static class CopiedCases
{
    /// <returns>How many open cases there are now.</returns>
    public static async Task<long> FillAsync(string file, int count)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync();
        await RunAsync(db, "PRAGMA synchronous=OFF; BEGIN");
        await RunAsync(db, $"CREATE TEMP TABLE Model AS SELECT Id FROM Cases WHERE Status <> {(int)CaseStatus.Closed}");
        var models = await NumberAsync(db, "SELECT count(*) FROM Model");
        var step = await NumberAsync(db, "SELECT max(Id) FROM Cases");
        var copies = ((count - models) / models) + 1;
        var times = $"(WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies}) SELECT k FROM n)";
        await CopyAsync(
            db,
            "Cases",
            times,
            column =>
                column switch
                {
                    "Id" => $"t.Id + k * {step}",
                    "Number" => "'C-20200101-' || printf('%07d', t.Id + k * " + step.ToString(CultureInfo.InvariantCulture) + ")",
                    // A tenth of a second apart, so that copies do not fall due together.
                    "NextClock_DueAt" or "NextClock_AtRiskAt" => $"t.{column} + k * 1000000",
                    _ => "t." + column,
                },
            "t.Id"
        );
        string Owner(string column) => column == "CaseId" ? $"t.CaseId + k * {step}" : "t." + column;
        await CopyAsync(db, "CaseClocks", times, Owner, "t.CaseId", without: "Id");
        // Copied links are no chain: a console counts on from the last one, and verify-audit would say so.
        var entries = await NumberAsync(db, "SELECT max(Id) FROM Timeline");
        await CopyAsync(db, "Timeline", times, column => column == "Id" ? $"t.Id + k * {entries}" : Owner(column), "t.CaseId");
        foreach (var words in (string[])["Replies", "Notes", "CustomerWords"])
            await CopyAsync(db, words, times, column => column == "EntryId" ? $"t.EntryId + k * {entries}" : Owner(column), "t.CaseId");
        await RunAsync(db, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
        return (copies + 1) * models;
    }

    private static async Task CopyAsync(
        SqliteConnection db,
        string table,
        string times,
        Func<string, string> value,
        string model,
        string? without = null
    )
    {
        var columns = (await TextsAsync(db, $"SELECT name FROM pragma_table_info('{table}')")).Where(c => c != without).ToList();
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

    private static async Task<IReadOnlyList<string>> TextsAsync(SqliteConnection db, string sql)
    {
        await using var command = Command(db, sql);
        await using var rows = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
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
