using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// Whether every tombstone belongs to an erasure that the administrative log tells of, and whether they are as they were then.
/// </summary>
internal static class TombstoneCheck
{
    /// <summary>The first entry whose tombstone nobody vouches for, or null.</summary>
    public static long? FirstUnvouched(SqliteConnection db)
    {
        var vouched = Vouched(db);
        using var command = db.CreateCommand();
        command.CommandText = "SELECT Erasure, EntryId, Digest FROM Redactions ORDER BY EntryId";
        var stones = new Dictionary<string, (long First, List<byte[]> Digests)>(StringComparer.OrdinalIgnoreCase);
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                var erasure = rows.GetString(0);
                if (!stones.TryGetValue(erasure, out var found))
                    stones[erasure] = found = (rows.GetInt64(1), []);
                found.Digests.Add(rows.GetFieldValue<byte[]>(2));
            }
        }

        return stones
            .Where(s => !vouched.TryGetValue(s.Key, out var digest) || digest != RecordEraser.DigestOf(s.Value.Digests))
            .Select(s => (long?)s.Value.First)
            .Min();
    }

    private static Dictionary<string, string?> Vouched(SqliteConnection db)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT SubjectId, Details FROM AdminLog WHERE Action IN ($contact, $age)";
        command.Parameters.AddWithValue("$contact", AdminActs.ContactErased);
        command.Parameters.AddWithValue("$age", AdminActs.CasesAgedOut);
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
