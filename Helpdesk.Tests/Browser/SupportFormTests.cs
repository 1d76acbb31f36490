using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Browser;

/// <summary>The public form in a real browser: four kinds of visitor, with scripts and without, in both languages, on a phone (spec I2–I7, E5, P2, P9).</summary>
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
            OnPage = name => looked ? LookAsync(session, $"support-{who}-{name}-{language}") : Task.CompletedTask,
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
                    await page.FillAsync("[name='answers.RestoreBy']", "Friday at noon");
                else if (name == "send")
                    (await page.Locator("dl.portal-summary").InnerTextAsync()).ShouldSatisfyAllConditions(
                        all => all.ShouldContain("03-1234-5678"),
                        all => all.ShouldContain("Friday at noon")
                    );
            },
        };

        await form.WalkAsync("en");

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
                    await LookAsync(session, "support-ended-product-ja");
                }
            },
        };

        var number = await form.WalkAsync("ja");

        await Expect(page.Locator(".portal-sent .portal-self")).ToBeVisibleAsync();
        await Expect(page.Locator(".portal-due")).ToHaveCountAsync(0);
        var kept = await ReadAsync(server, number);
        kept.VerdictKind.ShouldBe(VerdictKind.NotEntitled);
        await LookAsync(session, "support-ended-sent-ja");
    }

    [BrowserFact]
    public async Task ShortWay_ForALicenceQuestion_HasFourPages_E6()
    {
        var server = await consoles.ServerAsync(night: false);
        var page = (await OpenAsync(server, new PageOptions { Viewport = PageOptions.Phone, Scripts = false })).Page;
        await page.GotoAsync("/support");
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

    [BrowserFact]
    public async Task MatchingArticles_AreOfferedBeforeItIsSent_I4()
    {
        var server = await consoles.ServerAsync(night: false);
        await server.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
        var session = await OpenAsync(server, new PageOptions { Viewport = PageOptions.Phone });
        var page = session.Page;
        await page.GotoAsync("/support");
        var form = new SupportForm(page, Enquirer.Stranger with { RequestType = "Licence", Version = "" }, true);
        await form.WhoAsync();
        await form.ProductAsync();
        await page.FillAsync("#subject", "Backup fails with a VSS error");
        await page.FillAsync("#description", "The VSS writer times out.");

        await SupportForm.OnAsync(page, "articles");

        await Expect(page.Locator(".portal-progress")).ToContainTextAsync("Step 4 of 4");
        var first = page.Locator(".portal-articles a").First;
        await Expect(first).ToHaveTextAsync("Backup fails with a VSS error");
        await Expect(first).ToHaveAttributeAsync("target", "_blank");
        await LookAsync(session, "support-articles-en");
        (await page.APIRequest.GetAsync((await first.GetAttributeAsync("href"))!)).Status.ShouldBe(200);
        await SupportForm.OnAsync(page, "send");
        await Expect(page.Locator("a[href='https://example.com/privacy']")).ToContainTextAsync("2026-04");
        await page.GoBackAsync();
        await Expect(first).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task WithScripts_TypedTextSurvivesAReload_UploadsGoOnAfterABreak_ScreenshotsArePasted()
    {
        var server = await consoles.ServerAsync(night: false);
        var session = (await OpenAsync(server)).Expecting("ERR_FAILED");
        var page = session.Page;
        await page.GotoAsync("/support");
        var form = new SupportForm(page, Enquirer.Stranger, true);
        await form.WhoAsync();
        await form.ProductAsync();
        await page.FillAsync("#description", "half a thought");
        await Expect(page.Locator("[data-kept]")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("#description")).ToHaveValueAsync("half a thought");
        await form.ProblemAsync();
        await page.CheckAsync("input[name='impact.BackupsKeepFailing']");
        await Expect(page.Locator("[data-proposed]")).ToHaveTextAsync("so far: High, because “Backups fail again and again”");
        await page.ClickAsync(".portal-buttons .account-button");

        var broken = 0;
        await page.RouteAsync(
            "**/support/upload/*?offset=524288",
            route => Interlocked.Increment(ref broken) == 1 ? route.AbortAsync() : route.ContinueAsync()
        );
        var large = new byte[1_200_000];
        new Random(1).NextBytes(large);
        await page.SetInputFilesAsync(
            "#files",
            new FilePayload
            {
                Name = "large.bin",
                MimeType = "application/octet-stream",
                Buffer = large,
            }
        );
        await page.EvaluateAsync(
            """
            () => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10])], 'image.png', { type: 'image/png' }));
              document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """
        );
        await Expect(page.Locator(".portal-files li")).ToHaveCountAsync(2);
        await page.Locator(".portal-files li progress").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await Expect(page.Locator(".portal-files progress")).ToHaveCountAsync(0);
        await page.ReloadAsync();
        await Expect(page.Locator(".portal-files li")).ToHaveCountAsync(2);
        broken.ShouldBeGreaterThanOrEqualTo(2, "the piece was sent again");
        var whole = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(large));
        (
            await DataAsync(server, db => db.PortalFiles().Where(f => f.FileName == "large.bin").Select(f => f.Checksum).SingleAsync())
        ).ShouldBe(whole);
        await page.Locator(".portal-files li button").First.ClickAsync();
        await Expect(page.Locator(".portal-files li")).ToHaveCountAsync(1);
        await session.ScreenshotAsync("support-files-en-desk");
    }

    [BrowserTheory]
    [InlineData("en", false)]
    [InlineData("ja", true)]
    public async Task Mistakes_AreSaidAtTheField_AndNothingTypedIsLost(string language, bool dark)
    {
        var server = await consoles.ServerAsync(night: false);
        var session = await OpenAsync(
            server,
            new PageOptions { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, Locale = language == "ja" ? "ja-JP" : "en-US" }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support");
        await page.FillAsync("#contactName", new string('長', 60));
        await page.FillAsync("#email", "not an address");
        await page.ClickAsync(".portal-buttons .account-button");

        await Expect(page.Locator("#errors")).ToBeFocusedAsync();
        await Expect(page.Locator("#email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#email")).ToHaveValueAsync("not an address");
        await LookAsync(session, $"support-mistakes-{language}");
        // Nobody skips a page by its address.
        await page.GotoAsync("/support/send");
        await SupportForm.ArriveAsync(page, "/support$");
        // The other language keeps what was typed.
        await page.ClickAsync($".account-choices button[lang={(language == "ja" ? "en" : "ja")}]");
        await Expect(page.Locator("#contactName")).ToHaveValueAsync(new string('長', 60));
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

    private static async Task LookAsync(PageSession session, string name)
    {
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync(name, wholePage: true);
    }

    private static Task<Case> ReadAsync(ConsoleServer server, string number) =>
        DataAsync(server, db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));

    private static Task<List<string>> FilesAsync(ConsoleServer server, long id) =>
        DataAsync(server, db => db.Attachments().Where(a => a.CaseId == id).Select(a => a.FileName).ToListAsync());

    private static Task<List<string>> MailsAsync(ConsoleServer server, long id) =>
        DataAsync(server, db => db.OutboxMails().Where(m => m.CaseId == id).Select(m => m.TextBody).ToListAsync());

    private static async Task<T> DataAsync<T>(ConsoleServer server, Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return await read(db);
    }
}

/// <summary>A console by day and one by night, each started when it is first asked for; its clock stands still, so its limits are wide.</summary>
public sealed class SupportConsoles : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Wide = new(StringComparer.Ordinal)
    {
        ["Portal:PostsPerMinute"] = "100000",
        ["Intake:PrivacyPolicyAddress"] = "https://example.com/privacy",
        ["Portal:EnquiriesPerHour"] = "1000",
        ["Portal:SerialChecksPerHour"] = "1000",
    };

    private readonly Lazy<Task<ConsoleServer>> _day = new(() => ConsoleServer.StartAsync(new() { Configuration = Wide }));
    private readonly Lazy<Task<ConsoleServer>> _night = new(() =>
        ConsoleServer.StartAsync(new() { Configuration = Wide, Start = new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero) })
    );

    public Task<ConsoleServer> ServerAsync(bool night) => night ? _night.Value : _day.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var one in (Lazy<Task<ConsoleServer>>[])[_day, _night])
        {
            if (one.IsValueCreated)
                await (await one.Value).DisposeAsync();
        }
    }
}
