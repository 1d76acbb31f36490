using System.Text;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Mail.In;
using Helpdesk.Tests.Mail.In.Corpus;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Held mail on the screen: looked at, released, dropped, taken back (issue 5, mail in).</summary>
public sealed class MailInTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private static readonly string[] Shown =
    [
        "py-stranger",
        "py-stranger-quotes-number",
        "raw-garbage",
        "raw-newsletter",
        "raw-31-hops",
        "raw-bounce-of-unknown",
        "py-contact-quotes-number",
        "raw-auto-reply-ja-by-subject",
        "py-new-ja",
        "raw-delayed",
    ];

    [BrowserFact]
    public async Task HeldMail_IsReadReleasedDroppedAndTakenBack()
    {
        await DeliverAsync(
            InboundMailHost.Mail(
                "Grace Hopper <g.hopper@navy.example>",
                "Trial licence for a test",
                "Hello,\n\nhow do I install the trial?\n<script>alert('x')</script>\n\n-- \nGrace Hopper\nTel. 555 0100\n"
            )
        );
        await DeliverAsync(InboundMailHost.Mail("spam@elsewhere.example", "Buy now", "Everything must go."));
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato", Locale = "en-US" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=%2Fmail-in");

        var trial = page.Locator(".mail", new() { HasText = "Trial licence for a test" });
        await Expect(trial).ToContainTextAsync("Unknown sender");
        await trial.GetByRole(AriaRole.Button, new() { Name = "Read: " }).ClickAsync();
        await Expect(trial.Locator(".words").First).ToContainTextAsync("<script>alert('x')</script>");
        await Expect(trial.Locator("details.folded")).ToContainTextAsync("Signature, 3 lines");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("mail=\\d+"));
        await AxeCheck.AssertCleanAsync(page);

        var spam = page.Locator(".mail", new() { HasText = "Buy now" });
        await spam.GetByRole(AriaRole.Button, new() { Name = "Discard: " }).ClickAsync();
        await Expect(spam).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(spam).ToHaveCountAsync(1);

        await trial.GetByRole(AriaRole.Button, new() { Name = "File", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Locator(".timeline")).ToContainTextAsync("how do I install the trial?");
        await Expect(page.Locator(".timeline .by-mail")).ToContainTextAsync("g.hopper@navy.example");
        await Expect(page.Locator(".timeline .by-mail")).ToContainTextAsync("released by");
        await AxeCheck.AssertCleanAsync(page);
    }

    [BrowserTheory]
    [InlineData("ja", true, false)]
    [InlineData("en", false, false)]
    [InlineData("ja", false, true)]
    [InlineData("en", true, true)]
    public async Task HeldMail_OfEveryKind_IsShownWithoutBarrier(string language, bool dark, bool phone)
    {
        foreach (var name in Shown)
            await DeliverAsync(CorpusTable.All.Single(m => m.Name == name).Raw);
        await DeliverAsync(
            InboundMailHost.Mail(
                "Donaudampfschifffahrtsgesellschaft Kundenbetreuung <kundenbetreuung-und-allgemeine-anfragen"
                    + "@donaudampfschifffahrtsgesellschaft-mit-beschraenkter-haftung.example>",
                "長い件名" + new string('長', 180),
                "x"
            )
        );
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "mori",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
            }
        );
        var name2 = $"{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}";

        await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl=%2Fmail-in");
        await session.Page.Locator(".mail").First.WaitForAsync();
        await AxeCheck.AssertCleanAsync(session.Page);
        (await session.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(
            0,
            "nothing sticks out"
        );
        await session.ScreenshotAsync("mail-in-held-" + name2);

        await session.Page.Locator(".mail", new() { HasText = "C-20270609-9001" }).First.Locator("button[aria-expanded]").ClickAsync();
        await session.Page.Locator(".preview .release").WaitForAsync();
        await session.Page.Locator(".preview").ScrollIntoViewIfNeededAsync();
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("mail-in-open-" + name2);

        await session.Page.GotoAsync("/mail-in?show=all");
        await session.Page.Locator(".mail.s-Filed").First.WaitForAsync();
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("mail-in-all-" + name2);
    }

    [BrowserFact]
    public async Task AnswerByMail_OnTheCasesPage_FoldsHistoryAndSignature()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Restore stops at 40 %");
        string id;
        await using (
            var db = await console
                .Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken)
        )
            id = await db.OutboxMails()
                .Where(m => m.Case.Number == number)
                .Select(m => m.MessageId)
                .SingleAsync(TestContext.Current.CancellationToken);
        await DeliverAsync(
            InboundMailHost.Mail(
                "田中 花子 <tanaka.h@elsewhere.example>",
                "Re: Restore",
                "代わりに回答します。\n5.2.7 です。\n\n━━━━━━━━━━\n株式会社エルス\n田中 花子\nTEL: 03-0000-0000\n━━━━━━━━━━\n\n"
                    + "2027年6月9日(水) 10:00 サポート <s@x.example>:\n\n> どのバージョンですか。\n> よろしくお願いします。\n",
                $"<{id}>"
            )
        );
        foreach (var (language, dark, phone) in ((string, bool, bool)[])[("ja", false, false), ("en", true, true)])
        {
            var session = await OpenAsync(
                console.Server,
                new PageOptions
                {
                    SignedInAs = "kato",
                    ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                    Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                }
            );
            await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl={Uri.EscapeDataString("/cases/" + number)}");
            var line = session.Page.Locator(".timeline .msg", new() { HasText = "代わりに回答します。" });
            await Expect(line.Locator("details.folded")).ToHaveCountAsync(2);
            await Expect(line.Locator(".by-mail.other")).ToContainTextAsync("tanaka.h@elsewhere.example");
            await line.ScrollIntoViewIfNeededAsync();
            await AxeCheck.AssertCleanAsync(session.Page);
            await session.ScreenshotAsync($"case-by-mail-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");
        }
    }

    private Task DeliverAsync(string mail) => DeliverAsync(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));

    private async Task DeliverAsync(byte[] raw)
    {
        var (desk, filing) = (
            console.Server.Services.GetRequiredService<InboundStore>(),
            console.Server.Services.GetRequiredService<MailFiling>()
        );
        if (await desk.KeepAsync(new FetchedMail(raw, raw.Length), TestContext.Current.CancellationToken) is { } id)
            await filing.FileAsync(id, TestContext.Current.CancellationToken);
    }
}
