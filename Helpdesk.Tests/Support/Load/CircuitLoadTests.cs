using System.Text.Json;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Support.Load;

/// <summary>The driver's circuits are real: they start on the console's queue and are drawn what somebody else changes.</summary>
public sealed class CircuitLoadTests
{
    [Fact]
    public async Task Run_NotesOnAShownCase_ReachEveryCircuit()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var log = new StringWriter();

        var report = await CircuitLoad.RunAsync(
            new()
            {
                Base = server.Address,
                Path = "/queue",
                Circuits = 2,
                Seconds = 1,
                Settle = 1,
                Login = "/account/login",
                User = DemoPeople.Ito.UserName,
                Password = DemoPeople.Password,
                Poke = "POST /api/v1/cases/{case}/note",
                Body = """{"text":"{poke}"}""",
                Headers = ["X-Api-Key: " + DemoPeople.ApiKey],
                Rate = 2,
                // One poke a case: two on one may be drawn as one, which shows the newer text only.
                Cases = await TopCasesAsync(server, count: 2),
            },
            log
        );

        log.ToString().ShouldBeEmpty(string.Join('\n', server.Log));
        (report.Circuits, report.Errors, report.Pokes, report.PokesRefused).ShouldBe((2, 0, 2, 0));
        report.SeenShare.ShouldBe(1);
        report.Latency.ShouldNotBeNull();
        report.Opening.ShouldNotBeNull();
    }

    private static async Task<IReadOnlyList<string>> TopCasesAsync(ConsoleServer server, int count)
    {
        using var http = new HttpClient { BaseAddress = new(server.Address) };
        http.DefaultRequestHeaders.Add("X-Api-Key", DemoPeople.ApiKey);
        using var queue = JsonDocument.Parse(await http.GetStringAsync("/api/v1/queue", TestContext.Current.CancellationToken));
        var cases = queue.RootElement.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Array).Value;
        return [.. cases.EnumerateArray().Take(count).Select(entry => entry.GetProperty("number").GetString()!)];
    }
}
