using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>A case is given to whom its giver means: found by name, confirmed by Enter or a press, and taken back (spec H1).</summary>
public sealed class AssigningTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task CasePage_ArrowsAssignNothing_EnterDoes_UndoGivesBack()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Whose is it");
        await api.DoAsync(number, "assign", new { owner = "sato" });
        var page = await OpenAsync("kato", "/cases/" + number, "body[data-keys=case]");
        await page.FocusAsync("#assign-pick");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        OwnerOf(number).ShouldBe("Sato Mai", "a key that moves gives nothing away");

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#person-to")).ToBeFocusedAsync();
        await Expect(page.Locator(".person-dialog .hint")).ToHaveCountAsync(1);
        await AxeCheck.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#person-to")).ToHaveCountAsync(0);
        await Expect(page.Locator("#assign-pick")).ToBeFocusedAsync();
        OwnerOf(number).ShouldBe("Sato Mai");

        await page.Keyboard.PressAsync("g");
        await Expect(page.Locator("#person-to")).ToBeFocusedAsync();
        // Typed and confirmed in one go.
        await page.Keyboard.TypeAsync("いとう");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".headline")).ToContainTextAsync("Owner: Ito Yuki");
        OwnerOf(number).ShouldBe("Ito Yuki");

        await page.Locator(".mud-snackbar").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Owner: Sato Mai");
        OwnerOf(number).ShouldBe("Sato Mai");
    }

    [BrowserFact]
    public async Task ToOneself_FromAColleague_AsksFirst_H1()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Taken by a list");
        await api.DoAsync(number, "assign", new { owner = "sato" });
        var page = await OpenAsync("kato", "/cases/" + number, "body[data-keys=case]");

        await page.ClickAsync("#assign-pick");
        await page.Locator(".person-list [role=option]", new() { HasText = "Kato Kenta" }).ClickAsync();

        await Expect(page.Locator(".take-over")).ToContainTextAsync("Sato Mai has this case");
        OwnerOf(number).ShouldBe("Sato Mai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Owner: Kato Kenta");
    }

    [BrowserFact]
    public async Task Attention_TheBoxAndItsTwin_ShowTheTrueOwner()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Twice on a page", "Emergency");
        // An alert of it on the left, and once more: the same case on the right or in a second alert.
        await api.DoAsync(number, "hotline-call", new { text = "They ring." });
        await api.DoAsync(number, "hotline-call", new { text = "They ring again." });
        var page = await OpenAsync("mori", "/attention", ".alerts");
        var boxes = page.GetByRole(AriaRole.Button, new() { Name = $"Owner of {number}" });
        (await boxes.CountAsync()).ShouldBeGreaterThan(1);

        await boxes.First.ClickAsync();
        await page.FillAsync("#person-to", "wag");
        await page.Keyboard.PressAsync("Enter");

        foreach (var box in await boxes.AllAsync())
            await Expect(box).ToContainTextAsync("Wagner Anna");
        OwnerOf(number).ShouldBe("Wagner Anna");
    }

    [BrowserFact]
    public async Task MoreActs_AreAMenuWithTheirKeys()
    {
        using var api = new ApiCaller(console.Server);
        var page = await OpenAsync("kato", "/cases/" + await api.OpenCaseAsync("Many acts"), "#assign-pick");

        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Log a call" })).ToContainTextAsync("c");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Merge" }).ClickAsync();

        await Expect(page.Locator("form.act :focus")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("form.act")).ToHaveCountAsync(0);
    }

    private string? OwnerOf(string number) => console.Server.Services.GetRequiredService<CaseFeed>().Find(number)!.OwnerName;

    private async Task<IPage> OpenAsync(string person, string address, string until)
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = person });
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=" + Uri.EscapeDataString(address));
        await session.Page.Locator(until).WaitForAsync();
        return session.Page;
    }
}
