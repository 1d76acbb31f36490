using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Helpdesk.Web.Platform.Audit;

/// <summary>
/// The hash of one link: SHA-256 over its fields as they are stored, each behind its length (four bytes, lowest first; -1 for none),
/// so that no two lists of fields have the same bytes.
/// </summary>
internal sealed class LinkHash : IDisposable
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What stands for the entry before the first.</summary>
    public static readonly byte[] Nothing = new byte[Size];

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The SHA-256 of an entry's words; null when it has none.</summary>
    public static byte[]? OfWords(string? words) => words is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(words));

    /// <summary>An id as the database keeps it.</summary>
    public static string? Stored(Guid? id) => id?.ToString().ToUpperInvariant();

    public static long Stored(Instant at) => at.ToUnixTimeTicks();

    public byte[] Of(TimelineLink link)
    {
        Add("timeline");
        Add(link.Previous);
        Add(link.Id);
        Add(link.CaseNumber);
        Add(link.CaseVersion);
        AddActor(link.At, link.ActorKind, link.ActorId, link.ActorName);
        Add(link.Event);
        Add(link.Voice);
        Add(link.WordsHash);
        return _hash.GetHashAndReset();
    }

    public byte[] Of(AdminLink link)
    {
        Add("admin");
        Add(link.Previous);
        Add(link.Id);
        AddActor(link.At, link.ActorKind, link.ActorId, link.ActorName);
        Add(link.Action);
        Add(link.SubjectId);
        Add(link.SubjectName);
        Add(link.Details);
        return _hash.GetHashAndReset();
    }

    public void Dispose() => _hash.Dispose();

    private void AddActor(long at, long kind, string? id, string name)
    {
        Add(at);
        Add(kind);
        Add(id);
        Add(name);
    }

    private void Add(string? text) => Add(text is null ? null : Encoding.UTF8.GetBytes(text));

    private void Add(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int) + sizeof(long)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(bytes[sizeof(int)..], number);
        _hash.AppendData(bytes);
    }

    private void Add(byte[]? bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes?.Length ?? -1);
        _hash.AppendData(length);
        if (bytes is not null)
            _hash.AppendData(bytes);
    }
}

/// <summary>The fields of a time-line entry as they are stored.</summary>
internal sealed record TimelineLink(
    byte[] Previous,
    long Id,
    string CaseNumber,
    long CaseVersion,
    long At,
    long ActorKind,
    string? ActorId,
    string ActorName,
    string Event,
    long Voice,
    byte[]? WordsHash
);

/// <summary>The fields of an entry of the administrative log as they are stored.</summary>
internal sealed record AdminLink(
    byte[] Previous,
    long Id,
    long At,
    long ActorKind,
    string? ActorId,
    string ActorName,
    string Action,
    string? SubjectId,
    string SubjectName,
    string Details
);
