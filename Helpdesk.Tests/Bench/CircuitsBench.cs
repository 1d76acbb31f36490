using System.Text.Json;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench circuits</c>: 300 agents look at the queue while its visible rows change ten times a second.</summary>
internal sealed class CircuitsBench : IBench
{
    private const double TargetProcessor = 60;
    private const double TargetMemory = 1;
    private const double TargetMilliseconds = 250;
    private const int RowsPoked = 12; // of the 16 that fit a window of 900 pixels

    public string Name => "circuits";

    public string About => "300 real circuits on the queue, ten changes a second among the visible rows.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        using var folder = new BenchFolder(options);
        await using var console = await BenchConsole.StartReadyAsync(folder.Path, options);
        // What looks through all records after a start would count as the circuits' own (Schedules.OnceSettled).
        await Task.Delay(TimeSpan.FromSeconds(options.Number("settle", 35)));
        var load = new LoadOptions
        {
            Base = console.Address,
            Path = "/queue",
            Circuits = options.Number("circuits", 300),
            Seconds = options.Number("seconds", 20),
            ProcessId = console.Id,
            Login = "/account/login",
            User = DemoPeople.Kato.UserName,
            Password = DemoPeople.Password,
            Poke = "POST /api/v1/cases/{case}/note",
            Body = """{"text":"{poke}"}""",
            Headers = [$"{ApiKeyHandler.Header}: {DemoPeople.ApiKey}"],
            Rate = options.Number("rate", 10),
            Cases = await TopRowsAsync(console.Address),
        };
        var measured = await CircuitLoad.RunAsync(load, report.Output);
        await report.Output.WriteLineAsync(measured.ToTable());
        await report.AtLeastAsync("circuits up", measured.Circuits, load.Circuits, "circuits");
        await report.AtMostAsync("circuits broken, changes refused", measured.Errors + measured.PokesRefused, 0, "");
        await report.AtLeastAsync("changes seen by the circuits", 100 * (measured.SeenShare ?? 0), 100, "%");
        await report.AtMostAsync("server CPU, % of one core", measured.ServerCpu ?? double.NaN, TargetProcessor, "%");
        await report.AtMostAsync("server memory a circuit", measured.MemoryPerCircuit ?? double.NaN, TargetMemory, "MiB");
        await report.AtMostAsync(
            "change sent to other agents' screens, p99",
            measured.Latency?.P99 ?? double.NaN,
            TargetMilliseconds,
            "ms"
        );
    }

    /// <summary>The rows everybody sees first.</summary>
    private static async Task<IReadOnlyList<string>> TopRowsAsync(string address)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, DemoPeople.ApiKey);
        using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/queue?view=Now&take={RowsPoked}"));
        return [.. page.RootElement.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("number").GetString()!)];
    }
}
