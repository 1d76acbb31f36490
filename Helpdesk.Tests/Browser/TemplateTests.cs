using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Templates in the composer, by hand and by keys (spec P9; days: on call 3).</summary>
public sealed class TemplateTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Slash_OnAnEmptyLine_FiltersAndInserts_EnterDoesNotSend_UndoTakesItBack()
    {
        var page = await OpenCaseAsync("en");
        var (box, list) = (page.Locator("#reply-text"), page.Locator(".templates-list"));
        await box.FillAsync("typed before");
        await box.PressAsync("/");
        await Expect(list).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("typed before/");
        await box.PressAsync("Enter");
        await box.PressAsync("/");
        await Expect(list).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync("looking into");
        await Expect(list.Locator("[role=option]:visible")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");

        await Expect(list).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync(new Regex("^typed before/\nWe are looking into \"Templates\" now\\."));
        await Expect(box).ToBeFocusedAsync();
        await Expect(page.Locator(".timeline .us")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(box).ToHaveValueAsync("typed before/\n");
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");
    }

    [BrowserFact]
    public async Task AltT_OpensAnywhereInTheText_EscapeGoesBack_ASecondSlashIsASlash()
    {
        var page = await OpenCaseAsync("en");
        var (box, list) = (page.Locator("#reply-text"), page.Locator(".templates-list"));
        await box.FillAsync("one two");
        await box.PressAsync("Alt+t");
        await Expect(list).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(list).ToBeHiddenAsync();
        await Expect(box).ToBeFocusedAsync();
        await box.FillAsync("");
        await box.PressAsync("/");
        await page.Keyboard.PressAsync("/");
        await Expect(list).ToBeHiddenAsync();
        await Expect(box).ToHaveValueAsync("/");
    }

    [BrowserFact]
    public async Task WhileAnInputMethodComposes_NothingOpensAndNothingIsPicked()
    {
        var page = await OpenCaseAsync("ja");
        var (box, list) = (page.Locator("#reply-text"), page.Locator(".templates-list"));
        await box.FocusAsync();
        var input = await page.Context.NewCDPSessionAsync(page);
        await input.SendAsync(
            "Input.imeSetComposition",
            new()
            {
                ["text"] = "/",
                ["selectionStart"] = 1,
                ["selectionEnd"] = 1,
            }
        );
        await box.EvaluateAsync(
            "b => b.dispatchEvent(new KeyboardEvent('keydown', { key: '/', isComposing: true, bubbles: true, cancelable: true }))"
        );
        await box.EvaluateAsync(
            "b => b.dispatchEvent(new KeyboardEvent('keydown', { key: '/', keyCode: 229, bubbles: true, cancelable: true }))"
        );
        await Expect(list).ToBeHiddenAsync();
        await input.SendAsync("Input.insertText", new() { ["text"] = "" });
        await box.FillAsync("");

        await box.PressAsync("/");
        await Expect(list).ToBeVisibleAsync();
        var filter = list.Locator("input");
        await input.SendAsync(
            "Input.imeSetComposition",
            new()
            {
                ["text"] = "おれい",
                ["selectionStart"] = 3,
                ["selectionEnd"] = 3,
            }
        );
        await filter.EvaluateAsync(
            "b => b.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
        );
        await filter.EvaluateAsync(
            "b => b.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, cancelable: true }))"
        );
        await Expect(list).ToBeVisibleAsync();
        await Expect(box).ToHaveValueAsync("");
    }

    private async Task<IPage> OpenCaseAsync(string language)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Templates", language: language);
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await session.Page.Locator(".timeline li").First.WaitForAsync();
        return session.Page;
    }
}
