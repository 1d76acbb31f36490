using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// Whether every tombstone belongs to an erasure that the administrative log tells of, and whether they are as they were then.
/// </summary>
internal static class TombstoneCheck
{
    /// <summary>The first entry whose tombstone nobody vouches for, or null.</summary>
    public static long? FirstUnvouched(SqliteConnection db) =>
        First(
            db,
            "SELECT Erasure, EntryId, Digest FROM Redactions ORDER BY EntryId",
            Vouched(db, AdminActs.ContactErased, AdminActs.CasesAgedOut)
        );

    /// <summary>The first entry that was dropped though no act of dropping the demo tells of it, or null.</summary>
    public static long? FirstUnvouchedDrop(SqliteConnection db) =>
        First(db, "SELECT Dropping, EntryId, Hash FROM DroppedEntries ORDER BY EntryId", Vouched(db, AdminActs.DemoDropped, ""));

    private static long? First(SqliteConnection db, string sql, Dictionary<string, string?> vouched)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        var acts = new Dictionary<string, (long First, List<byte[]> Digests)>(StringComparer.OrdinalIgnoreCase);
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                var act = rows.GetString(0);
                if (!acts.TryGetValue(act, out var found))
                    acts[act] = found = (rows.GetInt64(1), []);
                found.Digests.Add(rows.GetFieldValue<byte[]>(2));
            }
        }

        return acts.Where(a => !vouched.TryGetValue(a.Key, out var digest) || digest != RecordEraser.DigestOf(a.Value.Digests))
            .Select(a => (long?)a.Value.First)
            .Min();
    }

    private static Dictionary<string, string?> Vouched(SqliteConnection db, string act, string otherAct)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT SubjectId, Details FROM AdminLog WHERE Action IN ($act, $other)";
        command.Parameters.AddWithValue("$act", act);
        command.Parameters.AddWithValue("$other", otherAct);
        using var rows = command.ExecuteReader();
        var vouched = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        while (rows.Read())
        {
            using var details = JsonDocument.Parse(rows.GetString(1));
            vouched[rows.GetString(0)] = details.RootElement.TryGetProperty(RecordEraser.DigestDetail, out var digest)
                ? digest.GetString()
                : null;
        }

        return vouched;
    }
}
