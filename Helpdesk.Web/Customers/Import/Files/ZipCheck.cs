using System.IO.Compression;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>Looks into a workbook before anything reads it: a few kilobytes can unpack to more than the machine has.</summary>
internal static class ZipCheck
{
    public const long MostBytes = 200L * 1024 * 1024;
    private const int MostEntries = 2_000;

    // Tables repeat themselves, but not a thousandfold; small entries may.
    private const int MostRatio = 300;
    private const long FreeBytes = 20L * 1024 * 1024;

    /// <summary>What is wrong with it, or null.</summary>
    public static Error? Wrong(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.Entries.Any(e => e.IsEncrypted))
                return new("sheet.protected");
            if (zip.GetEntry("[Content_Types].xml") is null || !zip.Entries.Any(e => IsBook(e.FullName)))
                return new("sheet.not-a-workbook");
            if (zip.Entries.Count > MostEntries || zip.Entries.Any(IsBomb) || zip.Entries.Sum(e => e.Length) > MostBytes)
                return new("sheet.bomb", null, MostBytes / (1024 * 1024));
            return UnpacksToMore(zip) ? new("sheet.bomb", null, MostBytes / (1024 * 1024)) : null;
        }
        catch (InvalidDataException)
        {
            return new("sheet.damaged");
        }
    }

    private static bool IsBook(string name) => name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase);

    private static bool IsBomb(ZipArchiveEntry entry) =>
        entry.Length > FreeBytes && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio;

    // The lengths in the directory are the sender's word; what really comes out is counted.
    private static bool UnpacksToMore(ZipArchive zip)
    {
        var (bytes, left) = (new byte[64 * 1024], MostBytes);
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(bytes)) > 0; )
            {
                if ((left -= read) < 0)
                    return true;
            }
        }

        return false;
    }
}
