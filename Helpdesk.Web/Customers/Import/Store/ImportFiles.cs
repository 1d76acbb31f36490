using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Customers.Import.Store;

/// <summary>Files on their way in, in the data directory: only as long as they are needed.</summary>
public sealed class ImportFiles(IOptions<DataOptions> data)
{
    public const long MostBytes = 100L * 1024 * 1024;

    public string Folder => Path.Combine(data.Value.FullPath, "imports");

    /// <summary>Makes it, for the console alone.</summary>
    public void MakeFolder() => OwnFolder.Within(data.Value, "imports");

    public string PathOf(Guid import) => Path.Combine(Folder, import.ToString("N"));

    /// <summary>Refused with <c>sheet.too-large</c>.</summary>
    public async Task<Result> SaveAsync(Guid import, Stream content, CancellationToken cancellation)
    {
        MakeFolder();
        var path = PathOf(import);
        var (bytes, left) = (new byte[64 * 1024], MostBytes);
        await using (var file = new FileStream(path, Options()))
        {
            for (int read; (read = await content.ReadAsync(bytes, cancellation)) > 0; )
            {
                if ((left -= read) < 0)
                    break;
                await file.WriteAsync(bytes.AsMemory(0, read), cancellation);
            }
        }

        if (left >= 0)
            return Result.Ok;
        Remove(import);
        return Result.Refuse("sheet.too-large", null, MostBytes / (1024 * 1024));
    }

    public void Remove(Guid import)
    {
        // Rows that came by call never had a file, nor perhaps the folder.
        if (File.Exists(PathOf(import)))
            File.Delete(PathOf(import));
    }

    // Records tell about people: nobody else on the machine reads them.
    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
