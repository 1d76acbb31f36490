using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>From a search in the queue, which knows open cases, to one among all (spec U1).</summary>
public sealed class FindCasesTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Queue_LeadsToAllCases_TheAddressKeepsTheSearch_ACaseIsOpened(string language, bool dark, bool phone)
    {
        await console.Server.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "kato",
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Locale = language == "ja" ? "ja-JP" : "en-US",
            }
        );
        var page = session.Page;
        var look = $"{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}";
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/queue");
        await page.Locator(".row").First.WaitForAsync();
        await page.Locator("#search").FillAsync("vss");
        await Expect(page.Locator("#search")).ToHaveValueAsync("vss");
        await page.Locator("a[href='/cases?q=vss']").ClickAsync();
        await Expect(page.Locator(".results #search")).ToHaveValueAsync("vss");
        await Expect(page.Locator(".results mark").First).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("find-cases-" + look);

        await page.Locator(".results #search").FillAsync("qqzzyx");
        await Expect(page).ToHaveURLAsync(new Regex("q=qqzzyx"));
        await Expect(page.Locator(".results .empty")).ToBeVisibleAsync();
        await session.ScreenshotAsync("find-cases-none-" + look);
        await page.Locator(".results #search").FillAsync("");
        await Expect(page.Locator(".results .empty")).ToContainTextAsync(language == "ja" ? "終了したケース" : "Closed cases");

        await page.Locator(".results #search").FillAsync("vss");
        var first = page.Locator(".results .name").First;
        var number = (await first.TextContentAsync())!.Split('·')[0].Trim();
        await first.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/cases/" + number));
    }
}
