using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>What becomes of each promise stands there before it is done, and nothing jumps when it appears (spec I5, H1).</summary>
public sealed class OutlookTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", "Merge", false)]
    [InlineData("ja", "統合", true)]
    public async Task Merge_LooksTheOtherUp_ItsButtonStaysWhereItIs(string language, string merge, bool onPhone)
    {
        using var api = new ApiCaller(console.Server);
        var (number, other) = (await api.OpenCaseAsync("Twice reported", "High"), await api.OpenCaseAsync("First report", "Medium"));
        var session = await OpenAsync(
            console.Server,
            new PageOptions { SignedInAs = "kato", Viewport = onPhone ? PageOptions.Phone : PageOptions.Desktop }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/cases/{number}");
        await page.Locator("#assign-pick").WaitForAsync();
        await page.Locator(".more-acts button").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = merge }).ClickAsync();
        await Expect(page.Locator("form.act .outlook li").First).ToBeVisibleAsync();
        var before = await TopAsync(page);

        await page.FillAsync("#merge-into", other);
        await page.Keyboard.PressAsync("Tab");

        await Expect(page.Locator("form.act .outlook")).ToHaveCountAsync(2);
        (await TopAsync(page)).ShouldBe(before, 0.5, "its place was kept");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"outlook-merge-{language}");
        await page.ClickAsync("#close-pick");
        await Expect(page.Locator("#act-reason")).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"outlook-close-{language}");
        await page.ClickAsync("#assign-pick");
        await Expect(page.Locator(".person-dialog .hint")).ToHaveCountAsync(1);
        await session.ScreenshotAsync($"outlook-assign-{language}");
    }

    private static Task<double> TopAsync(IPage page) => page.Locator("form.act .primary").EvaluateAsync<double>("e => e.offsetTop");
}
