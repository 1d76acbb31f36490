using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The lists that administrators put in order, by hand: one component, each area's own columns and form (spec U4, P7).</summary>
public sealed class OrderedListTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("/admin/templates", "#template-name-en", "Order,Name,Kind,Products,State,Actions")]
    [InlineData("/admin/help-links", "#link-title-en", "Order,Link,Kind,Products,State,Actions")]
    public async Task List_IsMovedSwitchedAndEdited(string path, string name, string heads)
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=" + path);
        await Expect(page.Locator("th")).ToHaveTextAsync(heads.Split(','));
        var rows = page.Locator("tbody tr");
        var first = await rows.First.Locator("b").InnerTextAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Move up: " + first })).ToBeDisabledAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Move down: " + first }).ClickAsync();
        await Expect(rows.Nth(1).Locator("b")).ToHaveTextAsync(first);
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off: " + first }).ClickAsync();
        await Expect(rows.Nth(1)).ToHaveClassAsync("off");
        await Expect(rows.Nth(1).Locator("td").Nth(4)).ToHaveTextAsync("Off");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: " + first }).ClickAsync();
        await Expect(page.Locator(name)).ToHaveValueAsync(first);
        await page.Locator(name).FillAsync(first + " again");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(rows.Nth(1).Locator("b")).ToHaveTextAsync(first + " again");
        await Expect(page.Locator("form[aria-label='Edit']")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Form_OfAnotherEntry_BeginsAnew()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/admin/templates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit: " }).First.ClickAsync();
        await page.Locator("#template-name-en").FillAsync("Half typed");

        await page.GetByRole(AriaRole.Button, new() { Name = "New template" }).ClickAsync();

        await Expect(page.Locator("#template-name-en")).ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("form .said p")).ToHaveCountAsync(4);
    }
}
