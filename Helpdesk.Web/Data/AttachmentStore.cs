using System.Buffers;
using System.Security.Cryptography;
using Helpdesk.Domain.Kernel;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Data;

/// <summary>A file that lies complete on the disk but belongs to no case yet.</summary>
/// <param name="Checksum">SHA-256 in lower-case hex; also its name once it is kept.</param>
public sealed record StagedFile(string TempPath, string FileName, string ContentType, long Size, string Checksum);

/// <summary>
/// Files of cases by their checksum: the same bytes lie there once, and a name sent by a browser never becomes a path.
/// A file is written beside its place, flushed to the disk, and only then renamed.
/// </summary>
public sealed class AttachmentStore(IOptions<DataOptions> data)
{
    private const int BufferSize = 64 * 1024;
    private const int LongestName = 200;

    // ENOSPC, EDQUOT on Unix; ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL on Windows.
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private string Folder => data.Value.AttachmentFolder;

    private string Staging => Path.Combine(Folder, "staging");

    /// <summary>Opens a file to stage into; a test puts a full disk here.</summary>
    internal Func<string, Stream> Create { get; init; } = path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);

    /// <summary>Streams <paramref name="content"/> to the disk; never holds more than a buffer of it.</summary>
    /// <param name="progress">Told the bytes written so far, after each buffer.</param>
    /// <returns>The file, or <c>file.too-large</c> or <c>file.disk-full</c>; whatever was written of a refused or cancelled one is gone.</returns>
    public async Task<Result<StagedFile>> StageAsync(Stream content, string fileName, string? contentType, long maxBytes, Action<long>? progress, CancellationToken cancellation)
    {
        var name = CleanName(fileName);
        MakePrivate(Staging);
        var temp = Path.Combine(Staging, Guid.NewGuid().ToString("N"));
        var kept = false;
        try
        {
            var (size, checksum) = await CopyAsync(content, temp, maxBytes, progress, cancellation);
            if (checksum is null)
                return TooLarge(name, maxBytes);
            kept = true;
            return new StagedFile(temp, name, string.IsNullOrWhiteSpace(contentType) ? "application/octet-stream" : contentType, size, checksum);
        }
        catch (IOException e) when (DiskFull.Contains(e.HResult))
        {
            return Result<StagedFile>.Refuse("file.disk-full", "files", name);
        }
        finally
        {
            if (!kept)
                File.Delete(temp);
        }
    }

    /// <summary>The refusal of a file over the limit; also for a size that is known before the first byte.</summary>
    public static Result<StagedFile> TooLarge(string fileName, long maxBytes) => Result<StagedFile>.Refuse("file.too-large", "files", CleanName(fileName), maxBytes / (1024 * 1024));

    /// <summary>Moves a staged file to its place; doing it again, or for bytes that lie there already, changes nothing.</summary>
    public void Keep(StagedFile file)
    {
        var place = PathOf(file.Checksum);
        if (File.Exists(place))
        {
            File.Delete(file.TempPath);
            return;
        }

        MakePrivate(Path.GetDirectoryName(place)!);
        File.Move(file.TempPath, place, overwrite: true);
    }

    /// <summary>Removes a staged file that no case wants; one already kept stays.</summary>
    public static void Discard(StagedFile file) => File.Delete(file.TempPath);

    /// <summary>The bytes of a kept file, or null when they are missing.</summary>
    public Stream? Open(string checksum)
    {
        var place = PathOf(checksum);
        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous) : null;
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
    private async Task<(long Size, string? Checksum)> CopyAsync(Stream content, string temp, long maxBytes, Action<long>? progress, CancellationToken cancellation)
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

    private static string CleanName(string fileName)
    {
        var name = new string([.. fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c))]).Trim();
        if (name.Length > LongestName)
            name = string.Concat(name.AsSpan(0, LongestName - 20), "…", name.AsSpan(name.Length - 19));
        return name.Length == 0 ? "file" : name;
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

/// <summary>Sweeps up at start: no form outlives the process that showed it.</summary>
public sealed class AbandonedFiles(AttachmentStore store, ILogger<AbandonedFiles> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.RemoveAbandoned() is > 0 and var removed)
            log.LogInformation("Removed {Count} files of forms that were never saved", removed);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
