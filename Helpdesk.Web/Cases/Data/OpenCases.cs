using System.Data.Common;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Helpdesk.Web.Cases.Data;

/// <summary>
/// Reads every open case as a queue row at start, past Entity Framework: its first query takes a second, and this need not wait
/// for it (docs/performance.md). A test holds these rows against those of the commands.
/// </summary>
public static class OpenCases
{
    // Below Closed: a range that the index on Status can answer, so that closed cases cost nothing.
    private static readonly string Sql = $"""
        SELECT Id, Number, Version, Status, Severity, StatedSeverity, Subject, LastLine, LastLineBy,
            coalesce(CustomerName, Contact_Organisation, Contact_Name), Contact_Name, Contact_Language,
            Tier, VerdictKind, ProductCode, ProductVersion, SerialNumber, OpenedAt, BallSince, LastActivityAt,
            OwnerId, OwnerName, ReopenCount,
            NextClock_Kind, NextClock_CalendarId, NextClock_StartedAt, NextClock_Target, NextClock_DueAt,
            NextClock_AtRiskAt, NextClock_PausedSince, NextClock_CalendarVersion
        FROM Cases WHERE Status < {(int)CaseStatus.Closed}
        """;

    public static IReadOnlyList<QueueEntry> Read(SqliteConnection db)
    {
        var products = ReadProducts(db);
        var same = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = Query(db, Sql);
        var entries = new List<QueueEntry>();
        while (rows.Read())
            entries.Add(Entry(rows, products, same));
        return entries;
    }

    private static Dictionary<string, string> ReadProducts(SqliteConnection db)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var rows = Query(db, "SELECT Code, NameEn FROM Products");
        while (rows.Read())
            names[rows.GetString(0)] = rows.GetString(1);
        return names;
    }

    private static SqliteDataReader Query(SqliteConnection db, string sql)
    {
        var command = db.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteReader();
    }

    private static QueueEntry Entry(SqliteDataReader row, Dictionary<string, string> products, Dictionary<string, string> same)
    {
        var product = Shared(row, 14, same)!;
        return new QueueEntry
        {
            Id = row.GetInt64(0),
            Number = row.GetString(1),
            Version = row.GetInt32(2),
            Status = (CaseStatus)row.GetInt32(3),
            Severity = (Severity)row.GetInt32(4),
            StatedSeverity = (Severity)row.GetInt32(5),
            Subject = row.GetString(6),
            LastLine = row.GetString(7),
            LastLineBy = (ActorKind)row.GetInt32(8),
            Customer = Shared(row, 9, same)!,
            ContactName = Shared(row, 10, same)!,
            Language = Shared(row, 11, same)!,
            Tier = (SupportTier)row.GetInt32(12),
            Verdict = (VerdictKind)row.GetInt32(13),
            ProductCode = product,
            ProductName = products.GetValueOrDefault(product, product),
            ProductVersion = Shared(row, 15, same)!,
            SerialNumber = Shared(row, 16, same),
            OpenedAt = At(row, 17)!.Value,
            BallSince = At(row, 18)!.Value,
            LastActivityAt = At(row, 19)!.Value,
            OwnerId = row.IsDBNull(20) ? null : row.GetGuid(20),
            OwnerName = Shared(row, 21, same),
            ReopenCount = row.GetInt32(22),
            Clock = row.IsDBNull(23)
                ? null
                : new NextClock(
                    (ClockKind)row.GetInt32(23),
                    Shared(row, 24, same)!,
                    row.GetInt32(30),
                    At(row, 25)!.Value,
                    Duration.FromSeconds(row.GetInt64(26)),
                    At(row, 27),
                    At(row, 28),
                    At(row, 29)
                ),
        };
    }

    private static Instant? At(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeTicks(row.GetInt64(column));

    // Names return in row after row; one string for all of them.
    private static string? Shared(DbDataReader row, int column, Dictionary<string, string> same)
    {
        if (row.IsDBNull(column))
            return null;
        var text = row.GetString(column);
        if (same.TryGetValue(text, out var known))
            return known;
        same[text] = text;
        return text;
    }
}
