using System.Buffers;
using System.Security.Cryptography;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Files;

/// <summary>A file that lies complete on the disk but belongs to no case yet.</summary>
/// <param name="Checksum">SHA-256 in lower-case hex; also its name once it is kept.</param>
public sealed record StagedFile(string TempPath, string FileName, long Size, string Checksum)
{
    /// <summary>What its bytes say it is.</summary>
    public Sniffed Content { get; init; }

    public ScanOutcome Scan { get; init; } = new(ScanState.NotScanned, null);
}

/// <summary>
/// Files of cases by their checksum: the same bytes lie there once, and a name sent by a browser never becomes a path.
/// A file is written beside its place, flushed to the disk, and only then renamed.
/// </summary>
public sealed class AttachmentStore(IOptions<DataOptions> data)
{
    private const int BufferSize = 64 * 1024;
    private const int LongestName = 200;

    // Keeping and sweeping must not pass each other between the look and the act.
    private readonly Lock _place = new();

    // ENOSPC, EDQUOT on Unix; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private string Folder => data.Value.AttachmentFolder;

    private string Staging => Path.Combine(Folder, "staging");

    /// <summary>Opens a file to stage into; a test puts a full disk here.</summary>
    internal Func<string, Stream> Create { get; init; } =
        path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);

    /// <summary>Streams <paramref name="content"/> to the disk and looks what it is; never holds more than a buffer of it.</summary>
    /// <param name="announced">The size that the sender named, if any: a refusal can say how much room it takes.</param>
    /// <param name="progress">Told the bytes written so far, after each buffer.</param>
    /// <returns>The file, or <c>file.too-large</c> or <c>file.disk-full</c>;
    /// whatever was written of a refused or cancelled one is gone.</returns>
    public async Task<Result<StagedFile>> StageAsync(
        Stream content,
        string fileName,
        long? announced,
        long maxBytes,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        var name = FileNames.Clean(fileName);
        OwnFolder.At(Staging);
        var temp = Path.Combine(Staging, Chance.Name().ToString("N"));
        var kept = false;
        long written = 0;
        try
        {
            var (size, checksum) = await CopyAsync(content, temp, maxBytes, bytes => progress?.Invoke(written = bytes), cancellation);
            if (checksum is null)
                return TooLarge(name, maxBytes);
            kept = true;
            return new StagedFile(temp, name, size, checksum) { Content = await SniffAsync(temp, name, cancellation) };
        }
        catch (IOException e) when (DiskFull.Contains(e.HResult))
        {
            return Result<StagedFile>.Refuse(
                ErrorKind.NoSpace,
                "file.disk-full",
                "files",
                name,
                FileNames.Size(Math.Max(announced ?? 0, written))
            );
        }
        finally
        {
            if (!kept)
                File.Delete(temp);
        }
    }

    /// <summary>The refusal of a file over the limit; also for a size that is known before the first byte.</summary>
    public static Result<StagedFile> TooLarge(string fileName, long maxBytes) =>
        Result<StagedFile>.Refuse(ErrorKind.TooLarge, "file.too-large", "files", FileNames.Clean(fileName), maxBytes / (1024 * 1024));

    /// <summary>
    /// Moves a staged file to its place, so that the place itself survives a power cut; doing it again, or for bytes that lie there
    /// already, changes nothing. Call it before the row that names the file is committed: a crash in between leaves an orphan, never
    /// a row without its bytes.
    /// </summary>
    public void Keep(StagedFile file)
    {
        var place = PathOf(file.Checksum);
        lock (_place)
        {
            if (File.Exists(place))
            {
                // As good as new: the sweep must not take it while the row that wants it is on its way.
                File.SetLastWriteTimeUtc(place, TimeProvider.System.GetUtcNow().UtcDateTime);
                File.Delete(file.TempPath);
                return;
            }

            var folder = Path.GetDirectoryName(place)!;
            OwnFolder.At(folder);
            File.Move(file.TempPath, place, overwrite: true);
            DiskSync.Folder(folder);
            DiskSync.Folder(Folder);
        }
    }

    /// <summary>
    /// The checksums of all kept files that have not been touched for <paramref name="age"/>: those the sweep may ask about.
    /// </summary>
    public IReadOnlyList<string> UntouchedFor(TimeSpan age) =>
        !Directory.Exists(Folder)
            ? []
            :
            [
                .. Directory
                    .EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
                    .Where(file => Path.GetFileName(file) is { Length: 64 } && IsOlder(file, age))
                    .Select(file => Path.GetFileName(file)),
            ];

    /// <summary>Removes a kept file that no row names, unless it was wanted again meanwhile.</summary>
    /// <returns>True when it is gone.</returns>
    public bool RemoveOrphan(string checksum, TimeSpan age)
    {
        lock (_place)
        {
            if (!IsOlder(PathOf(checksum), age))
                return false;
            File.Delete(PathOf(checksum));
            return true;
        }
    }

    /// <summary>Removes a staged file that no case wants; one already kept stays.</summary>
    public static void Discard(StagedFile file) => File.Delete(file.TempPath);

    /// <summary>The bytes of a kept file, or null when they are missing.</summary>
    public Stream? Open(string checksum)
    {
        var place = PathOf(checksum);
        return File.Exists(place)
            ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous)
            : null;
    }

    /// <summary>Removes what a process that died left half-done; call it before the first form can be open.</summary>
    public int RemoveAbandoned()
    {
        if (!Directory.Exists(Staging))
            return 0;
        var left = Directory.GetFiles(Staging);
        foreach (var file in left)
            File.Delete(file);
        return left.Length;
    }

    private string PathOf(string checksum) => Path.Combine(Folder, checksum[..2], checksum);

    /// <returns>Bytes and checksum; no checksum when there were more than <paramref name="maxBytes"/>.</returns>
    private async Task<(long Size, string? Checksum)> CopyAsync(
        Stream content,
        string temp,
        long maxBytes,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            await using var target = Create(temp);
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation)) > 0)
            {
                size += read;
                if (size > maxBytes)
                    return (size, null);
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
                progress?.Invoke(size);
            }

            // The case that names this file is acknowledged only when it would survive a power cut; so must the file.
            if (target is FileStream file)
                file.Flush(flushToDisk: true);
            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The disk's own clock on both sides: a file's time is the system's, whatever the programme's clock says.
    private static bool IsOlder(string file, TimeSpan age) =>
        File.Exists(file) && TimeProvider.System.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(file) > age;

    private static async Task<Sniffed> SniffAsync(string path, string name, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous);
        return await SniffAsync(file, name, cancellation);
    }

    /// <summary>Looks at the beginning of an open file.</summary>
    internal static async Task<Sniffed> SniffAsync(Stream file, string name, CancellationToken cancellation)
    {
        var start = ArrayPool<byte>.Shared.Rent(FileSniffer.Look);
        try
        {
            var read = await file.ReadAtLeastAsync(
                start.AsMemory(0, FileSniffer.Look),
                FileSniffer.Look,
                throwOnEndOfStream: false,
                cancellation
            );
            return FileSniffer.Sniff(start.AsSpan(0, read), name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(start);
        }
    }
}
