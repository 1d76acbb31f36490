using Helpdesk.Tests.Browser.Support;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Support.Hosts;

/// <summary>
/// A data directory after the demo's first start, made once a run: consoles of their own process copy it and need not seed, which costs
/// them as much again as starting. A console with other calendars or targets cannot use it: it holds the cases' promises.
/// </summary>
internal static class DemoData
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> s_files = new(MakeAsync);

    /// <summary>Lays a copy into a data directory that has no database yet.</summary>
    public static async Task LayIntoAsync(string data)
    {
        if (File.Exists(Path.Combine(data, "helpdesk.db")))
            return;
        foreach (var (name, content) in await s_files.Value)
        {
            var file = Path.Combine(data, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, content);
        }
    }

    // By the machine's clock, as the consoles that copy it.
    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("helpdesk-demo-").FullName;
        try
        {
            MigratedDatabase.LayInto(folder);
            string[] args =
            [
                "--urls=http://127.0.0.1:0",
                .. ConsoleUnderTest.Settings(folder, withDemo: true).Select(setting => $"--{setting.Key}={setting.Value}"),
            ];
            await using (var app = ConsoleUnderTest.Build(args, builder => builder.Logging.ClearProviders()))
            {
                await ConsoleUnderTest.StartAsync(app);
                await app.StopAsync();
            }

            // The last connection that closes brings the journals into their files.
            ConsoleUnderTest.ReleaseFiles();
            return Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllBytes, StringComparer.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
