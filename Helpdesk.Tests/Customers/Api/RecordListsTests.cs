using System.Text.Json.Nodes;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Customers.Api;

/// <summary>Lists of records: narrowed down, page after page, while others write; and who may ask for them.</summary>
[Collection(ApiTests.Name)]
public sealed class RecordListsTests(ApiServer server) : IAsyncLifetime
{
    private ApiCaller _crm = null!;

    public async ValueTask InitializeAsync() => _crm = server.Caller(await server.KeyAsync(ApiKeyScope.Records));

    public ValueTask DisposeAsync()
    {
        _crm.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task List_PageAfterPage_MeetsEachOnce_AndWhatChangesAgain()
    {
        var mark = "Pager " + Guid.NewGuid().ToString("N")[..8];
        for (var i = 0; i < 5; i++)
            await PutAsync($"{mark[6..]}-{i}", mark);
        var first = (await _crm.GetAsync($"/api/v1/customers?limit=2&search={Uri.EscapeDataString(mark)}")).ShouldBeOk().Json;
        Keys(first).ShouldBe([$"{mark[6..]}-0", $"{mark[6..]}-1"]);

        // One that was read and one that was not are changed meanwhile.
        await ChangeAsync($"{mark[6..]}-0", mark + " again");
        await ChangeAsync($"{mark[6..]}-3", mark + " again");
        var all = new List<string>();
        for (var page = first; page["next"] is { } next; )
        {
            page = (await _crm.GetAsync((string)next!)).ShouldBeOk().Json;
            all.AddRange(Keys(page));
            first = page;
        }

        all.ShouldBe(new[] { 2, 4, 0, 3 }.Select(i => $"{mark[6..]}-{i}"));

        // The last page's place is where the next run goes on.
        await ChangeAsync($"{mark[6..]}-1", mark + " later");
        var later = await _crm.GetAsync($"/api/v1/customers?after={first["after"]}&search={Uri.EscapeDataString(mark)}");
        Keys(later.ShouldBeOk().Json).ShouldBe([$"{mark[6..]}-1"]);
    }

    [Fact]
    public async Task List_ChangedSince_LeavesOutWhatIsOlder()
    {
        var key = "S" + Guid.NewGuid().ToString("N")[..8];
        await PutAsync(key, "Since");
        var now = (string)(await _crm.GetAsync("/api/v1/customers/" + key)).Json["changedAt"]!;

        Keys((await _crm.GetAsync("/api/v1/customers?limit=1000&changedSince=" + now)).ShouldBeOk().Json).ShouldContain(key);
        var later = await _crm.GetAsync("/api/v1/customers?changedSince=2027-06-12T00:00:00Z");
        Keys(later.ShouldBeOk().Json).ShouldBeEmpty();
        later.Json["after"].ShouldBeNull();
    }

    [Fact]
    public async Task List_Contracts_AreNarrowedDown()
    {
        var key = "C" + Guid.NewGuid().ToString("N")[..8];
        await PutAsync(key, "Narrow");
        await ContractAsync(key + "-1", key, "Standard", "SPX-SERVER", "2027-08-31");
        await ContractAsync(key + "-2", key, "Premium", "SPX-SB", "2028-03-31");
        (
            await _crm.PutAsync(
                $"/api/v1/licences/{key}-L",
                $$"""{ "product": "SPX-SB", "customer": "{{key}}", "contract": "{{key}}-2" }"""
            )
        ).ShouldBeOk(201);

        foreach (
            var (asked, found) in new[]
            {
                ("contracts?customer=" + key, new[] { "1", "2" }),
                ("contracts?customer=" + key.ToLowerInvariant(), ["1", "2"]),
                ($"contracts?customer={key}&tier=premium", ["2"]),
                ($"contracts?customer={key}&endsBefore=2027-09-01", ["1"]),
                ($"contracts?customer={key}&endsBefore=2027-08-31", []),
                ($"contracts?customer={key}&product=spx-sb", ["2"]),
                ($"contracts?product=SPX-SB&search={key}", ["2"]),
                ($"licences?customer={key}&product=SPX-SB", ["L"]),
                ($"licences?contract={key}-2", ["L"]),
                ($"licences?contract={key}-1", []),
            }
        )
            Keys((await _crm.GetAsync("/api/v1/" + asked)).ShouldBeOk().Json).ShouldBe(found.Select(f => $"{key}-{f}"), asked);
        Keys((await _crm.GetAsync("/api/v1/products/SPX-SERVER/versions")).ShouldBeOk().Json).ShouldContain("5.2.7");
        Keys((await _crm.GetAsync("/api/v1/products")).ShouldBeOk().Json).ShouldContain("SPX-SB");
        Keys((await _crm.GetAsync("/api/v1/contacts?limit=3")).ShouldBeOk().Json).Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("customers?tier=Premium", "tier: record.filter-unknown")]
    [InlineData("customers?changedSince=yesterday", "changedSince: instant.bad")]
    [InlineData("customers?limit=0", "limit: page.take")]
    [InlineData("customers?limit=1001", "limit: page.take")]
    [InlineData("customers?after=!", "after: record.after-bad")]
    [InlineData("customers?after=AAAA", "after: record.after-bad")]
    [InlineData("contracts?tier=Gold", "tier: enum.unknown")]
    [InlineData("contracts?endsBefore=31.12.2027", "endsBefore: record.date-bad")]
    public async Task List_BadParameter_IsRefusedWithItsName(string asked, string error) =>
        (await _crm.GetAsync("/api/v1/" + asked)).ShouldBeProblem(400).Errors.ShouldBe([error]);

    [Fact]
    public async Task KeysOfOtherScopes_SeeNoRecords()
    {
        foreach (
            var key in new[] { DemoPeople.ApiKey, await server.KeyAsync(ApiKeyScope.Wall), await server.KeyAsync(ApiKeyScope.Reports) }
        )
        {
            using var caller = server.Caller(key);
            (await caller.GetAsync("/api/v1/customers")).Status.ShouldBe(403);
            (await caller.GetAsync("/api/v1/licences/SP-1001-7337")).Status.ShouldBe(403);
            (await caller.PutAsync("/api/v1/customers/X", """{ "name": "X" }""")).Status.ShouldBe(403);
        }

        using var nobody = server.Caller(null);
        (await nobody.GetAsync("/api/v1/customers")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task KeyForRecords_WorksNoCases_AndReadsNoReports()
    {
        foreach (var path in new[] { "/api/v1/queue", "/api/v1/cases/2027-000001", "/api/v1/reports/backlog", "/api/v1/wall" })
            (await _crm.GetAsync(path)).Status.ShouldBe(403, path);
        (await _crm.PostAsync("/api/v1/cases", "{}")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task KeyForReports_ReadsReports_AndNothingElse()
    {
        using var caller = server.Caller(await server.KeyAsync(ApiKeyScope.Reports));
        foreach (var path in new[] { "backlog", "attainment.csv", "cases?count=opened" })
            (await caller.GetAsync("/api/v1/reports/" + path)).Status.ShouldBe(200, path);
        foreach (var path in new[] { "/api/v1/queue", "/api/v1/cases/2027-000001", "/api/v1/customers", "/api/v1/wall", "/reports" })
            (await caller.GetAsync(path)).Status.ShouldBe(403, path);
    }

    private static IEnumerable<string> Keys(JsonNode page) =>
        page["items"]!.AsArray().Select(i => (string)(i!["key"] ?? i["number"] ?? i["serial"] ?? i["code"] ?? i["version"])!);

    private async Task PutAsync(string key, string name) =>
        (await _crm.PutAsync("/api/v1/customers/" + key, $$"""{ "name": "{{name}}" }""")).ShouldBeOk(201);

    private async Task ChangeAsync(string key, string name) =>
        (await _crm.PutAsync("/api/v1/customers/" + key, $$"""{ "name": "{{name}}" }""", ("If-Match", "*"))).ShouldBeOk();

    private async Task ContractAsync(string number, string customer, string tier, string product, string until) =>
        (
            await _crm.PutAsync(
                "/api/v1/contracts/" + number,
                $$"""
                {
                  "customer": "{{customer}}", "tier": "{{tier}}", "products": ["{{product}}"], "from": "2027-04-01", "until": "{{until}}"
                }
                """
            )
        ).ShouldBeOk(201);
}
