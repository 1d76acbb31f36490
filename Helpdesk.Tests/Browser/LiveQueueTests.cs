using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Queue.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The queue changes by itself on every screen, and holds still under the hand.</summary>
public sealed class LiveQueueTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Take_InOneBrowser_ShowsTheOwnerInTheOtherWithoutReload()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Two browsers side by side");
        var anna = await OpenAsync(console.Server, new PageOptions { SignedInAs = "wagner" });
        var yuki = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        await new QueueSteps(anna.Page).OpenAsync($"?q={number}&case={number}");
        await new QueueSteps(yuki.Page).OpenAsync($"?q={number}");
        await Expect(new QueueSteps(yuki.Page).Row(number)).ToContainTextAsync("Unassigned");

        await anna.Page.GetByRole(AriaRole.Button, new() { Name = "Take", Exact = true }).ClickAsync();

        await Expect(new QueueSteps(yuki.Page).Row(number)).ToContainTextAsync("Wagner Anna");
        await Expect(new QueueSteps(anna.Page).Pane).ToContainTextAsync("Wagner Anna");
    }

    [BrowserFact]
    public async Task CaseFromTheApi_AppearsByItself()
    {
        using var api = new ApiCaller(console.Server);
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        var queue = new QueueSteps(session.Page);
        await session.Page.GotoAsync("/queue?q=appears");
        await Expect(session.Page.Locator(".list .empty")).ToContainTextAsync("No case fits");

        await api.OpenCaseAsync("appears by itself");

        await Expect(queue.Row("appears by itself")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task NewCase_WhileARowIsSelected_WaitsBehindThePillUntilThePoint()
    {
        using var api = new ApiCaller(console.Server);
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        var queue = new QueueSteps(session.Page);
        await queue.OpenAsync();
        await session.Page.Keyboard.PressAsync("j");
        await Expect(queue.Selected).ToHaveCountAsync(1);
        var first = await queue.Rows.First.GetAttributeAsync("id");

        await api.OpenCaseAsync("waits behind the pill", "Emergency");

        await Expect(queue.News).ToContainTextAsync("1 new");
        (await queue.Rows.First.GetAttributeAsync("id")).ShouldBe(first, "a row that is selected holds the order");
        await session.Page.Keyboard.PressAsync(".");
        await Expect(queue.News).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task NewEmergency_IsAnnouncedToScreenReaders()
    {
        using var api = new ApiCaller(console.Server);
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito", Locale = "en-US" });
        await new QueueSteps(session.Page).OpenAsync();

        var number = await api.OpenCaseAsync("Server down", "Emergency");

        await Expect(session.Page.Locator("[aria-live=assertive]")).ToContainTextAsync($"New Emergency: {number}");
    }

    [BrowserFact]
    public async Task WhoLooks_ShowsInTheColleaguesRow()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Presence");
        var yuki = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        await new QueueSteps(yuki.Page).OpenAsync($"?q={number}");
        var anna = await OpenAsync(console.Server, new PageOptions { SignedInAs = "wagner" });

        await new QueueSteps(anna.Page).OpenAsync($"?q={number}&case={number}");

        await Expect(new QueueSteps(yuki.Page).Row(number)).ToContainTextAsync("Wagner Anna is looking");
        await anna.Page.FillAsync("#reply-text", "It");
        await Expect(new QueueSteps(yuki.Page).Row(number)).ToContainTextAsync("Wagner Anna is writing");
    }

    [BrowserFact]
    public async Task Reply_ByTheApi_ShowsAsTheLastLineOfTheRow()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Last line");
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        var queue = new QueueSteps(session.Page);
        await queue.OpenAsync($"?q={number}");

        await api.DoAsync(number, "reply", new { text = "We have reproduced it here.\nMore tomorrow." });

        await Expect(queue.Row(number)).ToContainTextAsync("We have reproduced it here.");
        await Expect(queue.Row(number)).Not.ToContainTextAsync("More tomorrow");
    }
}

/// <summary>The clocks start by themselves when the business calendar opens (spec P10; an engineer's Tuesday, steps 1 and 2).</summary>
public sealed class OpeningTests(BrowserFixture browser) : BrowserTest(browser)
{
    // Wednesday 9 June 2027, 08:59:50 in Tokyo.
    private static readonly DateTimeOffset JustBeforeNine = new(2027, 6, 8, 23, 59, 50, TimeSpan.Zero);

    [BrowserFact]
    public async Task NineOClock_PausedClocksRun_WithoutReload()
    {
        await using var server = await ConsoleServer.StartAsync(new ConsoleSettings { Start = JustBeforeNine });
        using var api = new ApiCaller(server);
        var number = await api.OpenCaseAsync("Opened before nine", "High");
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "ito" });
        var queue = new QueueSteps(session.Page);
        await queue.OpenAsync($"?q={number}");
        await Expect(queue.Row(number)).ToContainTextAsync("paused until 09:00");

        server.Time.Advance(TimeSpan.FromSeconds(11));
        server.Services.GetRequiredService<ClockTransitions>().Run();

        await Expect(queue.Row(number)).Not.ToContainTextAsync("paused until");
        await Expect(queue.Row(number).Locator("[data-run='1']")).ToHaveCountAsync(1);
        await session.Page.CloseAsync();
    }
}
