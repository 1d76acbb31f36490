using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Queue;

/// <summary>The queue for machines: pages of a view in the order the cases fall due.</summary>
[Collection(ApiTests.Name)]
public sealed class QueueApiTests(ApiServer server)
{
    private const string Path = "/api/v1/queue";

    [Theory]
    [InlineData("now")]
    [InlineData("unassigned")]
    [InlineData("waiting-on-customer")]
    [InlineData("after-hours")]
    [InlineData("missed")]
    [InlineData("all")]
    public async Task Pages_JoinedTogether_AreTheViewInOrder(string view)
    {
        using var caller = server.Caller();
        var whole = await WalkAsync(caller, $"?view={view}&take=200");
        var pages = await WalkAsync(caller, $"?view={view}&take=7");
        whole.Count.ShouldBeGreaterThan(0, "the demo has cases in every view");
        pages.ShouldBe(whole);
        whole.Select(e => e.Number).Distinct().Count().ShouldBe(whole.Count);
        // Now is in order of rank (QueueKeyTests): severity counts there.
        if (view != "now")
            whole.Select(e => e.DueAt ?? "9999").ShouldBeInOrder(SortDirection.Ascending, StringComparer.Ordinal);
        ((int)(await caller.GetAsync($"{Path}?view={view}&take=1")).ShouldBeOk().Json["total"]!).ShouldBe(whole.Count);
    }

    [Fact]
    public async Task View_LeftOut_IsNow()
    {
        using var caller = server.Caller();
        (await WalkAsync(caller, "?take=200")).ShouldBe(await WalkAsync(caller, "?view=Now&take=200"));
    }

    [Fact]
    public async Task Missed_AreThoseDueByNow()
    {
        using var caller = server.Caller();
        (await WalkAsync(caller, "?view=missed&take=200")).ShouldAllBe(e => string.CompareOrdinal(e.DueAt, "2027-06-09T01:00:00Z") <= 0);
    }

    [Fact]
    public async Task Search_FindsACaseAsPeopleType()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync(change: b => b["subject"] = "ネットワーク経由の検証 ＸＹＺ");
        (await WalkAsync(caller, "?view=all&search=" + Uri.EscapeDataString("ねっとわーく xyz"))).Select(e => e.Number).ShouldBe([number]);
    }

    [Theory]
    [InlineData("?view=nowhere", "view: enum.unknown", 400)]
    [InlineData("?view=3", "view: enum.unknown", 400)]
    [InlineData("?take=0", "take: page.take", 422)]
    [InlineData("?take=201", "take: page.take", 422)]
    [InlineData("?take=ten", "take: page.take", 422)]
    [InlineData("?take=99999999999", "take: page.take", 422)]
    [InlineData("?after=rubbish", "after: page.after", 422)]
    public async Task BadQuestion_IsRefusedByName(string query, string error, int status)
    {
        using var caller = server.Caller();
        (await caller.GetAsync(Path + query)).ShouldBeProblem(status).Errors.ShouldBe([error]);
    }

    [Fact]
    public async Task Search_TooLong_IsRefused()
    {
        using var caller = server.Caller();
        (await caller.GetAsync($"{Path}?search={new string('x', 201)}")).ShouldBeProblem(422).Errors.ShouldBe(["search: text.too-long"]);
    }

    private static async Task<List<(string Number, string? DueAt)>> WalkAsync(ApiCaller caller, string query)
    {
        List<(string, string?)> rows = [];
        for (string? after = null; ; )
        {
            var page = (await caller.GetAsync(Path + query + (after is null ? "" : "&after=" + after))).ShouldBeOk().Json;
            rows.AddRange(page["items"]!.AsArray().Select(e => ((string)e!["number"]!, (string?)e["clock"]?["dueAt"])));
            rows.Count.ShouldBeLessThan(2000, "paging comes to an end");
            after = (string?)page["next"];
            if (after is null)
                return rows;
        }
    }
}
