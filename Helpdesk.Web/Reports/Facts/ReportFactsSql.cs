using System.Data.Common;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Helpdesk.Web.Reports.Facts;

/// <summary>
/// Reads facts past Entity Framework, from two indexes that hold just these columns: a year of 200,000 cases is some fifty megabytes
/// to read instead of the gigabyte that the cases' texts take (docs/performance.md).
/// </summary>
public static class ReportFactsSql
{
    /// <summary>All that is read of a case, in the order of the index.</summary>
    public const string CaseColumns =
        "Id, OpenedAt, ClosedAt, Status, Severity, Tier, ClosingReason, ReopenCount, ProductCode, ProductVersion, "
        + "CustomerName, Contact_Organisation, Contact_Name, OwnerId";

    public const string ClockColumns =
        "CaseId, Kind, CalendarId, CalendarVersion, StartedAt, DueAt, EndedAt, EndedAs, WasMissed, ExcusedAt";

    public const string AllCases = $"SELECT {CaseColumns} FROM Cases ORDER BY Id";

    public const string AllClocks = $"SELECT {ClockColumns} FROM CaseClocks ORDER BY CaseId";

    // Every command leaves an entry, and entries only ever grow: what is newer than the last one seen has changed.
    private const string Changed = "SELECT CaseId FROM Timeline WHERE Id > $seen";

    public const string ChangedCases = $"SELECT {CaseColumns} FROM Cases WHERE Id IN ({Changed}) ORDER BY Id";

    public const string ChangedClocks = $"SELECT {ClockColumns} FROM CaseClocks WHERE CaseId IN ({Changed}) ORDER BY CaseId";

    /// <summary>The last entry there is: everything up to it is in what is read after this.</summary>
    public static long LastEntry(SqliteConnection db) => Number(db, "SELECT coalesce(max(Id), 0) FROM Timeline", 0);

    /// <summary>How many entries are newer.</summary>
    public static long EntriesAfter(SqliteConnection db, long seen) => Number(db, "SELECT count(*) FROM Timeline WHERE Id > $seen", seen);

    public static long Count(SqliteConnection db, bool clocks) =>
        Number(db, clocks ? "SELECT coalesce(max(Id), 0) FROM CaseClocks" : "SELECT coalesce(max(Id), 0) FROM Cases", 0);

    /// <summary>Clocks in the order of their cases.</summary>
    public static List<(long CaseId, ClockFact Clock)> ReadClocks(
        SqliteConnection db,
        string sql,
        long seen,
        ReportNames names,
        int expected = 0
    )
    {
        var clocks = new List<(long, ClockFact)>(expected);
        using var rows = Query(db, sql, seen);
        while (rows.Read())
        {
            clocks.Add(
                (
                    rows.GetInt64(0),
                    new(
                        (ClockKind)rows.GetInt32(1),
                        names.Calendars.Add(rows.GetString(2), rows.GetInt32(3)),
                        Instant.FromUnixTimeTicks(rows.GetInt64(4)),
                        At(rows, 5),
                        At(rows, 6),
                        rows.IsDBNull(7) ? null : (ClockEnd)rows.GetInt32(7),
                        rows.GetBoolean(8),
                        !rows.IsDBNull(9)
                    )
                )
            );
        }

        return clocks;
    }

    // Only of the cases that came back, or are open: their entries are found by the index on the case.
    private const string Endings =
        "SELECT At, Event FROM Timeline WHERE CaseId = $case "
        + "AND Event ->> '$.\"$type\"' IN ('closed', 'old-closed', 'merged', 'close-undone', 'merge-undone', 'reopened', 'resolved') "
        + "ORDER BY Id";

    /// <summary>Reads what these cases no longer tell of themselves from their time lines, and puts it in.</summary>
    public static void ReadHistories(SqliteConnection db, IEnumerable<long> cases, ReportFacts into)
    {
        using var command = db.CreateCommand();
        command.CommandText = Endings;
        var id = command.Parameters.Add("$case", SqliteType.Integer);
        command.Prepare();
        foreach (var one in cases)
        {
            id.Value = one;
            using var rows = command.ExecuteReader();
            into.Put(one, CaseHistory.Of(EntriesOf(rows)));
        }
    }

    private static IEnumerable<(Instant At, CaseEvent What)> EntriesOf(SqliteDataReader rows)
    {
        while (rows.Read())
            yield return (
                Instant.FromUnixTimeTicks(rows.GetInt64(0)),
                JsonSerializer.Deserialize<CaseEvent>(rows.GetString(1), StoredJson.Options)!
            );
    }

    /// <summary>Reads cases and puts them in, each with its clocks.</summary>
    /// <returns>The ids of those whose time lines may say more.</returns>
    public static List<long> ReadCases(
        SqliteConnection db,
        string sql,
        long seen,
        ReportFacts into,
        List<(long CaseId, ClockFact Clock)> clocks
    )
    {
        var withHistory = new List<long>();
        using var rows = Query(db, sql, seen);
        var (next, mine) = (0, new List<ClockFact>());
        // A handful of people own everything: their ids are spelt once.
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.Read())
        {
            var id = rows.GetInt64(0);
            mine.Clear();
            while (next < clocks.Count && clocks[next].CaseId <= id)
            {
                // A clock of a case that is not there yet: that case is newer than this reading and comes with the next.
                if (clocks[next].CaseId == id)
                    mine.Add(clocks[next].Clock);
                next++;
            }

            var fact = Case(rows, id, into.Names, owners);
            into.Put(fact, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(mine));
            if (fact.HasHistory)
                withHistory.Add(id);
        }

        return withHistory;
    }

    private static CaseFact Case(SqliteDataReader row, long id, ReportNames names, Dictionary<string, int> owners) =>
        new(
            id,
            Instant.FromUnixTimeTicks(row.GetInt64(1)),
            At(row, 2),
            (CaseStatus)row.GetInt32(3),
            (Severity)row.GetInt32(4),
            (SupportTier)row.GetInt32(5),
            row.IsDBNull(6) ? null : (ClosingReason)row.GetInt32(6)
        )
        {
            Reopens = row.GetInt32(7),
            Product = names.Products.Add(row.GetString(8)),
            Version = names.Versions.Add(row.GetString(9)),
            Customer = names.Customers.Add(
                row.GetString(
                    !row.IsDBNull(10) ? 10
                    : !row.IsDBNull(11) ? 11
                    : 12
                )
            ),
            Owner = Owner(row.IsDBNull(13) ? "" : row.GetString(13), names, owners),
        };

    private static int Owner(string stored, ReportNames names, Dictionary<string, int> owners)
    {
        if (!owners.TryGetValue(stored, out var place))
            owners[stored] = place = names.Owners.Add(stored.Length == 0 ? "" : OwnerKey(Guid.Parse(stored)));
        return place;
    }

    /// <summary>An owner's id as facts and addresses spell it.</summary>
    public static string OwnerKey(Guid owner) => owner.ToString("D");

    private static Instant? At(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeTicks(row.GetInt64(column));

    private static long Number(SqliteConnection db, string sql, long seen)
    {
        using var command = Command(db, sql, seen);
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteDataReader Query(SqliteConnection db, string sql, long seen) => Command(db, sql, seen).ExecuteReader();

    private static SqliteCommand Command(SqliteConnection db, string sql, long seen)
    {
        var command = db.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$seen", seen);
        return command;
    }
}
