using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>One map of keys: a case on its own page knows those of the pane, every page those that work everywhere.</summary>
public sealed class CaseKeyTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task CasePage_KnowsTheKeysOfThePane()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Keys on a page");
        var page = await OpenAsync("/cases/" + number, "body[data-keys=case]");

        foreach (var (key, act) in ((string, string)[])[("s", "Severity"), ("m", "Request information"), ("c", "Log a call")])
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.Locator("form.act > b")).ToHaveTextAsync(act);
            await Expect(page.Locator("form.act :focus")).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.Locator("form.act")).ToHaveCountAsync(0);
        }

        // Whom it goes to is right as it stands: the words come first.
        await page.Locator("#solution-pick").ClickAsync();
        await Expect(page.Locator("#act-text")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("form.act")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".headline")).ToContainTextAsync("Owner: Tanaka Jun");
        await page.Keyboard.PressAsync("r");
        await Expect(page.Locator("#reply-text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("msag?n/");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("msag?n/");
        await Expect(page.Locator("form.act, .sheet, .person-list")).ToHaveCountAsync(0);
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.EvaluateAsync(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', isComposing: true, bubbles: true }))"
        );
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("back to the queue");
        await Expect(page.Locator("form.act")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("u");
        await Expect(page.Locator(".pane .case-pane")).ToContainTextAsync(number);
    }

    [BrowserFact]
    public async Task EveryPage_SearchesHelpsAndOpensANewCase()
    {
        var page = await OpenAsync("/on-call", "#main h1");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog).Locator("dt")).ToHaveCountAsync(3);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("nowhere else");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".results #search")).ToHaveValueAsync("nowhere else");

        await page.GotoAsync("/knowledge");
        await page.Locator("#main h1").WaitForAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#open-case")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData(1440, "en")]
    [InlineData(1440, "ja")]
    [InlineData(1920, "ja")]
    public async Task Queue_NothingThatComesMovesARow(int width, string language)
    {
        using var api = new ApiCaller(console.Server);
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "mori",
                Viewport = new ViewportSize { Width = width, Height = 900 },
            }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/queue%3Fview%3DAll");
        var rows = page.Locator(".row");
        await rows.Nth(6).WaitForAsync();
        var top = await TopAsync(page);

        await rows.Nth(2).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await rows.Nth(3).ClickAsync(new() { Modifiers = [KeyboardModifier.Control] });
        await Expect(page.Locator(".row.picked")).ToHaveCountAsync(2);
        (await TopAsync(page)).ShouldBe(top, "the bar of acts");
        await api.OpenCaseAsync("News under the hand " + width + language);
        await page.Locator(".news").WaitForAsync();
        (await TopAsync(page)).ShouldBe(top, "what waits to be shown");

        await page.FillAsync("#search", "nothing like it");
        await Expect(rows).ToHaveCountAsync(0);
        await Expect(page.Locator(".bulk button:enabled")).ToHaveCountAsync(1);
        (await TopAsync(page)).ShouldBe(top, "search and its filters");
        await page.FillAsync("#search", "");
        await Expect(page.Locator(".row.picked")).ToHaveCountAsync(2);
    }

    private static Task<double> TopAsync(IPage page) =>
        page.EvaluateAsync<double>("document.querySelector('.list').getBoundingClientRect().top");

    private async Task<IPage> OpenAsync(string address, string until)
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "tanaka" });
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=" + Uri.EscapeDataString(address));
        await session.Page.Locator(until).First.WaitForAsync();
        return session.Page;
    }
}
