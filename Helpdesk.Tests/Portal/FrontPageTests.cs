using System.Net;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Portal;

/// <summary>The front door over HTTP: search, products, requests and the number to ring, without a script (spec P1, P7, P13, E8).</summary>
[Collection(ApiTests.Name)]
public sealed class FrontPageTests(ApiServer server)
{
    [Fact]
    public async Task Front_LeadsToHelpFormAndRequests_AndSaysWhomToRingWhen()
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var page = await visitor.OpenAsync("/support");

        page.QuerySelector("form[role=search]")!.GetAttribute("action").ShouldBe("/support/help");
        page.QuerySelector("a.account-button")!.GetAttribute("href").ShouldBe("/support/new");
        page.QuerySelectorAll("#emergency a").ShouldHaveSingleItem().GetAttribute("href").ShouldBe("tel:0362066286");
        // Wednesday 10:00 in Tokyo: everybody with a line is answered; Self-service has none (spec P1).
        page.QuerySelectorAll("#emergency dt").Select(t => t.TextContent).ShouldBe(["Standard", "Premium"]);
        page.QuerySelectorAll("#emergency dd").ShouldAllBe(d => d.TextContent.Contains("Somebody answers now", StringComparison.Ordinal));
        page.QuerySelector("#emergency dd")!.TextContent.ShouldContain("09:00–17:00");
        page.QuerySelectorAll(".portal-products li").Length.ShouldBeGreaterThan(5);
        page.QuerySelectorAll("a[href='/support/new?product=SPX-SERVER']").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("/support?product=SPX-SERVER", "/support/new?product=SPX-SERVER")]
    [InlineData("/support?from=newsletter", "/support/new?from=newsletter")]
    public async Task OldAddressWithAQuery_LeadsToTheForm(string old, string form)
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var answer = await visitor.GetAsync(old);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.Location!.ToString().ShouldEndWith(form);
    }

    [Fact]
    public async Task MyRequests_AsksForTheNumber_AndIsNoDeadLink()
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);

        using var page = await visitor.OpenAsync("/support/case?ask=1");

        page.QuerySelector("h1")!.TextContent.ShouldBe("My requests");
        page.QuerySelectorAll("#number").ShouldHaveSingleItem();
    }
}
