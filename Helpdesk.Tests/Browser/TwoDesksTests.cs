using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>One person in two windows: neither writes over the other, and what was sent is gone in both (days: engineer 4).</summary>
public sealed class TwoDesksTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string First = "ONE",
        Whole = First + " TWO 二😀";

    [BrowserFact]
    public async Task TwoTabs_ShowBothTexts_SentIsGoneInBoth()
    {
        var (page, _) = await OpenCaseAsync("Two tabs of one person");
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(page.Url);
        await other.Locator("#reply-text").WaitForAsync();
        await page.FillAsync("#reply-text", First);
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");

        await Expect(other.Locator(".crossed .words")).ToHaveTextAsync(First);
        await other.FillAsync("#reply-text", "THREE");
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("THREE");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(First);
        await other.GetByRole(AriaRole.Button, new() { Name = "Use that text" }).ClickAsync();
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync(First);
        await Expect(other.Locator(".crossed")).ToHaveCountAsync(0);

        await page.PressAsync("#reply-text", "Control+Enter");
        await Expect(page.Locator(".timeline .us .words")).ToHaveTextAsync(First);
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("");
        await NoCopyIsLeftAsync(page);
    }

    [BrowserFact]
    public async Task AnOldCopyOnADeskThatLostItsLine_IsShownBesideTheNewerText_AndNotTypedIn()
    {
        var (page, line) = await OpenCaseAsync("Two desks");
        await page.FillAsync("#reply-text", First);
        await NoCopyIsLeftAsync(page);
        await line.HearLast("");
        await page.Locator("#reply-text").PressSequentiallyAsync(" old");
        var desk = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        await desk.Page.GotoAsync(page.Url);
        await desk.Page.Locator("#reply-text").WaitForAsync();
        await desk.Page.FillAsync("#reply-text", Whole);
        await Expect(desk.Page.Locator(".kept")).Not.ToBeEmptyAsync();

        await page.ReloadAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(Whole);
        await Expect(page.Locator(".crossed .words")).ToHaveTextAsync(First + " old");
        await desk.Page.PressAsync("#reply-text", "Control+Enter");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep what is in the box" }).ClickAsync();

        await Expect(page.Locator(".crossed")).ToHaveCountAsync(0);
        await NoCopyIsLeftAsync(page);
    }

    // The browser lets go of a copy when the server has it.
    private static Task NoCopyIsLeftAsync(IPage page) =>
        page.WaitForFunctionAsync(
            "() => !Object.keys(localStorage).some(key => key.startsWith('draft:'))",
            null,
            new() { Timeout = 30_000 }
        );

    private async Task<(IPage Page, HeldLine Line)> OpenCaseAsync(string subject)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync(subject);
        // What Blazor logs while there is no line.
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        session.Expecting("No interop methods|_blazor|negotiat|WebSocket|onnection");
        var line = await HeldLine.AtAsync(session.Page);
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await Expect(session.Page.Locator(".timeline")).ToContainTextAsync("mail sent to");
        return (session.Page, line);
    }
}
