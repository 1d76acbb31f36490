using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>What an erasure did to the record.</summary>
/// <param name="Entries">Entries that lost a name or an address.</param>
/// <param name="Digest">Hex SHA-256 over the tombstones' digests in the order of their entries; the administrative log keeps it.</param>
public sealed record ErasedRecord(int Entries, string Digest);

/// <summary>
/// Takes out of the time line what names a person. Each entry that loses something gets a tombstone first: the chain goes on over the
/// hash it always had, and what is left of it is held by the tombstone, which the administrative log vouches for.
/// </summary>
public static class RecordEraser
{
    /// <summary>The detail of the administrative act that vouches for the tombstones.</summary>
    public const string DigestDetail = "digest";

    /// <summary>Erases the words and names of these cases; call it inside a transaction and the write gate.</summary>
    /// <param name="elsewhere">Entries of other cases that lose their names, and keep their words: those are that customer's.</param>
    public static async Task<ErasedRecord> EraseAsync(
        HelpdeskDb db,
        IReadOnlyList<long> cases,
        IReadOnlyList<long> elsewhere,
        Guid erasure,
        CancellationToken cancellation
    )
    {
        await db.Replies.Where(w => cases.Contains(w.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.Notes.Where(w => cases.Contains(w.CaseId)).ExecuteDeleteAsync(cancellation);
        await db.CustomerWords.Where(w => cases.Contains(w.CaseId)).ExecuteDeleteAsync(cancellation);
        var entries = await db
            .Timeline.AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(e => (cases.Contains(e.CaseId) || elsewhere.Contains(e.Id)) && !db.Redactions().Any(r => r.EntryId == e.Id))
            .OrderBy(e => e.Id)
            .ToListAsync(cancellation);
        using var hash = new LinkHash();
        List<(Redaction Stone, string Event, string Actor)> emptied =
        [
            .. entries.Where(NamesSomebody).Select(e => Empty(e, erasure, hash)),
        ];
        db.Redactions().AddRange(emptied.Select(e => e.Stone));
        await db.SaveChangesAsync(cancellation);
        foreach (var (stone, happened, actor) in emptied)
            await db.Database.ExecuteSqlAsync(
                $"UPDATE Timeline SET ActorName = {actor}, Event = {happened} WHERE Id = {stone.EntryId}",
                cancellation
            );
        return new(emptied.Count, DigestOf(emptied.Select(e => e.Stone.Digest)));
    }

    /// <summary>One hash over many digests, in order.</summary>
    internal static string DigestOf(IEnumerable<byte[]> digests)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var digest in digests)
            whole.AppendData(digest);
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }

    private static bool NamesSomebody(TimelineEntry entry) =>
        IsTheCustomers(entry) || !entry.Event.WithoutPersonalData().Equals(entry.Event);

    private static bool IsTheCustomers(TimelineEntry entry) => entry is { ActorKind: ActorKind.Customer, ActorName.Length: > 0 };

    private static (Redaction Stone, string Event, string Actor) Empty(TimelineEntry entry, Guid erasure, LinkHash hash)
    {
        var happened = JsonSerializer.Serialize(entry.Event.WithoutPersonalData(), StoredJson.Options);
        var actor = IsTheCustomers(entry) ? "" : entry.ActorName;
        var left = new TimelineLink(
            entry.PreviousHash,
            entry.Id,
            entry.CaseNumber,
            entry.CaseVersion,
            LinkHash.Stored(entry.At),
            (long)entry.ActorKind,
            LinkHash.Stored(entry.ActorId),
            actor,
            happened,
            (long)entry.Voice,
            entry.WordsHash
        );
        return (
            new()
            {
                EntryId = entry.Id,
                Erasure = erasure,
                Digest = hash.Of(left),
            },
            happened,
            actor
        );
    }
}
