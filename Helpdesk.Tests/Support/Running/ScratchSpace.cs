using System.Globalization;

namespace Helpdesk.Tests.Support.Running;

/// <summary>
/// Where a run's data directories lie: in memory where the machine has room (Linux). The tests commit tens of thousands of times, and
/// each commit waits for the disk; what they prove (a process that is killed) does not need one. Benches measure on the disk.
/// </summary>
internal sealed class ScratchSpace : IDisposable
{
    private const string Variable = "TMPDIR";
    private const string Memory = "/dev/shm";
    private const string Prefix = "helpdesk-tests-";
    private const long Enough = 4L << 30;

    private readonly string? _folder;

    private ScratchSpace(string? folder) => _folder = folder;

    /// <summary>From now on temporary folders are made in memory, also by processes that are started; unless TMPDIR says where.</summary>
    public static ScratchSpace Take()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } || !HasRoom())
            return new(null);
        DropLeftOvers();
        var folder = Path.Combine(Memory, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        // Others may pass through, as through /tmp: an IMAP server works under users of its own.
        Directory.CreateDirectory(folder);
        Environment.SetEnvironmentVariable(Variable, folder);
        return new(folder);
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        Environment.SetEnvironmentVariable(Variable, null);
        Drop(_folder);
    }

    private static bool HasRoom()
    {
        try
        {
            return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= Enough;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // A run that was killed could not clean up.
    private static void DropLeftOvers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Memory, Prefix + "*"))
            if (!Directory.Exists("/proc/" + Path.GetFileName(folder)[Prefix.Length..]))
                Drop(folder);
    }

    private static void Drop(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception stillUsed) when (stillUsed is IOException or UnauthorizedAccessException)
        {
            // A process that ends this moment, or somebody else's; the next run looks again.
        }
    }
}
