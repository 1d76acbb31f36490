using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Helpdesk.Web.Files;

/// <summary>Makes a new name in a folder survive a power cut, as flushing a file does for its bytes (fsync(2)).</summary>
internal static class DiskSync
{
    // Windows writes the names of a folder by its own journal, and lets nobody ask for it.
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (descriptor < 0)
            throw new IOException(
                $"The folder {path} could not be opened: errno {Marshal.GetLastPInvokeError()}",
                Marshal.GetLastPInvokeError()
            );
        using var folder = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(folder);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
