using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The way from place to place, on a phone too: the bar holds a few, the others stand behind one button with their names.</summary>
public sealed class NavigationTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Phone_MorePlaces_OpenWithNames_AndCloseWithTheNextPage()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin", Viewport = PageOptions.Phone });
        await session.Page.GotoAsync("/queue");
        var more = session.Page.GetByRole(AriaRole.Button, new() { Name = "More places" });
        await Expect(session.Page.GetByRole(AriaRole.Link, new() { Name = "Reply templates" })).ToBeHiddenAsync();

        await more.ClickAsync();
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "true");
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("more-places-phone");
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Reply templates" }).ClickAsync();

        await Expect(session.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/admin/templates$"));
        await Expect(more).ToHaveAttributeAsync("aria-expanded", "false");
    }
}
