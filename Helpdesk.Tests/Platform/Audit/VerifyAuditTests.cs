using System.Diagnostics;
using Helpdesk.Tests.Support.Hosts;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Platform.Audit;

/// <summary><c>verify-audit</c> as people run it: a process of its own, on its own settings.</summary>
public sealed class VerifyAuditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BesideARunningConsole_TheRecordIsWhole()
    {
        var data = Directory.CreateTempSubdirectory("helpdesk-verify-").FullName;
        await using (await ConsoleProcess.StartDemoAsync(data))
        {
            var (code, said) = await VerifyAsync(data);
            code.ShouldBe(0, said);
            said.ShouldContain("Timeline: whole.");
            said.ShouldContain("of 330 cases, 0 of them with their words erased");
            said.ShouldContain("AdminLog: whole. 0 entries");
        }

        // And without it, once its last connection has gone.
        (await VerifyAsync(data)).Code.ShouldBe(0);
        SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task TamperedRecord_NamesTheFirstBrokenLink()
    {
        using var fixture = new ChainFixture();
        var (one, two) = (fixture.NewCase("one"), fixture.NewCase("two"));
        await fixture.SaveAsync(one, two);
        fixture.Tamper("UPDATE Timeline SET ActorName = 'nobody' WHERE Id = 2");

        var (code, said) = await VerifyAsync(fixture.Folder);

        code.ShouldBe(1, said);
        said.ShouldContain($"Timeline: BROKEN at entry 2, case {two.Number}, 2026-11-16T01:00:00Z: hash.");
        said.ShouldContain("AdminLog: whole.");
    }

    [Fact]
    public async Task NoDatabase_IsSaidPlainly()
    {
        var empty = Directory.CreateTempSubdirectory("helpdesk-verify-").FullName;
        var (code, said) = await VerifyAsync(empty);
        code.ShouldBe(2, said);
        said.ShouldContain("There is no database at " + Path.Combine(empty, "helpdesk.db"));
        Directory.GetFileSystemEntries(empty).ShouldBeEmpty("verifying makes nothing");
        await File.WriteAllTextAsync(Path.Combine(empty, "helpdesk.db"), new string('x', 5000), Token);
        (code, said) = await VerifyAsync(empty);
        code.ShouldBe(2, said);
        said.ShouldContain("cannot be verified");
        Directory.Delete(empty, recursive: true);
    }

    private static async Task<(int Code, string Said)> VerifyAsync(string data)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = data,
        };
        foreach (
            var argument in (string[])
                [Path.Combine(AppContext.BaseDirectory, "Helpdesk.Web.dll"), "verify-audit", "--Data:Directory=" + data]
        )
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output + await errors);
    }
}
