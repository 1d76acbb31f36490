using System.Diagnostics;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench start</c>: from starting the process to the first page, with 100,000 open cases.</summary>
internal sealed class StartBench : IBench
{
    private const double TargetSeconds = 3;

    public string Name => "start";

    public string About => "Process start to the first page and to ready, with 100,000 open cases.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var count = options.Number("cases", 100_000);
        using var folder = new BenchFolder(options);
        // The console itself makes the database and the demo; its open cases are then copied until there are enough.
        await using (await BenchConsole.StartReadyAsync(folder.Path, options)) { }

        var open = await CopiedCases.FillAsync(folder.Database, count);
        await report.LineAsync($"{open} open cases in a database of {new FileInfo(folder.Database).Length / (1 << 20)} MiB");
        var (pages, ready) = (new List<double>(), new List<double>());
        for (var run = 0; run < options.Number("runs", 5); run++)
        {
            var (page, readyAt, sockets) = await StartAsync(folder.Path, options);
            await report.LineAsync(
                $"start {run + 1}: listening after {sockets:F2} s, /queue after {page:F2} s, ready after {readyAt:F2} s"
            );
            pages.Add(page);
            ready.Add(readyAt);
        }

        await report.AtMostAsync("process start to /queue, signed in, slowest", pages.Max(), TargetSeconds, "s");
        await report.AtMostAsync("process start to ready, slowest", ready.Max(), TargetSeconds, "s");
    }

    /// <summary>
    /// Seconds until a signed-in person has the queue's page, until the console says it is ready, and until it answers at all.
    /// </summary>
    private static async Task<(double Page, double Ready, double Listening)> StartAsync(string data, BenchOptions options)
    {
        await using var console = BenchConsole.Start(data, options);
        using var http = new HttpClient { BaseAddress = new(console.Address) };
        var listening = await console.WaitForAsync(http, "/health/live");
        var ready = console.WaitForAsync(http, "/health/ready");
        using var visitor = new ConsoleVisitor(console.Address);
        await visitor.SignInAsync("/account/login", DemoPeople.Kato.UserName, DemoPeople.Password);
        using var page = await visitor.OpenAsync("/queue");
        var seen = Stopwatch.GetElapsedTime(console.StartedAt).TotalSeconds;
        return (seen, await ready / 1000, listening / 1000);
    }
}
