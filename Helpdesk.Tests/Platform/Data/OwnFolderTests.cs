using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Tests.Platform.Data;

/// <summary>What the console keeps is for its own account alone.</summary>
public sealed class OwnFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Make_NewFolder_IsTheOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has its folder's rights inherited");
        var options = new DataOptions { Directory = Path.Combine(_folder, "data") };

        OwnFolder.Make(options);
        OwnFolder.Make(options);

        Mode(options.FullPath).ShouldBe("0700");
        Mode(options.DatabaseFile).ShouldBe("0600");
    }

    [Fact]
    public void Make_FolderThatIsThere_KeepsItsMode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has its folder's rights inherited");
        var options = new DataOptions { Directory = Path.Combine(_folder, "shared") };
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(options.FullPath, (UnixFileMode)Convert.ToInt32("750", 8));

        OwnFolder.Make(options);

        Mode(options.FullPath).ShouldBe("0750");
    }

    [Fact]
    public async Task RunningConsole_LogAndIndexAreAsNarrowAsTheDatabase()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has its folder's rights inherited");
        await using var server = await ConsoleServer.StartAsync(
            new()
            {
                WithDemo = false,
                Configuration = new Dictionary<string, string> { ["Data:Directory"] = Path.Combine(_folder, "own") },
            }
        );

        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "own"), "*.db*"))
            Mode(file).ShouldBe("0600", file);
    }

    [Fact]
    public void FolderOfMailsAndUploads_IsForTheConsoleAlone_ButAnOperatorsOwnModeStays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has its folder's rights inherited");
        var (mail, theirs) = (Path.Combine(_folder, "mail"), Path.Combine(_folder, "theirs"));
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(theirs, (UnixFileMode)Convert.ToInt32("750", 8));

        Mode(OwnFolder.At(mail).FullName).ShouldBe("0700");
        Mode(OwnFolder.At(theirs).FullName).ShouldBe("0750");
    }

    private static string Mode(string path) =>
        OperatingSystem.IsWindows() ? "" : "0" + Convert.ToString((int)File.GetUnixFileMode(path), 8);
}
