using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// The way from place to place, on a phone too: the bar holds a few, the others stand behind one button with their names.
/// </summary>
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

    [BrowserFact]
    public async Task Rail_HasWords_CanBeCollapsed_AndStaysAsItWasLeft()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" })).Page;
        await page.GotoAsync("/admin/people");
        var rail = page.GetByRole(AriaRole.Navigation, new() { Name = "Sections" });
        await Expect(rail.GetByRole(AriaRole.Group, new() { Name = "Administration" })).ToBeVisibleAsync();
        await Expect(rail.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true })).ToBeInViewportAsync();
        (await page.Locator(".rail").BoundingBoxAsync())!.Width.ShouldBeGreaterThan(180);

        await rail.GetByRole(AriaRole.Button, new() { Name = "Collapse menu" }).ClickAsync();

        (await page.Locator(".rail").BoundingBoxAsync())!.Width.ShouldBeLessThan(60);
        await Expect(rail.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true })).ToHaveAttributeAsync("title", "People");
        await AxeCheck.AssertCleanAsync(page);
        await page.ReloadAsync();
        await Expect(rail.GetByRole(AriaRole.Button, new() { Name = "Expand menu" })).ToBeVisibleAsync();
        await rail.GetByRole(AriaRole.Button, new() { Name = "Administration" }).ClickAsync();
        await Expect(rail.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true })).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task NewPage_BeginsAtItsHeading_ButTakesTheFocusOutOfNobodysHands()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" })).Page;
        await page.GotoAsync("/queue");
        await page.Locator(".row").First.WaitForAsync();
        await page.Locator(".rail a[href='/knowledge']").ClickAsync();
        await Expect(page.Locator("h1")).ToBeFocusedAsync();

        await page.Locator("#knowledge-search").FocusAsync();
        await page.EvaluateAsync("helpdesk.focusHeading()");
        await Expect(page.Locator("#knowledge-search")).ToBeFocusedAsync();
        await page.Locator(".rail a[href='/cases']").ClickAsync();
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
    }

    /// <summary>Nothing flips: what a page says first is what it says then.</summary>
    [BrowserFact]
    public async Task FirstPage_HasTheReadersZoneAndShade_FromItsFirstPictureOn()
    {
        var options = new PageOptions
        {
            SignedInAs = "kato",
            TimeZone = "Europe/Paris",
            ColorScheme = ColorScheme.Dark,
        };
        var page = (await OpenAsync(console.Server, options)).Page;
        await page.AddInitScriptAsync(
            """
            window.seen = new Set();
            const look = () => {
              const zone = document.getElementById('clock')?.dataset.zone;
              const styles = [...document.querySelectorAll('style')].map(s => s.textContent).join(' ');
              const shade = styles.match(/--mud-palette-background: *([^;]+)/)?.[1];
              if (zone) window.seen.add(zone);
              if (shade) window.seen.add(shade);
            };
            new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
            """
        );
        await page.GotoAsync("/queue");
        await Expect(page.Locator("#connection[data-state=live]")).ToBeAttachedAsync();
        await Expect(page.Locator("[role=row]").First).ToBeVisibleAsync();

        var seen = await page.EvaluateAsync<string[]>("() => [...window.seen]");

        seen.Length.ShouldBe(2, string.Join(", ", seen));
        seen.ShouldContain("Europe/Paris");
        seen.ShouldContain(colour => colour.StartsWith("rgba(", StringComparison.Ordinal), "the palette of the frame's components");
    }
}
