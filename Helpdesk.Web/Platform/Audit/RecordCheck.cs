using Microsoft.Data.Sqlite;
using NodaTime;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>What of a link does not fit.</summary>
public enum Misfit
{
    /// <summary>Its number is not the next one: something before it is missing, or was put in.</summary>
    Gap = 0,

    /// <summary>It does not go on from the entry before it.</summary>
    Previous = 1,

    /// <summary>Its own fields are not what was written.</summary>
    Hash = 2,

    /// <summary>Its words are not those that were said, or not where they belong.</summary>
    Words = 3,

    /// <summary>It lies with another case than the one it names.</summary>
    Case = 4,

    /// <summary>It was emptied, and the administrative log knows of no erasure that did so.</summary>
    Tombstone = 5,
}

/// <summary>The first place where a chain does not hold.</summary>
public sealed record BrokenLink(string Table, long Id, string? CaseNumber, Instant? At, Misfit What);

/// <summary>A chain as it was found.</summary>
/// <param name="Cases">How many cases it speaks of.</param>
/// <param name="Erased">Entries whose words were erased; that breaks nothing.</param>
/// <param name="Head">Hash of the last entry in hex; noted elsewhere, it proves later that nothing was cut off or rewritten.</param>
public sealed record ChainPicture(string Table, long Entries, long Cases, long Erased, string Head, BrokenLink? Broken);

/// <summary>Walks both chains from end to end past Entity Framework, one row in memory at a time.</summary>
public static class RecordCheck
{
    private const string TimelineSql = """
        SELECT t.Id, t.PreviousHash, t.Hash, t.CaseNumber, t.At, t.ActorKind, t.ActorId, t.ActorName, t.Event,
            t.Voice, t.WordsHash, t.CaseId, c.Number, n.Text, n.CaseId, r.Text, r.CaseId, u.Text, u.CaseId, t.CaseVersion, x.Digest
        FROM Timeline t LEFT JOIN Cases c ON c.Id = t.CaseId
        LEFT JOIN Notes n ON n.EntryId = t.Id LEFT JOIN Replies r ON r.EntryId = t.Id LEFT JOIN CustomerWords u ON u.EntryId = t.Id
        LEFT JOIN Redactions x ON x.EntryId = t.Id
        ORDER BY t.Id
        """;

    private const string AdminSql =
        "SELECT Id, PreviousHash, Hash, At, ActorKind, ActorId, ActorName, Action, SubjectId, SubjectName, Details "
        + "FROM AdminLog ORDER BY Id";

    // Of the first column of words; one column for the text and one for the case in the order of Voice.
    private const int FirstWords = 13;
    private const int Voices = 3;

    /// <summary>Both chains as of one moment, though a console may be writing meanwhile.</summary>
    public static IReadOnlyList<ChainPicture> Run(SqliteConnection db)
    {
        using var moment = db.BeginTransaction(deferred: true);
        return [Timeline(db), AdminLog(db)];
    }

    private static ChainPicture Timeline(SqliteConnection db)
    {
        using var hash = new LinkHash();
        var cases = new HashSet<string>(StringComparer.Ordinal);
        var erased = 0L;
        var walk = new ChainWalk("Timeline");
        using var dropped = new DroppedWalk(db);
        using var rows = ChainWalk.Query(db, TimelineSql);
        while (walk.Broken is null && rows.Read())
        {
            dropped.StepTo(rows.GetInt64(0), walk);
            var link = new TimelineLink(
                walk.Last.Hash,
                walk.Last.Id + 1,
                rows.GetString(3),
                rows.GetInt64(FirstWords + (2 * Voices)),
                rows.GetInt64(4),
                rows.GetInt64(5),
                Text(rows, 6),
                rows.GetString(7),
                rows.GetString(8),
                rows.GetInt64(9),
                Bytes(rows, 10)
            );
            var (fits, gone) = Words(rows, link);
            var number = rows.IsDBNull(12) ? null : rows.GetString(12);
            // What an erasure left is held by its tombstone; the chain goes on over the hash that the whole entry had.
            var whole =
                Bytes(rows, FirstWords + (2 * Voices) + 1) is not { } digest ? hash.Of(link)
                : digest.AsSpan().SequenceEqual(hash.Of(link)) ? rows.GetFieldValue<byte[]>(2)
                : LinkHash.Nothing;
            walk.Step(
                rows,
                whole,
                link.At,
                link.CaseNumber,
                !fits ? Misfit.Words
                    : number != link.CaseNumber ? Misfit.Case
                    : null
            );
            cases.Add(link.CaseNumber);
            erased += gone ? 1 : 0;
        }

        dropped.StepTo(long.MaxValue, walk);
        walk.Doubt(TombstoneCheck.FirstUnvouched(db), Misfit.Tombstone);
        walk.Doubt(TombstoneCheck.FirstUnvouchedDrop(db), Misfit.Gap);
        walk.End(
            db,
            "SELECT max(EntryId) FROM (SELECT EntryId FROM Notes UNION ALL SELECT EntryId FROM Replies "
                + "UNION ALL SELECT EntryId FROM CustomerWords)"
        );
        return walk.Picture(cases.Count, erased);
    }

    private static ChainPicture AdminLog(SqliteConnection db)
    {
        using var hash = new LinkHash();
        var walk = new ChainWalk("AdminLog");
        using var rows = ChainWalk.Query(db, AdminSql);
        while (walk.Broken is null && rows.Read())
        {
            var link = new AdminLink(
                walk.Last.Hash,
                walk.Last.Id + 1,
                rows.GetInt64(3),
                rows.GetInt64(4),
                Text(rows, 5),
                rows.GetString(6),
                rows.GetString(7),
                Text(rows, 8),
                rows.GetString(9),
                rows.GetString(10)
            );
            walk.Step(rows, hash.Of(link), link.At, null, null);
        }

        walk.End(db, null);
        return walk.Picture(0, 0);
    }

    /// <summary>Whether the words fit, and whether there were some that are gone.</summary>
    private static (bool Fit, bool Gone) Words(SqliteDataReader row, TimelineLink link)
    {
        var gone = link.WordsHash is not null;
        for (var voice = 0; voice < Voices; voice++)
        {
            var column = FirstWords + (2 * voice);
            if (row.IsDBNull(column))
                continue;
            if (
                voice != link.Voice
                || row.GetInt64(column + 1) != row.GetInt64(11)
                || link.WordsHash is null
                || !LinkHash.OfWords(row.GetString(column))!.AsSpan().SequenceEqual(link.WordsHash)
            )
                return (false, false);
            gone = false;
        }

        return (true, gone);
    }

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Bytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
