using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.OnCall;

/// <summary>Who is on call, over HTTP (spec U3).</summary>
[Collection(ApiTests.Name)]
public sealed class RotaApiTests(ApiServer server)
{
    private const string Path = "/api/v1/on-call";

    [Fact]
    public async Task Now_AndAtAnInstant_NamesEachLayer()
    {
        using var caller = server.Caller();
        var now = (await caller.GetAsync(Path)).ShouldBeOk().Json;
        now["layers"]!.AsArray().Select(l => (string)l!["layer"]!).ShouldBe(["Primary", "Secondary", "Supervisor"]);
        ((string)now["layers"]![0]!["person"]!, (string)now["layers"]![2]!["person"]!).ShouldBe(
            (DemoPeople.Ueda.UserName, DemoPeople.Mori.UserName)
        );
        var later = server
            .Console.Time.GetUtcNow()
            .AddDays(9)
            .ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        ((string)(await caller.GetAsync($"{Path}?at={Uri.EscapeDataString(later)}")).ShouldBeOk().Json["layers"]![0]!["person"]!).ShouldBe(
            DemoPeople.Tanaka.UserName
        );
        (await caller.GetAsync(Path + "?at=noon")).ShouldBeProblem(400).Errors.ShouldBe(["at: instant.bad"]);
    }

    [Fact]
    public async Task ShiftsAndGaps_OverAStretch()
    {
        using var caller = server.Caller();
        (await caller.GetAsync(Path + "/gaps?layer=primary")).ShouldBeOk().Json.AsArray().Count.ShouldBe(1, "the demo's next Sunday");
        (await caller.GetAsync(Path + "/shifts?layer=Supervisor")).ShouldBeOk().Json.AsArray().ShouldHaveSingleItem();
        (await caller.GetAsync(Path + "/shifts?layer=fourth")).ShouldBeProblem(400).Errors.ShouldBe(["layer: enum.unknown"]);
        (await caller.GetAsync(Path + "/shifts?from=2027-06-09T00:00Z&until=2027-06-08T00:00Z"))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["until: stretch.ends-before"]);
        (await caller.GetAsync(Path + "/gaps?from=2027-06-09T00:00Z&until=2028-06-08T00:00Z"))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["until: stretch.too-long"]);
    }

    [Fact]
    public async Task Override_TakenAndCancelled_ByAPerson_NotByAMachine()
    {
        var until = server
            .Console.Time.GetUtcNow()
            .AddHours(1)
            .UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        var body = $$"""{"layer":"Secondary","until":"{{until}}","reason":"dentist"}""";
        using var machine = server.Caller();
        (
            await machine.PostAsync(
                Path + "/overrides",
                body.Replace("\"reason", "\"person\":\"wagner\",\"reason", StringComparison.Ordinal)
            )
        ).ShouldBeProblem(403);
        (await machine.PostAsync(Path + "/overrides", "{}"))
            .ShouldBeProblem(422)
            .Errors.ShouldBe(["layer: value.required", "until: value.required"]);

        using var wagner = new HttpClient { BaseAddress = new Uri(server.Console.Address) };
        wagner.DefaultRequestHeaders.Add(
            "Cookie",
            string.Join("; ", (await server.Console.CookiesOfAsync("wagner")).Select(c => $"{c.Key}={c.Value}"))
        );
        wagner.DefaultRequestHeaders.Add("Origin", server.Console.Address);
        using var taken = await wagner.PostAsync(
            Path + "/overrides",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken
        );
        var answer = await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)taken.StatusCode).ShouldBe(201, answer);
        var id = (string)System.Text.Json.Nodes.JsonNode.Parse(answer)!["id"]!;
        ((string)(await machine.GetAsync(Path)).Json["layers"]![1]!["person"]!).ShouldBe("wagner");
        (await machine.GetAsync(Path + "/overrides")).ShouldBeOk().Json.AsArray().Select(o => (string)o!["id"]!).ShouldContain(id);

        (await machine.PostAsync($"{Path}/overrides/{id}/cancel", null)).ShouldBeProblem(403);
        using var cancelled = await wagner.PostAsync($"{Path}/overrides/{id}/cancel", null, TestContext.Current.CancellationToken);
        ((int)cancelled.StatusCode).ShouldBe(204);
        ((string)(await machine.GetAsync(Path)).Json["layers"]![1]!["person"]!).ShouldBe(DemoPeople.Ito.UserName);
        (await machine.PostAsync($"{Path}/overrides/{Guid.NewGuid()}/cancel", null)).ShouldBeProblem(404);
    }
}
