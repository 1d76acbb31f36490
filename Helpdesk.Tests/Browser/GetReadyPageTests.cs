using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>An administrator sees what is missing, and tries the mail out.</summary>
public sealed class GetReadyPageTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Administrator_SeesEachLine_AndSendsATestMail(string language, bool dark, bool phone)
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "admin",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                Locale = language == "ja" ? "ja-JP" : "en-US",
            }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/admin/get-ready");
        await Expect(page.Locator("#ready-products")).ToHaveAttributeAsync("data-state", "Ready");
        await Expect(page.Locator("#ready-demo")).ToHaveAttributeAsync("data-state", "Missing");
        await Expect(page.Locator("#ready-backup")).ToHaveAttributeAsync("data-state", "Missing");
        var mail = page.Locator("#ready-mail-out");
        await mail.Locator("button").ClickAsync();
        await Expect(mail.Locator(".mud-alert-filled-error, .mud-alert-text-error")).ToBeVisibleAsync();

        await mail.Locator("input").FillAsync("emi@vendor.example");
        await mail.Locator("input").PressAsync("Tab");
        await mail.Locator("button").ClickAsync();
        await Expect(mail.Locator(".mud-alert-text-success")).ToBeVisibleAsync();

        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"get-ready-{language}", wholePage: true);
    }
}
