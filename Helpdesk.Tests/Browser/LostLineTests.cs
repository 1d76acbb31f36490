using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>A lost line takes no word with it: what is kept and sent is what its writer sees, and a browser's only copy stays.</summary>
public sealed class LostLineTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string First = "ONE",
        Rest = " TWO 二😀",
        Whole = First + Rest;

    [BrowserTheory]
    [InlineData("Reply to the customer", ".us", false)]
    [InlineData("Internal note", ".note", true)]
    public async Task Send_AfterALostLine_CarriesTheBoxesText(string mode, string entry, bool byPress)
    {
        var (page, line) = await OpenCaseAsync("A line that is lost");
        var radio = page.GetByRole(AriaRole.Radio, new() { Name = mode });
        await radio.ClickAsync();
        // What is typed before the box has changed belongs to the other one.
        await Expect(radio).ToHaveAttributeAsync("aria-checked", "true");
        await WriteOverALostLineAsync(page, line, "#reply-text");

        if (byPress)
            await page.Locator(".send-row button").ClickAsync();
        else
            await page.PressAsync("#reply-text", "Control+Enter");

        await Expect(page.Locator($".timeline {entry} .words")).ToHaveTextAsync(Whole);
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await NoCopyIsLeftAsync(page);
        if (entry == ".us")
            (await MailsOfAsync(page.Url.Split('/')[^1])).ShouldContain(mail => mail.Contains(Whole, StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Act_AfterALostLine_RecordsTheBoxesText()
    {
        var (page, line) = await OpenCaseAsync("An act after a lost line");
        await page.Locator("#close-pick").ClickAsync();
        await page.Locator("#act-reason").SelectOptionAsync("SolvedByUpdate");
        await WriteOverALostLineAsync(page, line, "#act-text", "#act-detail");

        await page.GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();

        await Expect(page.Locator(".status")).ToContainTextAsync("Closed");
        // Its text, and the version that a solution by an update names.
        await Expect(page.Locator(".timeline").GetByText(Whole)).ToHaveCountAsync(2);
        await NoCopyIsLeftAsync(page);
    }

    [BrowserFact]
    public async Task ComingBack_EveryDraftBox_TellsWhatItHolds()
    {
        var (page, line) = await OpenCaseAsync("Three boxes");
        string[] boxes = ["#reply-text", "#severity-reason", "#severity-told"];
        await page.Locator("#severity-pick").ClickAsync();
        await WriteOverALostLineAsync(page, line, boxes);

        await NoCopyIsLeftAsync(page);
        // Another desk knows only what the server was told.
        var other = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        await other.Page.GotoAsync(page.Url);
        await other.Page.Locator("#severity-pick").ClickAsync();
        foreach (var box in boxes)
            await Expect(other.Page.Locator(box)).ToHaveValueAsync(Whole);
    }

    [BrowserFact]
    public async Task Article_AfterALostLine_IsSavedAsItsWriterSeesIt()
    {
        var (page, line) = await GoAsync("/knowledge/new");
        await WriteOverALostLineAsync(page, line, "#article-title", "#article-text");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page.Locator("h1")).ToHaveTextAsync(Whole);
        await Expect(page.Locator(".article p").First).ToHaveTextAsync(Whole);
    }

    [BrowserFact]
    public async Task NewCase_AfterALostLine_IsSavedAsItsWriterSeesIt()
    {
        var (page, line) = await GoAsync("/cases/new");
        await page.Locator("[name=serialNumber]").FillAsync("SP-1001-7337");
        await Expect(page.Locator("[name=contactName]")).ToHaveValueAsync("Lena Fischer");
        await page.Locator("[name=userKind]").SelectOptionAsync("Business");
        await page.Locator("[name=answeredOnTheSpot][value=false]").CheckAsync();
        Task ChooseAsync() => page.Locator("[name=severity]").SelectOptionAsync("High");
        await WriteOverALostLineAsync(page, line, ChooseAsync, "#f-description", "#f-subject");

        await page.Keyboard.PressAsync("Control+Enter");

        await Expect(page.Locator(".case-pane h2")).ToHaveTextAsync(Whole);
        await Expect(page.Locator(".case-pane .timeline")).ToContainTextAsync(Whole);
    }

    [BrowserFact]
    public async Task KeptOnTheServer_AnOlderText_LeavesTheBrowsersCopyAlone()
    {
        var (page, line) = await OpenCaseAsync("The line is lost within half a second");
        var heard = line.HearLast(First);
        await page.Locator("#reply-text").PressSequentiallyAsync(First);
        await heard.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        // However fast that is kept, all is typed before the page hears of it.
        _ = line.Hold();
        await page.Locator("#reply-text").PressSequentiallyAsync(Rest);
        line.Release();
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");

        await page.ReloadAsync();

        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(Whole);
        await NoCopyIsLeftAsync(page);
    }

    [BrowserFact]
    public async Task HeldByTheBrowserOnly_ComesBackIntoABoxThatIsOpenedLater()
    {
        var (page, line) = await OpenCaseAsync("A note that no server knows");
        var note = page.GetByRole(AriaRole.Radio, new() { Name = "Internal note" });
        await note.ClickAsync();
        await Expect(note).ToHaveAttributeAsync("aria-checked", "true");
        await line.HearLast("");
        await page.Locator("#reply-text").PressSequentiallyAsync(Whole);

        await page.ReloadAsync();
        await note.ClickAsync();

        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(Whole);
        await NoCopyIsLeftAsync(page);
    }

    [BrowserFact]
    public async Task SentAtOnce_NoCopyIsLeftInTheBrowser()
    {
        var (page, _) = await OpenCaseAsync("Sent before it was kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Log customer message" }).ClickAsync();
        await page.FillAsync("#act-text", "They rang.");
        await page.PressAsync("#act-text", "Control+Enter");
        await Expect(page.Locator(".timeline")).ToContainTextAsync("They rang.");
        await Expect(page.Locator("#act-text")).ToHaveCountAsync(0);
        await NoCopyIsLeftAsync(page);

        await page.FillAsync("#reply-text", "We ring back.");
        await page.PressAsync("#reply-text", "Control+Enter");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await NoCopyIsLeftAsync(page);
    }

    private static Task WriteOverALostLineAsync(IPage page, HeldLine line, params string[] boxes) =>
        WriteOverALostLineAsync(page, line, () => Task.CompletedTask, boxes);

    private static async Task WriteOverALostLineAsync(IPage page, HeldLine line, Func<Task> meanwhile, params string[] boxes)
    {
        foreach (var box in boxes)
            await page.FillAsync(box, First);
        await NoCopyIsLeftAsync(page);
        await line.CutAsync();
        foreach (var box in boxes)
        {
            await page.FocusAsync(box);
            await page.Keyboard.PressAsync("End");
            await page.Keyboard.TypeAsync(Rest);
        }

        await meanwhile();
        await line.MendAsync();
        foreach (var box in boxes)
            await Expect(page.Locator(box)).ToHaveValueAsync(Whole);
    }

    // The browser lets go of a copy when the server has it.
    private static Task NoCopyIsLeftAsync(IPage page) =>
        page.WaitForFunctionAsync(
            "() => !Object.keys(localStorage).some(key => key.startsWith('draft:'))",
            null,
            new() { Timeout = 30_000 }
        );

    private async Task<List<string>> MailsOfAsync(string number)
    {
        var token = TestContext.Current.CancellationToken;
        await using var db = await console.Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync(token);
        return await db.OutboxMails().Where(mail => mail.Case.Number == number).Select(mail => mail.TextBody).ToListAsync(token);
    }

    private async Task<(IPage Page, HeldLine Line)> OpenCaseAsync(string subject)
    {
        using var api = new ApiCaller(console.Server);
        var opened = await GoAsync("/cases/" + await api.OpenCaseAsync(subject));
        // The acknowledgement is on its way: once it is told of, nothing of its own makes the page read the case again.
        await Expect(opened.Page.Locator(".timeline")).ToContainTextAsync("mail sent to");
        return opened;
    }

    private async Task<(IPage Page, HeldLine Line)> GoAsync(string path)
    {
        // What Blazor logs while there is no line.
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        session.Expecting("No interop methods|_blazor|negotiat|WebSocket|onnection");
        var line = await HeldLine.AtAsync(session.Page);
        await session.Page.GotoAsync("/account/culture?c=en&returnUrl=" + path);
        await Expect(session.Page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        return (session.Page, line);
    }
}
