namespace Helpdesk.Tests.Bench;

/// <summary>
/// A folder for one measurement's data, gone when it is over. <c>--folder</c> names another disk than the system's temporary one.
/// </summary>
internal sealed class BenchFolder : IDisposable
{
    public BenchFolder(BenchOptions options) =>
        Path = Directory
            .CreateDirectory(
                System.IO.Path.Combine(
                    options.Text("folder", System.IO.Path.GetTempPath()),
                    "helpdesk-bench-" + Guid.NewGuid().ToString("N")
                )
            )
            .FullName;

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "helpdesk.db");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
