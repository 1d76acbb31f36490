using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// The public form in a real browser: four kinds of visitor, with scripts and
/// without, in both languages, on a phone (spec I2–I7, E5, P2, P9).
/// </summary>
public sealed class SupportFormTests(BrowserFixture browser, SupportConsoles consoles)
    : BrowserTest(browser),
        IClassFixture<SupportConsoles>
{
    public static TheoryData<string, string, bool> Walks()
    {
        var data = new TheoryData<string, string, bool>();
        foreach (var who in (string[])["stranger", "partner", "premium", "trial"])
        {
            data.Add(who, "en", who is "partner" or "trial");
            data.Add(who, "ja", who is "stranger" or "premium");
            data.Add(who, "en", who is "stranger" or "premium");
            data.Add(who, "ja", who is "partner" or "trial");
        }

        return data;
    }

    [BrowserTheory]
    [MemberData(nameof(Walks))]
    public async Task FourVisitors_ArriveByPhone_WithTheAnswerTheyAreDue(string who, string language, bool scripts)
    {
        var enquirer = new[] { Enquirer.Stranger, Enquirer.Partner, Enquirer.Premium, Enquirer.Trial }.Single(e => e.Who == who);
        var server = await consoles.ServerAsync(night: who == "premium");
        // Two of the walks are looked at page by page.
        var looked = (who, language, scripts) is ("premium", "ja", true) or ("partner", "en", true);
        var session = await OpenAsync(
            server,
            new PageOptions
            {
                Viewport = PageOptions.Phone,
                ColorScheme = who == "premium" ? ColorScheme.Dark : ColorScheme.Light,
                Locale = language == "ja" ? "ja-JP" : "en-US",
                Scripts = scripts,
            }
        );
        var form = new SupportForm(session.Page, enquirer, scripts)
        {
            OnPage = name => looked ? SupportForm.LookAsync(session, $"support-{who}-{name}-{language}") : Task.CompletedTask,
        };

        var number = await form.WalkAsync(language);

        var text = await session.Page.Locator(".portal-sent").InnerTextAsync();
        var opened = await ReadAsync(server, number);
        (opened.Channel, opened.ConsentVersion, opened.Contact.Email, opened.Contact.Language).ShouldBe(
            (Channel.Web, "2026-04", enquirer.Mail, language)
        );
        opened.Severity.ShouldBe(
            who switch
            {
                "stranger" => Severity.Medium,
                "trial" => Severity.Low,
                _ => Severity.Emergency,
            }
        );
        text.ShouldContain(Expected(who, language));
        if (who is "partner" or "premium")
            text.ShouldContain("03-6206-6286", Shouldly.Case.Sensitive, "an Emergency may ring (H4)");
        else
            text.ShouldNotContain("03-6206-6286");
        await Expect(session.Page.Locator("a[href='tel:0362066286']")).ToHaveCountAsync(who is "partner" or "premium" ? 1 : 0);
        text.Contains(language == "ja" ? "試用版のライセンスのため" : "With a trial licence", StringComparison.Ordinal)
            .ShouldBe(who == "trial", "said High, handled as Low (E4)");
        text.Contains("英語", StringComparison.Ordinal).ShouldBe(who == "premium" && language == "ja", "P9");
        (await FilesAsync(server, opened.Id)).ShouldBe(["復元.log"]);
        (await MailsAsync(server, opened.Id))
            .ShouldHaveSingleItem()
            .ShouldContain("/support/case/", Shouldly.Case.Sensitive, "the mail is there before the page is closed");
    }

    [BrowserFact]
    public async Task VisitorFromElsewhere_ChecksAllTheyTyped_AndReadsTheirOwnTimeBesidesOurs()
    {
        var server = await consoles.ServerAsync(night: false);
        var page = (await OpenAsync(server, new PageOptions { TimeZone = "Europe/Paris" })).Page;
        var form = new SupportForm(page, Enquirer.Stranger, true)
        {
            OnPage = async name =>
            {
                if (name == "who")
                    await page.FillAsync("#phone", "03-1234-5678");
                else if (name == "problem")
                {
                    await page.FillAsync("[name='answers.RestoreBy']", "Friday at noon");
                    await page.GetByLabel("Where is the backup written to").FillAsync("A NAS in the basement");
                }
                else if (name == "send")
                    (await page.Locator("dl.portal-summary").InnerTextAsync()).ShouldSatisfyAllConditions(
                        all => all.ShouldContain("03-1234-5678"),
                        all => all.ShouldContain("Friday at noon"),
                        all => all.ShouldContain("Where is the backup written to (USB disk, NAS, share)?\nA NAS in the basement")
                    );
            },
        };

        var number = await form.WalkAsync("en");

        var answer = (await ReadAsync(server, number)).Answers.OfProduct.ShouldHaveSingleItem("what was not answered is not kept");
        (answer.Question.In("ja"), answer.Text).ShouldBe(
            ("バックアップの保存先はどこですか（USB ディスク、NAS、共有フォルダーなど）", "A NAS in the basement")
        );
        await Expect(page.Locator(".portal-due + p")).ToHaveTextAsync("In your time: Fri 11 Jun 2027 03:00 GMT+2");
    }

    [BrowserFact]
    public async Task WithoutEntitlement_IsToldWhatIsMissing_AndTheEnquiryIsKept()
    {
        var server = await consoles.ServerAsync(night: false);
        var session = await OpenAsync(server, new PageOptions { Locale = "ja-JP" });
        var page = session.Page;
        var form = new SupportForm(page, Enquirer.Ended, true)
        {
            OnPage = async name =>
            {
                if (name == "product")
                {
                    // The verdict comes while the form is filled in, with a way on for those who have none.
                    await page.Locator("#serialNumber").BlurAsync();
                    await Expect(page.Locator(".portal-verdict.v-Missing")).ToContainTextAsync("契約は");
                    await Expect(page.Locator(".portal-verdict .portal-self")).ToBeVisibleAsync();
                    await SupportForm.LookAsync(session, "support-ended-product-ja");
                }
            },
        };

        var number = await form.WalkAsync("ja");

        await Expect(page.Locator(".portal-sent .portal-self")).ToBeVisibleAsync();
        await Expect(page.Locator(".portal-due")).ToHaveCountAsync(0);
        var kept = await ReadAsync(server, number);
        kept.VerdictKind.ShouldBe(Helpdesk.Domain.Entitlements.VerdictKind.NotEntitled);
        await SupportForm.LookAsync(session, "support-ended-sent-ja");
    }

    [BrowserFact]
    public async Task ShortWay_ForALicenceQuestion_HasFourPages_E6()
    {
        var server = await consoles.ServerAsync(night: false);
        var page = (await OpenAsync(server, new PageOptions { Viewport = PageOptions.Phone, Scripts = false })).Page;
        await page.GotoAsync("/support/new");
        var form = new SupportForm(page, Enquirer.Stranger with { RequestType = "Licence", Version = "" }, false);
        await page.CheckAsync("input[name=userKind]");
        await page.FillAsync("#contactName", "Nobody Known");
        await page.FillAsync("#email", "nobody@known.example");
        // Enter in a field goes on, in the same language.
        await page.PressAsync("#email", "Enter");
        await SupportForm.ArriveAsync(page, "/support/product$");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await form.ProductAsync();
        await Expect(page.Locator(".portal-progress")).ToContainTextAsync("Step 3 of 4");

        await page.FillAsync("#subject", "How do I move a licence?");
        await page.FillAsync("#description", "To another server.");
        await SupportForm.ToSendAsync(page);
        await page.CheckAsync("#consent");
        await SupportForm.OnAsync(page, "sent");

        var opened = await ReadAsync(server, (await page.Locator(".portal-number b").TextContentAsync())!);
        (opened.Severity, opened.RequestType).ShouldBe((Severity.Low, RequestType.Licence));
    }

    // Wednesday 10:00, or the night to Saturday at 02:13.
    private static string Expected(string who, string language) =>
        (who, language) switch
        {
            ("stranger", "ja") => "2027年6月11日(金) 10:00",
            ("stranger", _) => "Fri 11 Jun 2027 10:00",
            ("partner", "ja") => "2027年6月9日(水) 12:00",
            ("partner", _) => "Wed 9 Jun 2027 12:00",
            ("premium", "ja") => "2027年6月12日(土) 03:13",
            ("premium", _) => "Sat 12 Jun 2027 03:13",
            ("trial", "ja") => "2027年6月11日(金) 10:00",
            _ => "Fri 11 Jun 2027 10:00",
        };

    private static Task<Case> ReadAsync(ConsoleServer server, string number) =>
        SupportConsoles.ReadAsync(server, db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));

    private static Task<List<string>> FilesAsync(ConsoleServer server, long id) =>
        SupportConsoles.ReadAsync(server, db => db.Attachments().Where(a => a.CaseId == id).Select(a => a.FileName).ToListAsync());

    private static Task<List<string>> MailsAsync(ConsoleServer server, long id) =>
        SupportConsoles.ReadAsync(server, db => db.OutboxMails().Where(m => m.CaseId == id).Select(m => m.TextBody).ToListAsync());
}
