using System.Security.Cryptography;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In;

/// <summary>
/// Mails as they came, byte for byte, under the data directory by their checksum: on the disk before the row that names them.
/// </summary>
public sealed class RawMails(IOptions<DataOptions> data)
{
    private readonly Lock _place = new();

    private string Folder => Path.Combine(data.Value.FullPath, "mail-in");

    public static string ChecksumOf(ReadOnlySpan<byte> raw) => Convert.ToHexStringLower(SHA256.HashData(raw));

    /// <summary>Writes the bytes so that they survive a power cut; doing it again changes nothing.</summary>
    public string Keep(ReadOnlySpan<byte> raw)
    {
        var checksum = ChecksumOf(raw);
        var place = PathOf(checksum);
        lock (_place)
        {
            if (File.Exists(place))
                return checksum;
            var folder = Path.GetDirectoryName(place)!;
            OwnFolder.At(folder);
            var part = place + ".part";
            using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(raw);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, place, overwrite: true);
            DiskSync.Folder(folder);
            DiskSync.Folder(Folder);
        }

        return checksum;
    }

    /// <summary>Null when the bytes were cleared away.</summary>
    public async Task<byte[]?> ReadAsync(string checksum, CancellationToken cancellation)
    {
        var place = PathOf(checksum);
        return File.Exists(place) ? await File.ReadAllBytesAsync(place, cancellation) : null;
    }

    public void Remove(string checksum)
    {
        lock (_place)
            File.Delete(PathOf(checksum));
    }

    private string PathOf(string checksum) => Path.Combine(Folder, checksum[..2], checksum + ".eml");
}
