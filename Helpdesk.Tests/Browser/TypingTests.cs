using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Whoever types faster than the line answers loses no key: a box is never written to by what comes late.</summary>
public sealed class TypingTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("/queue", "#search", "q=error$")]
    [InlineData("/cases", "#search", "q=error$")]
    [InlineData("/knowledge", "#knowledge-search", "q=error$")]
    [InlineData("/knowledge/new", "#article-title", null)]
    [InlineData("/knowledge/new", "#article-text", null)]
    public async Task AnswersThatComeLate_WriteOverNothing(string path, string box, string? address)
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" })).Page;
        var line = await HeldLine.AtAsync(page);
        await page.GotoAsync($"/account/culture?c=en&returnUrl={path}");
        var input = page.Locator(box);
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        if (path == "/queue")
            await page.Locator(".row").First.WaitForAsync();
        await input.FocusAsync();
        // Every writing to the box that is not a key.
        await input.EvaluateAsync(
            """
            box => {
              const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value');
              window.written = [];
              Object.defineProperty(box, 'value', {
                get() { return own.get.call(this); },
                set(v) { window.written.push(v); own.set.call(this, v); },
                configurable: true,
              });
            }
            """
        );

        var late = line.Hold();
        await page.Keyboard.TypeAsync("er");
        await late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await page.Keyboard.TypeAsync("ro");
        line.Release();
        await page.Keyboard.TypeAsync("r");

        await Expect(input).ToHaveValueAsync("error");
        if (address is not null)
            await Expect(page).ToHaveURLAsync(new Regex(address));
        else
            await Expect(page.Locator(".frame")).ToContainTextAsync("Draft kept");
        (await page.EvaluateAsync<string[]>("window.written")).ShouldBeEmpty();
        await Expect(input).ToHaveValueAsync("error");
    }

    [BrowserFact]
    public async Task DatesTypedWhileTheLineIsSlow_StandInTheirFields()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" })).Page;
        var line = await HeldLine.AtAsync(page);
        await page.GotoAsync("/account/culture?c=en&returnUrl=/customers?q=nordwind");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nordwind GmbH" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add contract" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Contract number").PressSequentiallyAsync("M-SLOW");

        var late = line.Hold();
        await page.Keyboard.PressAsync("Tab");
        await dialog.GetByLabel("From").ClickAsync();
        await page.Keyboard.TypeAsync("2026-04-01");
        await dialog.GetByLabel("Until").ClickAsync();
        await page.Keyboard.TypeAsync("2027-03-");
        await late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        line.Release();
        await page.Keyboard.TypeAsync("31");
        await page.Keyboard.PressAsync("Tab");

        await Expect(dialog.GetByLabel("From")).ToHaveValueAsync("2026-04-01");
        await Expect(dialog.GetByLabel("Until")).ToHaveValueAsync("2027-03-31");
        await Expect(dialog.GetByLabel("Contract number")).ToHaveValueAsync("M-SLOW");
    }

    [BrowserFact]
    public async Task WhatIsTypedWhileTheNoteIsNotDrawnYet_IsNeverAReply()
    {
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" })).Page;
        var line = await HeldLine.AtAsync(page);
        await page.GotoAsync("/account/culture?c=en&returnUrl=/queue");
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        await page.Locator(".row").First.ClickAsync();
        var box = page.Locator("#reply-text");
        await Expect(box).ToHaveAttributeAsync("data-draft", new Regex("reply$"));

        var late = line.Hold();
        await page.GetByRole(AriaRole.Radio, new() { Name = "Internal note" }).ClickAsync();
        await page.Keyboard.TypeAsync("tell nobody");
        await late.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Expect(box).ToBeDisabledAsync();
        await Expect(box).ToHaveValueAsync("");
        line.Release();

        await Expect(box).ToHaveAttributeAsync("data-draft", new Regex("note$"));
        await Expect(box).ToHaveValueAsync("tell nobody");
        await Expect(box).ToBeFocusedAsync();
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Reply to the customer" }).ClickAsync();
        await Expect(box).ToHaveAttributeAsync("data-draft", new Regex("reply$"));
        await Expect(box).ToHaveValueAsync("");
    }
}
