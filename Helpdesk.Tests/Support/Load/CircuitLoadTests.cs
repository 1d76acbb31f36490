using System.Text.Json;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Identity;

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
                Settle = 0,
                Login = "/account/login",
                User = DemoPeople.Ito.UserName,
                Password = DemoPeople.Password,
                Poke = "POST /api/v1/cases/{case}/note",
                Body = """{"text":"{poke}"}""",
                Headers = ["X-Api-Key: " + DemoPeople.ApiKey],
                Rate = 2,
                Cases = [await FirstCaseAsync(server)],
            },
            log);

        log.ToString().ShouldBeEmpty(string.Join('\n', server.Log));
        (report.Circuits, report.Errors, report.Pokes, report.PokesRefused).ShouldBe((2, 0, 2, 0));
        report.SeenShare.ShouldBe(1);
        report.Latency.ShouldNotBeNull();
        report.Opening.ShouldNotBeNull();
    }

    private static async Task<string> FirstCaseAsync(ConsoleServer server)
    {
        using var http = new HttpClient { BaseAddress = new(server.Address) };
        http.DefaultRequestHeaders.Add("X-Api-Key", DemoPeople.ApiKey);
        using var queue = JsonDocument.Parse(await http.GetStringAsync("/api/v1/queue", TestContext.Current.CancellationToken));
        return queue.RootElement.EnumerateObject().First(property => property.Value.ValueKind == JsonValueKind.Array).Value[0].GetProperty("number").GetString()!;
    }
}
