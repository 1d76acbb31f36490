using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// What happens on a case, by hand and in a real browser: drafts, crossing answers, asking,
/// closing and taking back (spec H1, H5, C; days: engineer 4, 6, 9).
/// </summary>
public sealed class CaseLifeTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string HalfAReply = "Dear Ms Fischer,\nwe have found the cause and";

    [BrowserFact]
    public async Task HalfAReply_IsThereAfterAReload_AndOnAnotherDesk()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Draft that must stay");
        var page = await OpenCaseAsync("kato", number);
        await page.FillAsync("#reply-text", HalfAReply);
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");
        await PictureAsync(page, "day-2-half-a-reply");

        await page.ReloadAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(HalfAReply);
        var phone = await OpenCaseAsync("kato", number, PageOptions.Phone);
        await Expect(phone.Locator("#reply-text")).ToHaveValueAsync(HalfAReply);
        var colleague = await OpenCaseAsync("sato", number);
        await Expect(colleague.Locator("#reply-text")).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task TypedWhileTheCircuitIsGone_IsThereToTheLastKey()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Circuit that dies");
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        var dead = false;
        await session.Page.RouteWebSocketAsync(
            new Regex("_blazor"),
            socket =>
            {
                var server = socket.ConnectToServer();
                socket.OnMessage(frame =>
                {
                    if (dead)
                        return;
                    if (frame.Binary is { } bytes)
                        server.Send(bytes);
                    else
                        server.Send(frame.Text ?? "");
                });
            }
        );
        var page = await ShowAsync(session.Page, number);
        await page.FillAsync("#reply-text", "kept on the server");
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");
        dead = true;
        await page.Locator("#reply-text").PressSequentiallyAsync(" and this only here");

        dead = false;
        await page.ReloadAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("kept on the server and this only here");
        await Expect(page.Locator(".kept")).ToContainTextAsync("Draft kept");
    }

    [BrowserFact]
    public async Task TwoAnswers_TheSecondIsAskedFirst_WithTheOtherBesideIt()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Two people answer");
        var (kato, sato) = (await OpenCaseAsync("kato", number), await OpenCaseAsync("sato", number));
        await kato.FillAsync("#reply-text", "Kato's answer");
        await Expect(sato.Locator(".headline")).ToContainTextAsync("Kato Kenta is writing");
        await sato.FillAsync("#reply-text", "Sato's answer");
        await sato.Locator("#reply-text").PressAsync("Control+Enter");
        await Expect(sato.Locator("#reply-text")).ToHaveValueAsync("");

        await Expect(kato.Locator(".between")).ToContainTextAsync("Sato Mai wrote while you were writing");
        await Expect(kato.Locator("#reply-text")).ToHaveValueAsync("Kato's answer");
        await kato.Locator("#reply-text").PressAsync("Control+Enter");
        await Expect(kato.Locator(".crossed")).ToContainTextAsync("Sato's answer");
        await Expect(kato.Locator(".crossed")).ToContainTextAsync("Kato's answer");
        await Expect(kato.Locator(".timeline")).Not.ToContainTextAsync("Kato's answer");
        await PictureAsync(kato, "day-4-two-answers");

        await kato.GetByRole(AriaRole.Button, new() { Name = "Send mine as well" }).ClickAsync();
        await Expect(kato.Locator(".timeline")).ToContainTextAsync("Kato's answer");
        await Expect(kato.Locator("#reply-text")).ToHaveValueAsync("");
        // What was sent leaves no ghost behind.
        await kato.ReloadAsync();
        await Expect(kato.Locator(".timeline")).ToContainTextAsync("Kato's answer");
        await Expect(kato.Locator("#reply-text")).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task Enter_NeverSends_ANoteIsNoReply()
    {
        using var api = new ApiCaller(console.Server);
        var page = await OpenCaseAsync("kato", await api.OpenCaseAsync("Enter in a reply"));
        await page.FillAsync("#reply-text", "first line");
        await page.Locator("#reply-text").PressAsync("Enter");
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("first line\n");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Internal note" }).ClickAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("");
        await page.FillAsync("#reply-text", "only for us");
        await page.Locator("#reply-text").PressAsync("Control+Enter");
        await Expect(page.Locator(".timeline .note")).ToContainTextAsync("only for us");
        await Expect(page.Locator(".head-clock")).ToContainTextAsync("First response");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Reply to the customer" }).ClickAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync("first line\n");
    }

    [BrowserFact]
    public async Task AskForMore_IsDraftedInTheCustomersLanguage_AndGivesTheBallAway_H1()
    {
        using var api = new ApiCaller(console.Server);
        var page = await OpenCaseAsync("ito", await api.OpenCaseAsync("ログが必要", language: "ja"));
        await page.Locator("#ask-pick").ClickAsync();
        await page.GetByLabel("Log files").CheckAsync();
        await page.GetByLabel("Screenshots").CheckAsync();
        await Expect(page.Locator("#act-text")).ToHaveValueAsync(new Regex("- ログファイル\n- 画面のスクリーンショット"));
        await PictureAsync(page, "day-3-ask-for-more");
        await page.Locator(".act").GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Waiting on customer");
        await Expect(page.Locator(".headline")).ToContainTextAsync("Customer since");
        await Expect(page.Locator(".silence")).ToContainTextAsync("unless the customer writes");
    }

    [BrowserFact]
    public async Task Close_AsksForWhatTheReasonNeeds_AndCanBeTakenBack_C10()
    {
        using var api = new ApiCaller(console.Server);
        var page = await OpenCaseAsync("kato", await api.OpenCaseAsync("Closed too early"));
        await page.Locator("#close-pick").ClickAsync();
        await page.Locator("#act-reason").SelectOptionAsync("SolvedByUpdate");
        await page.FillAsync("#act-detail", "5.2.8");
        // Nobody has answered this customer yet: closing asks for the answer (H2).
        await Expect(page.Locator("form.act")).ToContainTextAsync("First response");
        await page.FillAsync("#act-text", "Please install 5.2.8.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the case" }).ClickAsync();
        await Expect(page.Locator(".status")).ToContainTextAsync("Closed");
        await Expect(page.Locator(".timeline")).ToContainTextAsync("5.2.8");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".status")).ToContainTextAsync("New");
        await Expect(page.Locator(".head-clock")).ToContainTextAsync("First response");
        await Expect(page.Locator("#act-text")).ToHaveValueAsync("Please install 5.2.8.");
    }

    [BrowserFact]
    public async Task SomebodyWasFaster_AClearChoice_NothingOverwritten()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Two hands on one case");
        var page = await OpenCaseAsync("kato", number);
        await page.Locator("#severity-pick").ClickAsync();
        await page.Locator("#severity-to").SelectOptionAsync("Low");
        await page.FillAsync("#severity-reason", "A question only.");
        await PictureAsync(page, "day-5-severity");
        await api.DoAsync(number, "severity", new { severity = "Medium", reason = "A machine was faster." });
        await Expect(page.Locator(".headline")).ToContainTextAsync("Medium");

        await page.GetByRole(AriaRole.Button, new() { Name = "Change severity" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("A machine was faster.");
        await Expect(page.Locator(".headline")).ToContainTextAsync("Medium");
        await Expect(page.Locator("#severity-reason")).ToHaveValueAsync("A question only.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Do it anyway" }).ClickAsync();
        await Expect(page.Locator(".headline")).ToContainTextAsync("Low");
    }

    [BrowserFact]
    public async Task HotlineCall_RingsAtTheSupervisorsAtOnce_AndIsSettledByAnAct_H4()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Nobody answered", "Emergency");
        var supervisor = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" })).Page;
        await supervisor.GotoAsync("/account/culture?c=en&returnUrl=/attention");
        await api.DoAsync(number, "hotline-call", new { text = "Two hours without a word." });
        var alert = supervisor.Locator(".lines > li", new() { HasText = number });
        await Expect(alert).ToContainTextAsync($"Hotline call {number} Nobody answered ·");
        await Expect(supervisor.Locator(".badge")).ToBeVisibleAsync();
        await alert.Locator("input").FillAsync("Rang back, Kato has it.");
        await PictureAsync(supervisor, "day-6-attention");
        await alert.GetByRole(AriaRole.Button, new() { Name = "Resolve" }).ClickAsync();
        await Expect(alert).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task HostileText_InEveryFieldOfACase_DoesNothing()
    {
        const string Evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync(Evil);
        await api.DoAsync(number, "note", new { text = Evil });
        await api.DoAsync(number, "reply", new { text = Evil });
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        var dialogs = 0;
        session.Page.Dialog += (_, dialog) =>
        {
            dialogs++;
            _ = dialog.DismissAsync();
        };
        var page = await ShowAsync(session.Page, number);
        await Expect(page.Locator("h2")).ToHaveTextAsync(Evil);
        await Expect(page.Locator(".timeline .words", new() { HasText = "<script>" })).ToHaveCountAsync(2);
        await Expect(page.Locator("img[src=x]")).ToHaveCountAsync(0);
        dialogs.ShouldBe(0);
    }

    // For docs/day.md: copied there by hand when the screens have changed.
    private static Task PictureAsync(IPage page, string name) => Screens.KeepAsync(page, name);

    private async Task<IPage> OpenCaseAsync(string user, string number, ViewportSize? viewport = null)
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = user, Viewport = viewport ?? PageOptions.Desktop });
        return await ShowAsync(session.Page, number);
    }

    private static async Task<IPage> ShowAsync(IPage page, string number)
    {
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await page.Locator(".timeline li").First.WaitForAsync();
        return page;
    }
}
