using Microsoft.Data.Sqlite;
using NodaTime;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>The places of dropped entries, beside the walk over those that are there.</summary>
internal sealed class DroppedWalk : IDisposable
{
    private readonly SqliteDataReader _rows;
    private bool _isThere;

    public DroppedWalk(SqliteConnection db)
    {
        _rows = ChainWalk.Query(db, "SELECT EntryId, PreviousHash, Hash FROM DroppedEntries ORDER BY EntryId");
        _isThere = _rows.Read();
    }

    /// <summary>Over all that lie before this entry.</summary>
    public void StepTo(long entry, ChainWalk walk)
    {
        for (; _isThere && _rows.GetInt64(0) < entry; _isThere = _rows.Read())
            walk.StepOver(_rows.GetInt64(0), _rows.GetFieldValue<byte[]>(1), _rows.GetFieldValue<byte[]>(2));
    }

    public void Dispose() => _rows.Dispose();
}

/// <summary>One walk along a chain; the first three columns of every row are id, hash of the one before, hash.</summary>
internal sealed class ChainWalk(string table)
{
    public Link Last { get; private set; } = Link.None;

    public BrokenLink? Broken { get; private set; }

    /// <param name="expected">The hash this row has when it is the next link and nothing of it was changed.</param>
    public void Step(SqliteDataReader row, byte[] expected, long at, string? caseNumber, Misfit? other)
    {
        var (id, hash) = (row.GetInt64(0), row.GetFieldValue<byte[]>(2));
        Misfit? what =
            id != Last.Id + 1 ? Misfit.Gap
            : !row.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(Last.Hash) ? Misfit.Previous
            : !hash.AsSpan().SequenceEqual(expected) ? Misfit.Hash
            : other;
        if (what is { } misfit)
            Broken = new(table, id, caseNumber, Moment(at), misfit);
        else
            Last = new(id, hash);
    }

    /// <summary>Goes over an entry that was dropped with the demo: nothing is left of it but its place.</summary>
    public void StepOver(long id, byte[] previous, byte[] hash)
    {
        if (Broken is not null)
            return;
        if (id != Last.Id + 1)
            Broken = new(table, id, null, null, Misfit.Gap);
        else if (!previous.AsSpan().SequenceEqual(Last.Hash))
            Broken = new(table, id, null, null, Misfit.Previous);
        else
            Last = new(id, hash);
    }

    /// <summary>Breaks the chain at an entry that was emptied or dropped although no act tells of it.</summary>
    public void Doubt(long? entry, Misfit what)
    {
        if (Broken is null && entry is { } id)
            Broken = new(table, id, null, null, what);
    }

    /// <summary>
    /// Looks for what lay behind the last entry: the database remembers the highest id it ever saw, and words name theirs.
    /// </summary>
    public void End(SqliteConnection db, string? behind)
    {
        if (Broken is not null)
            return;
        using var rows = Query(
            db,
            "SELECT max((SELECT coalesce(max(seq), 0) FROM sqlite_sequence "
                + $"WHERE name = '{table}'), coalesce(({behind ?? "SELECT 0"}), 0))"
        );
        if (rows.Read() && rows.GetInt64(0) > Last.Id)
            Broken = new(table, Last.Id + 1, null, null, Misfit.Gap);
    }

    public ChainPicture Picture(long cases, long erased) => new(table, Last.Id, cases, erased, Convert.ToHexStringLower(Last.Hash), Broken);

    // A tampered time may lie outside every calendar.
    private static Instant? Moment(long ticks) =>
        ticks < Instant.MinValue.ToUnixTimeTicks() || ticks > Instant.MaxValue.ToUnixTimeTicks() ? null : Instant.FromUnixTimeTicks(ticks);

    /// <param name="sql">A constant.</param>
    public static SqliteDataReader Query(SqliteConnection db, string sql)
    {
        var command = db.CreateCommand();
#pragma warning disable CA2100 // Constants of the check.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteReader();
    }
}
