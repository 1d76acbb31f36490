using System.Net;
using AngleSharp.Html.Dom;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Knowledge.Help;

/// <summary>The help pages over HTTP: for everybody, without a circuit or a script (spec P7, I4).</summary>
[Collection(ApiTests.Name)]
public sealed class HelpPageTests(ApiServer server)
{
    [Fact]
    public async Task Page_NeedsNoScript_CallsNobodyElse_AndListsForumAndVideos()
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var page = await visitor.OpenAsync("/support/help");

        page.QuerySelectorAll("script").ShouldBeEmpty();
        page.QuerySelectorAll("[src], link[href]")
            .Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!)
            .ShouldAllBe(address => !address.Contains("//", StringComparison.Ordinal));
        page.QuerySelectorAll(".help-list li").Length.ShouldBe(12);
        page.QuerySelectorAll(".help-links a").Select(a => a.TextContent).ShouldContain("Users' forum");
        page.QuerySelectorAll(".help-links li")
            .ShouldAllBe(
                li =>
                    li.TextContent.Contains("in English", StringComparison.Ordinal)
                    || li.TextContent.Contains("in Japanese", StringComparison.Ordinal),
                "each with its language"
            );
    }

    [Fact]
    public async Task Search_FindsAndMarks_AndWhatWasTypedIsOnlyText()
    {
        await server.Console.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var page = await visitor.OpenAsync("/support/help?q=" + Uri.EscapeDataString("vss writer"));
        page.QuerySelector(".help-list a")!.TextContent.ShouldBe("Backup fails with a VSS error");
        page.QuerySelectorAll("mark").ShouldNotBeEmpty();

        using var attack = await visitor.OpenAsync("/support/help?q=" + Uri.EscapeDataString("\"><script>alert(1)</script> zzyzx"));
        attack.QuerySelectorAll("script").ShouldBeEmpty();
        attack.QuerySelector("#q")!.GetAttribute("value").ShouldBe("\"><script>alert(1)</script> zzyzx");
    }

    [Fact]
    public async Task Article_AsksWhetherItWasTheAnswer_AndThanks()
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);
        using var list = await visitor.OpenAsync("/support/help");
        var address = list.QuerySelector(".help-list a")!.GetAttribute("href")!;
        using var page = await visitor.OpenAsync(address);
        page.Forms.Length.ShouldBe(2);
        var fields = page.Forms[0]
            .QuerySelectorAll("input[name]")
            .OfType<IHtmlInputElement>()
            .Select(i => KeyValuePair.Create(i.Name!, i.Value));

        using var answer = await visitor.PostAsync(address, new FormUrlEncodedContent(fields));

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        using var thanks = await visitor.OpenAsync(answer.Headers.Location!.ToString().Split('#')[0]);
        thanks.QuerySelector("[role=status]")!.TextContent.ShouldContain("Thank you");
    }

    [Theory]
    [InlineData("/support/help/999999-nothing")]
    [InlineData("/support/help/nothing")]
    [InlineData("/support/help/26-before-a-broken-chain-goes-to-development")]
    [InlineData("/support/help/27")]
    public async Task MissingInternalAndUnpublishedOnes_AreAllMissingAlike(string address)
    {
        using var http = new HttpClient { BaseAddress = new(server.Console.Address) };
        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Gone);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain("There is no such article");
        text.ShouldNotContain("broken chain");
    }

    [Fact]
    public async Task Api_SearchesArticles_AndGivesBothLanguages()
    {
        await server.Console.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
        using var caller = server.Caller();
        var found = (await caller.GetAsync("/api/v1/articles?search=" + Uri.EscapeDataString("検証"))).ShouldBeOk().Json;
        var id = (long)found[0]!["id"]!;
        var article = (await caller.GetAsync($"/api/v1/articles/{id}")).ShouldBeOk().Json;
        article["bodies"]!.AsArray().Count.ShouldBe(2);
        (await caller.GetAsync("/api/v1/articles/999999")).Status.ShouldBe(404);
    }
}
