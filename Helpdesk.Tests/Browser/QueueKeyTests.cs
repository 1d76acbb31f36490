using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The queue by keyboard, and what stands in the URL.</summary>
public sealed class QueueKeyTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task JAndO_OpenTheCaseThatIsDueNext_AndTheUrlCanBeShared()
    {
        var (session, queue) = await EnterAsync();
        var first = await queue.Rows.First.Locator(".number").InnerTextAsync();

        await session.Page.Keyboard.PressAsync("j");
        await Expect(queue.Selected).ToContainTextAsync(first);
        await session.Page.Keyboard.PressAsync("o");

        await Expect(queue.Pane).ToContainTextAsync(first);
        session.Page.Url.ShouldContain("case=" + first);
        var shared = await OpenAsync(console.Server, new PageOptions { SignedInAs = "ito" });
        await shared.Page.GotoAsync(session.Page.Url);
        await Expect(new QueueSteps(shared.Page).Pane).ToContainTextAsync(first);
    }

    [BrowserFact]
    public async Task Keys_InTheSearchBoxOrWhileComposing_AreText()
    {
        var (session, queue) = await EnterAsync();
        await session.Page.Keyboard.PressAsync("/");
        await Expect(session.Page.Locator("#search")).ToBeFocusedAsync();
        await session.Page.Keyboard.TypeAsync("jjo");
        await Expect(session.Page.Locator("#search")).ToHaveValueAsync("jjo");
        await Expect(queue.Pane).ToHaveCountAsync(0);
        await session.Page.FillAsync("#search", "");
        await queue.Rows.First.WaitForAsync();
        await session.Page.EvaluateAsync("document.activeElement.blur()");

        await session.Page.EvaluateAsync(
            "document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true, bubbles: true }))"
        );
        await session.Page.Keyboard.PressAsync("?");

        await Expect(session.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(queue.Selected).ToHaveCountAsync(0);
        await session.Page.Keyboard.PressAsync("Escape");
        await Expect(session.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task S_OpensTheFormWithTheCursorInIt_EscClosesTheFormAlone()
    {
        var (session, queue) = await EnterAsync();
        await session.Page.Keyboard.PressAsync("j");
        await session.Page.Keyboard.PressAsync("o");
        await Expect(queue.Pane.Locator("#severity-pick")).ToBeVisibleAsync();

        await session.Page.Keyboard.PressAsync("s");
        await Expect(session.Page.Locator("form.act :focus")).ToHaveCountAsync(1);
        await session.Page.Keyboard.PressAsync("Escape");

        await Expect(session.Page.Locator("form.act")).ToHaveCountAsync(0);
        await Expect(queue.Pane.Locator("#severity-pick")).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("m");
        await Expect(session.Page.Locator("form.act :focus")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task ViewFilterAndSearch_SurviveAReload()
    {
        var (session, queue) = await EnterAsync();
        await session.Page.Keyboard.PressAsync("7");
        await Expect(session.Page.Locator(".tabs [aria-current=page]")).ToContainTextAsync("All");
        await session.Page.GetByRole(AriaRole.Combobox, new() { Name = "Severity", Exact = true }).SelectOptionAsync("High");
        await Expect(queue.Rows.Locator(".s-Low")).ToHaveCountAsync(0);
        var shown = await queue.Rows.First.Locator(".number").InnerTextAsync();

        await session.Page.ReloadAsync();

        await Expect(session.Page.Locator(".tabs [aria-current=page]")).ToContainTextAsync("All");
        await Expect(session.Page.GetByRole(AriaRole.Combobox, new() { Name = "Severity", Exact = true })).ToHaveValueAsync("High");
        await Expect(queue.Rows.First).ToContainTextAsync(shown);
    }

    [BrowserFact]
    public async Task Search_FoldsWidthAndKana()
    {
        var (session, queue) = await EnterAsync("?view=All");

        await session.Page.FillAsync("#search", "ｓｈａｄｏｗ　ふぇりー");

        await Expect(queue.Rows.First).ToContainTextAsync("瀬戸内フェリー");
        await Expect(queue.Rows.Filter(new() { HasNotText = "瀬戸内フェリー" })).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task PickingSeveral_TakesThemAll()
    {
        var (session, queue) = await EnterAsync("?view=Unassigned");
        await session.Page.Keyboard.PressAsync("j");
        await session.Page.Keyboard.PressAsync("x");
        await session.Page.Keyboard.PressAsync("j");
        await session.Page.Keyboard.PressAsync("x");
        await Expect(session.Page.Locator(".bulk")).ToContainTextAsync("2 selected");

        await session.Page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Take" }).ClickAsync();

        await Expect(session.Page.GetByText("2 of 2 done.")).ToBeVisibleAsync();
        await Expect(queue.Selected).ToContainTextAsync("Tanaka Jun");
    }

    [BrowserFact]
    public async Task A_OnAColleaguesRow_AsksFirst_AndBulkNamesWhatBelongsToOthers_H1()
    {
        using var api = new ApiCaller(console.Server);
        string[] numbers = [await api.OpenCaseAsync("two hands one"), await api.OpenCaseAsync("two hands two")];
        await api.DoAsync(numbers[0], "assign", new { owner = "sato" });
        var (session, queue) = await EnterAsync("?view=All&q=two hands");
        await Expect(queue.Row(numbers[0])).ToContainTextAsync("Sato Mai");
        await Expect(queue.Rows).ToHaveCountAsync(2);
        foreach (var key in (string[])["j", "x", "j", "x"])
            await session.Page.Keyboard.PressAsync(key);
        await Expect(session.Page.Locator(".bulk")).ToContainTextAsync("2 selected");

        await session.Page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Take" }).ClickAsync();
        await Expect(session.Page.Locator(".bulk")).ToContainTextAsync("1 of these 2 cases belong to colleagues");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Only the free ones" }).ClickAsync();
        await Expect(session.Page.Locator(".bulk.report li")).ToHaveTextAsync([numbers[1] + ": yours now"]);
        await Expect(queue.Row(numbers[0])).ToContainTextAsync("Sato Mai");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();

        await session.Page.GotoAsync("/queue?view=All&q=" + numbers[0]);
        await Expect(queue.Rows).ToHaveCountAsync(1);
        await session.Page.Keyboard.PressAsync("j");
        await session.Page.Keyboard.PressAsync("a");
        await Expect(session.Page.Locator(".take-over")).ToContainTextAsync("Sato Mai has this case since");
        await Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Take over" })).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await Expect(queue.Row(numbers[0])).ToContainTextAsync("Tanaka Jun");
    }

    [BrowserFact]
    public async Task Language_SwitchesAtOnce_AndIsKeptForThePerson()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "wagner" });
        await new QueueSteps(session.Page).OpenAsync("?view=All");

        await session.Page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();

        await Expect(session.Page.Locator(".tabs [aria-current=page]")).ToContainTextAsync("すべて");
        (await session.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("ja");
        session.Page.Url.ShouldContain("view=All");
    }

    [BrowserFact]
    public async Task Ledger_ExplainsTheDueTimeRowByRow()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Why is it due then", "High");
        var (session, queue) = await EnterAsync($"?case={number}");

        // Wednesday 10:00 + one business day (P5, P12) = Thursday 10:00: 7 h until closing, the night, 1 h.
        await Expect(queue.Pane.Locator(".ledger")).ToContainTextAsync("due Thu 10:00");
        await Expect(queue.Pane.Locator(".ledger tbody tr")).ToHaveCountAsync(3);
        await Expect(queue.Pane.Locator(".ledger tbody tr").Nth(0)).ToContainTextAsync("7 h 00 min");
        await Expect(queue.Pane.Locator(".ledger tbody tr").Nth(1)).ToContainTextAsync("closed");
        await Expect(queue.Pane.Locator(".ledger tbody tr").Nth(2)).ToContainTextAsync("1 h 00 min");
        (await session.ScreenshotAsync("queue-ledger")).ShouldNotBeEmpty();
    }

    [BrowserFact]
    public async Task LinkToACaseFarDown_BringsItsRowInSight_AndOnlyARenderedRowIsNamedActive()
    {
        var (session, queue) = await EnterAsync("?view=All");
        await session.Page.Keyboard.PressAsync("End");
        var last = await queue.Selected.Locator(".number").InnerTextAsync();
        var list = session.Page.Locator(".list");

        await session.Page.GotoAsync($"/queue?view=All&case={last}");
        await Expect(queue.Selected).ToBeInViewportAsync();
        await Expect(queue.Selected).ToContainTextAsync(last);
        await Expect(list).ToHaveAttributeAsync("aria-activedescendant", (await queue.Selected.GetAttributeAsync("id"))!);

        await list.EvaluateAsync("list => list.scrollTop = 0");
        await Expect(queue.Selected).ToHaveCountAsync(0);
        await Expect(list).Not.ToHaveAttributeAsync("aria-activedescendant", new Regex("."));
    }

    private async Task<(PageSession Session, QueueSteps Queue)> EnterAsync(string query = "")
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "tanaka" });
        // Tanaka reads Japanese; these tests read English.
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=" + Uri.EscapeDataString("/queue" + query));
        var queue = new QueueSteps(session.Page);
        await queue.Rows.First.WaitForAsync();
        return (session, queue);
    }
}
