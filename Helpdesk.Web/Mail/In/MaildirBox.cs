using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In;

/// <summary>A maildir: what lies in <c>new</c> is read and goes to <c>cur</c>. Plain .eml files may be laid there too.</summary>
public sealed class MaildirBox(IOptions<MailInOptions> options, IOptions<DataOptions> data, ILogger<MaildirBox> log) : IMailBox
{
    /// <summary>A plain file may still be being copied; a mail server renames whole ones into place.</summary>
    private static readonly TimeSpan CopyTakes = TimeSpan.FromSeconds(2);

    /// <summary>Of a mail that is too large only so much is read.</summary>
    public const int Beginning = 256 * 1024;

    public string Name => Folder;

    private string Folder =>
        options.Value.Maildir.Length > 0 ? Path.GetFullPath(options.Value.Maildir) : Path.Combine(data.Value.FullPath, "maildir");

    private string New => Path.Combine(Folder, "new");

    public async Task ReadAsync(Func<FetchedMail, CancellationToken, Task> take, CancellationToken cancellation)
    {
        Make();
        foreach (
            var file in new DirectoryInfo(New)
                .GetFiles()
                .Where(IsComplete)
                .OrderBy(f => f.LastWriteTimeUtc)
                .ThenBy(f => f.Name, StringComparer.Ordinal)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await take(await FetchAsync(file, cancellation), cancellation);
                // ":2,S" is how a maildir says seen; Windows has no colon in names.
                var name = file.Name.Split(':')[0];
                File.Move(file.FullName, Path.Combine(Folder, "cur", OperatingSystem.IsWindows() ? name : name + ":2,S"), overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // Another node was faster; the database has let only one of the two in.
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The mail {File} could not be taken; it stays where it is", file.Name);
            }
        }
    }

    public Task<int> CountAsync(CancellationToken cancellation) =>
        Task.FromResult(Directory.Exists(New) ? Directory.GetFiles(New).Length : 0);

    public async Task WaitAsync(CancellationToken cancellation)
    {
        Make();
        var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(New) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite };
        watcher.Created += (_, _) => came.TrySetResult();
        watcher.Renamed += (_, _) => came.TrySetResult();
        watcher.Changed += (_, _) => came.TrySetResult();
        watcher.EnableRaisingEvents = true;
        // What came while nobody watched, and what is being copied in: a look a little later.
        if (Directory.EnumerateFiles(New).Any())
            await came.Task.WaitAsync(CopyTakes, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        else
            await came.Task.WaitAsync(cancellation);
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<FetchedMail> FetchAsync(FileInfo file, CancellationToken cancellation)
    {
        await using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var raw = new byte[stream.Length > options.Value.MaxBytes ? Beginning : stream.Length];
        await stream.ReadExactlyAsync(raw, cancellation);
        return new(raw, stream.Length);
    }

    // The disk's own clock on both sides, whatever the programme's clock says.
    private static bool IsComplete(FileInfo file) =>
        !file.Name.StartsWith('.')
        && (
            !file.Name.EndsWith(".eml", StringComparison.OrdinalIgnoreCase)
            || TimeProvider.System.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > CopyTakes
        );

    private void Make()
    {
        foreach (var name in (string[])["tmp", "new", "cur"])
            Directory.CreateDirectory(Path.Combine(Folder, name));
    }
}
