using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// Every countdown opens its ledger, counts rightly under any clock, and prints; the time line by kind stands in the address.
/// </summary>
public sealed class LedgerTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Ledger_OpensFromRowKeyHeaderAndPane_AndGivesFocusBack()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/queue?view=Missed");
        var (sheet, row) = (page.Locator(".ledger-sheet"), page.Locator(".row").First);
        await row.Locator("[data-ledger]").ClickAsync();
        await Expect(sheet.Locator(".sum").First).ToContainTextAsync("due");
        await Expect(sheet).ToContainTextAsync("Place in Now");
        await Expect(page.Locator(".case-pane")).ToHaveCountAsync(0);
        await AxeCheck.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(sheet).ToHaveCountAsync(0);

        await page.Keyboard.PressAsync("j");
        var number = (await page.Locator(".row.selected .number").TextContentAsync())!.Trim();
        await page.Keyboard.PressAsync("w");
        await Expect(sheet).ToContainTextAsync(number);
        await page.Keyboard.PressAsync("Escape");
        await page.GotoAsync("/cases/" + number);
        await page.Locator("button.head-clock").PressAsync("Enter");
        await Expect(sheet).ToContainTextAsync(number);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("button.head-clock")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Print_GivesTheLedgerAlone_AndTheCaseWithoutControls()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Printed case");
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato", ColorScheme = ColorScheme.Dark })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await page.Locator(".timeline li").First.WaitForAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var hidden in (string[])[".bar", ".rail", ".composer", ".story-tools", ".case-side .acts"])
            await Expect(page.Locator(hidden).First).ToBeHiddenAsync();
        await Expect(page.Locator(".facts dd").First).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme")).ShouldBe("light", "paper is white");
        (await page.PdfAsync(new() { PreferCSSPageSize = true })).Length.ShouldBeGreaterThan(5_000);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await page.Locator("button.head-clock").ClickAsync();
        await page.Locator(".ledger-sheet").WaitForAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".shell")).ToBeHiddenAsync();
        await Expect(page.Locator(".ledger-sheet .ledger").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Countdown_UnderAClockThatIsHoursWrong_IsRightFromTheFirstPicture()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Wrong clock");
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" })).Page;
        // The console stands in June 2027; whatever this machine's clock says is months off, and nine hours on top.
        await page.AddInitScriptAsync(
            """
            const real = Date.now; Date.now = () => real() + 9 * 3600 * 1000;
            window.seen = new Set();
            new MutationObserver(() => {
              for (const l of document.querySelectorAll('.left')) if (l.textContent) window.seen.add(l.textContent);
            }).observe(document, { subtree: true, childList: true, characterData: true });
            """
        );
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await Expect(page.Locator("button.head-clock .left")).ToHaveTextAsync(new Regex("^(8h 00m|7h 59m)$"));

        (await page.EvaluateAsync<string[]>("[...window.seen]")).ShouldNotContain(
            text => Regex.IsMatch(text, "[0-9]{3,}h"),
            "not even for a moment"
        );
    }

    [BrowserFact]
    public async Task TimeLine_FilterStandsInTheAddress_WithCounts()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Filtered case");
        await api.DoAsync(number, "note", new { text = "inside" });
        await api.DoAsync(number, "reply", new { text = "outside" });
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        var notes = page.Locator(".story-tools button", new() { HasText = "Notes" });
        await Expect(notes.Locator("span")).ToHaveTextAsync("1");
        await notes.PressAsync("Enter");

        await Expect(page).ToHaveURLAsync(new Regex("show=notes$"));
        await Expect(page.Locator(".timeline li")).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(page.Locator(".timeline li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".timeline")).ToContainTextAsync("inside");
        await page.Locator(".story-tools button", new() { HasText = "Replies" }).ClickAsync();
        await Expect(page.Locator(".timeline li")).ToHaveCountAsync(2);
    }
}
