using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>An administrator changes a target: typed in, looked at, put into force, and back; a supervisor only reads.</summary>
public sealed class ProgrammePageTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Administrator_LooksAtATarget_AndPutsItIntoForce(string language, bool dark, bool phone)
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
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/admin/programme");
        var now = (await page.Locator("#in-force").TextContentAsync())!;
        await page.Locator(".frame-tools button").ClickAsync();

        var field = page.Locator(".target-field input[type=text]").First;
        await field.FillAsync("soon");
        await page.Locator(".programme-steps button").Last.ClickAsync();
        await Expect(page.Locator(".target-wrong")).ToContainTextAsync("soon");
        await Expect(page.Locator(".programme-force")).ToHaveCountAsync(0);
        await field.FillAsync(phone ? "7 min" : "6 min");
        await page.Locator(".programme-steps button").Last.ClickAsync();
        await Expect(page.Locator(".whatif-total")).ToContainTextAsync(new Regex("%|–"));
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"programme-whatif-{language}", wholePage: true);

        var put = page.Locator(".programme-force > button");
        await Expect(put).ToBeDisabledAsync();
        await page.Locator(".programme-force input[type=radio]").First.ClickAsync();
        await page.Locator(".programme-force input[type=text]").FillAsync("to answer sooner");
        await put.ClickAsync();
        await Expect(page.Locator("#in-force")).Not.ToHaveTextAsync(now);
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"programme-{language}", wholePage: true);
    }

    [BrowserFact]
    public async Task Supervisor_ReadsAndChangesNothing()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" });
        await session.Page.GotoAsync("/admin/programme");
        await Expect(session.Page.Locator("#in-force")).ToBeVisibleAsync();
        await Expect(session.Page.Locator(".frame-tools button")).ToHaveCountAsync(0);
    }
}
