using System.Text.Json.Nodes;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Queue;

/// <summary>Closed cases for machines: each once, page after page, and on from there the next time.</summary>
[Collection(ApiTests.Name)]
public sealed class ClosedCasesApiTests(ApiServer server)
{
    private const string Path = "/api/v1/cases?state=closed";

    [Fact]
    public async Task Pages_MeetEachClosedCaseOnce_InTheOrderOfClosing()
    {
        using var caller = server.Caller();
        var since = "2027-06-09T00:59:00Z";
        var known = (await WalkAsync(caller, $"{Path}&closedSince={since}&limit=1000")).Numbers;
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            numbers.Add(await caller.OpenAsync());
            (
                await caller.PostAsync($"/api/v1/cases/{numbers[i]}/close", """{ "reason": "NoLongerNeeded", "detail": "by mail" }""")
            ).ShouldBeOk();
        }

        var walked = await WalkAsync(caller, $"{Path}&closedSince={since}&limit=2");
        walked.Numbers.Except(known).ShouldBe(numbers);
        walked.Numbers.ShouldBeUnique();
        walked.Last["items"]!.AsArray().ShouldAllBe(i => (string?)i!["closingReason"] != null);

        // One that is opened again has left the list; the place of the last page goes on from there.
        (await caller.PostAsync($"/api/v1/cases/{numbers[1]}/undo-close", "{}")).ShouldBeOk();
        (await WalkAsync(caller, $"{Path}&closedSince={since}&limit=3"))
            .Numbers.Except(known)
            .ShouldBe(numbers.Where(n => n != numbers[1]));
        var later = await WalkAsync(caller, $"{Path}&after={walked.Last["after"]}");
        later.Numbers.ShouldBeEmpty();
        ((string?)later.Last["after"]).ShouldBe((string?)walked.Last["after"]);
    }

    [Fact]
    public async Task Item_SaysWhatTheCaseSays()
    {
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        (await caller.PostAsync($"/api/v1/cases/{number}/close", """{ "reason": "NoLongerNeeded", "detail": "by mail" }""")).ShouldBeOk();

        var item = (await WalkAsync(caller, Path + "&limit=1000&closedSince=2027-06-09T00:00:00Z")).All.Single(i =>
            (string)i["number"]! == number
        );

        var whole = (await caller.GetAsync("/api/v1/cases/" + number)).ShouldBeOk().Json["case"]!;
        foreach (var field in new[] { "version", "subject", "customer", "product", "severity", "tier", "openedAt", "channel" })
            item[field]!.ToJsonString().ShouldBe(whole[field]!.ToJsonString(), field);
        ((string)item["closingReason"]!).ShouldBe("NoLongerNeeded");
    }

    [Theory]
    [InlineData("", "state: cases.state")]
    [InlineData("?state=open", "state: cases.state")]
    [InlineData("?state=closed&closedSince=2027", "closedSince: instant.bad")]
    [InlineData("?state=closed&after=rubbish", "after: cases.after")]
    [InlineData("?state=closed&limit=0", "limit: page.take")]
    public async Task BadParameter_IsRefusedWithItsName(string asked, string error)
    {
        using var caller = server.Caller();
        (await caller.GetAsync("/api/v1/cases" + asked)).ShouldBeProblem(400).Errors.ShouldBe([error]);
    }

    private static async Task<(List<string> Numbers, List<JsonNode> All, JsonNode Last)> WalkAsync(ApiCaller caller, string path)
    {
        var all = new List<JsonNode>();
        while (true)
        {
            var page = (await caller.GetAsync(path)).ShouldBeOk().Json;
            all.AddRange(page["items"]!.AsArray().Select(i => i!));
            if ((string?)page["next"] is not { } next)
                return ([.. all.Select(i => (string)i["number"]!)], all, page);
            path = next;
        }
    }
}
