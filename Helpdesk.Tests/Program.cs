using Helpdesk.Tests.Bench;
using Helpdesk.Tests.Cases.Walks;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Tests.Support.Running;

namespace Helpdesk.Tests;

/// <summary>
/// One program, five uses: <c>all</c> runs every test with a browser, <c>bench</c> and <c>load</c> measure, <c>replay</c> plays a walk
/// again, and anything else is handed to the test platform, so that <c>dotnet test</c> and <c>dotnet run -- --filter-class …</c> work
/// as usual.
/// </summary>
internal static class TestProgram
{
    private static Task<int> Main(string[] args) =>
        args switch
        {
            ["all", .. var rest] => TestsAsync(() => AllCommand.RunAsync(rest)),
            ["bench", .. var rest] => BenchCommand.RunAsync(rest, Console.Out),
            ["load", .. var rest] => LoadCommand.RunAsync(rest, Console.Out),
            ["replay", .. var rest] => ReplayCommand.RunAsync(rest, Console.Out),
            _ => TestsAsync(() => TestPlatform.RunAsync(args)),
        };

    private static async Task<int> TestsAsync(Func<Task<int>> run)
    {
        using var scratch = ScratchSpace.Take();
        return await run();
    }
}
