using System.Collections.Concurrent;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Portal.Uploads;

/// <summary>How far a file on its way has come.</summary>
public sealed record PieceState(Guid Id, long Received, long Size, bool IsComplete);

/// <summary>
/// Takes a large file in pieces, so that a broken line or a restart costs one piece: each is appended at the place it says, and only
/// there. A whole one goes through the same intake as every other file.
/// </summary>
public sealed class PortalPieces(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    PortalFiles files,
    AttachmentStore store,
    FileIntake intake,
    IOptions<IntakeOptions> limits,
    IOptions<DataOptions> data,
    IClock clock,
    IdSource ids
)
{
    /// <summary>Bytes of one piece at most.</summary>
    public const int LargestPiece = 1024 * 1024;

    private const int BufferSize = 64 * 1024;

    // One piece of a file at a time; two at the same place would be two halves of each.
    private readonly ConcurrentDictionary<Guid, byte> _busy = new();

    private string Folder => Path.Combine(data.Value.FullPath, "uploads");

    /// <returns><c>files.too-many</c>, <c>file.too-large</c>, <c>file.empty</c>.</returns>
    public async Task<Result<PieceState>> BeginAsync(string owner, string fileName, long size, CancellationToken cancellation)
    {
        var name = FileNames.Clean(fileName);
        if (size <= 0)
            return Result<PieceState>.Refuse("file.empty", "files", name);
        if (size > limits.Value.MaxAttachmentBytes)
            return Result<PieceState>.Refuse(AttachmentStore.TooLarge(name, limits.Value.MaxAttachmentBytes).Errors);
        if (await files.RefusalAsync(owner, size, cancellation) is { } refused)
            return Result<PieceState>.Refuse([refused]);
        var row = new PortalFile
        {
            Id = ids.New(),
            Owner = owner,
            FileName = name,
            Size = size,
            AddedAt = clock.GetCurrentInstant(),
        };
        using var turn = await gate.EnterAsync(cancellation);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        db.PortalFiles().Add(row);
        await db.SaveChangesAsync(CancellationToken.None);
        return new PieceState(row.Id, 0, size, false);
    }

    /// <summary>Where to go on; null for a file that is not the owner's.</summary>
    public async Task<PieceState?> StateAsync(string owner, Guid id, CancellationToken cancellation) =>
        await FindAsync(owner, id, cancellation) is { } row
            ? new(row.Id, row.IsComplete ? row.Size : Received(row.Id), row.Size, row.IsComplete)
            : null;

    /// <summary>Appends a piece.</summary>
    /// <returns>How far it has come; <c>piece.elsewhere</c> when it does not begin where
    /// the last one ended, or what the intake refuses of the whole.</returns>
    public async Task<Result<PieceState>> AppendAsync(string owner, Guid id, long offset, Stream piece, CancellationToken cancellation)
    {
        if (await FindAsync(owner, id, cancellation) is not { } row)
            return Result<PieceState>.Refuse("files.unknown", "files", id);
        if (row.IsComplete)
            return new PieceState(id, row.Size, row.Size, true);
        if (!_busy.TryAdd(id, 0))
            return Result<PieceState>.Refuse("piece.elsewhere", "offset", Received(id));
        try
        {
            if (offset != Received(id))
                return Result<PieceState>.Refuse("piece.elsewhere", "offset", Received(id));
            var received = await WriteAsync(id, offset, row.Size, piece, cancellation);
            return received < row.Size ? new PieceState(id, received, row.Size, false) : await CompleteAsync(row, cancellation);
        }
        finally
        {
            _busy.TryRemove(id, out _);
        }
    }

    /// <summary>Removes pieces of files that nobody has gone on with.</summary>
    public int Sweep(IReadOnlySet<Guid> wanted)
    {
        if (!Directory.Exists(Folder))
            return 0;
        List<string> left =
        [
            .. Directory
                .EnumerateFiles(Folder)
                .Where(f => !Guid.TryParseExact(Path.GetFileName(f), "N", out var id) || !wanted.Contains(id)),
        ];
        left.ForEach(File.Delete);
        return left.Count;
    }

    private async Task<PortalFile?> FindAsync(string owner, Guid id, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.PortalFiles().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id && f.Owner == owner, cancellation);
    }

    private async Task<long> WriteAsync(Guid id, long offset, long size, Stream piece, CancellationToken cancellation)
    {
        OwnFolder.At(Folder);
        await using var target = new FileStream(
            PathOf(id),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.Read,
            1,
            FileOptions.Asynchronous
        );
        target.Position = offset;
        var buffer = new byte[BufferSize];
        var most = Math.Min(LargestPiece, size - offset);
        long written = 0;
        int read;
        // What is more than announced is not looked at.
        while (
            written < most
            && (read = await piece.ReadAsync(buffer.AsMemory(0, (int)Math.Min(BufferSize, most - written)), cancellation)) > 0
        )
        {
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            written += read;
        }

        return offset + written;
    }

    private async Task<Result<PieceState>> CompleteAsync(PortalFile row, CancellationToken cancellation)
    {
        Result<StagedFile> staged;
        await using (
            var whole = new FileStream(PathOf(row.Id), FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous)
        )
            staged = await intake.ReceiveAsync(whole, row.FileName, row.Size, null, cancellation);
        if (staged.IsOk)
            store.Keep(staged.Value);
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            if (await db.PortalFiles().SingleOrDefaultAsync(f => f.Id == row.Id, CancellationToken.None) is { } kept)
            {
                if (staged.IsOk)
                    kept.Complete(staged.Value);
                else
                    db.PortalFiles().Remove(kept);
                await db.SaveChangesAsync(CancellationToken.None);
            }
        }

        File.Delete(PathOf(row.Id));
        return staged.IsOk ? new PieceState(row.Id, row.Size, row.Size, true) : Result<PieceState>.Refuse(staged.Errors);
    }

    private long Received(Guid id) => new FileInfo(PathOf(id)) is { Exists: true } file ? file.Length : 0;

    private string PathOf(Guid id) => Path.Combine(Folder, id.ToString("N"));
}
