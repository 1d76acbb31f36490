using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// What the form does for a visitor who writes it: articles that fit, text and
/// files that survive, mistakes said at their field (spec I2–I5).
/// </summary>
public sealed class SupportFormHelpTests(BrowserFixture browser, SupportConsoles consoles)
    : BrowserTest(browser),
        IClassFixture<SupportConsoles>
{
    [BrowserFact]
    public async Task MatchingArticles_AreOfferedBeforeItIsSent_I4()
    {
        var server = await consoles.ServerAsync(night: false);
        await server.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
        var session = await OpenAsync(server, new PageOptions { Viewport = PageOptions.Phone });
        var page = session.Page;
        await page.GotoAsync("/support/new");
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
        await SupportForm.LookAsync(session, "support-articles-en");
        (await page.APIRequest.GetAsync((await first.GetAttributeAsync("href"))!)).Status.ShouldBe(200);
        await SupportForm.OnAsync(page, "send");
        await Expect(page.Locator("main a[href='https://example.com/privacy']")).ToContainTextAsync("2026-04");
        await page.GoBackAsync();
        await Expect(first).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task WithScripts_TypedTextSurvivesAReload_UploadsGoOnAfterABreak_ScreenshotsArePasted()
    {
        var server = await consoles.ServerAsync(night: false);
        var session = (await OpenAsync(server)).Expecting("ERR_FAILED");
        var page = session.Page;
        var broken = 0;
        await page.RouteAsync(
            // Whatever the first request got across, the next one is broken; set before the first page, since one that is asked for amid a
            // change of pages may hear nothing.
            new System.Text.RegularExpressions.Regex(@"/support/upload/[^?]+\?offset=[1-9]"),
            route => Interlocked.Increment(ref broken) == 1 ? route.AbortAsync() : route.ContinueAsync()
        );
        await page.GotoAsync("/support/new");
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
            await SupportConsoles.ReadAsync(
                server,
                db => db.PortalFiles().Where(f => f.FileName == "large.bin").Select(f => f.Checksum).SingleAsync()
            )
        ).ShouldBe(whole);
        await page.Locator(".portal-files li button").First.ClickAsync();
        await Expect(page.Locator(".portal-files li")).ToHaveCountAsync(1);
        await session.ScreenshotAsync("support-files-en-desk");
    }

    /// <summary>A press whose button moves away between the pointer's going down and up is lost.</summary>
    [BrowserTheory]
    [InlineData("en", 390)]
    [InlineData("ja", 1440)]
    public async Task WhatComesWhileTheFormIsFilledIn_MovesNoButton(string language, int width)
    {
        var server = await consoles.ServerAsync(night: false);
        var page = (
            await OpenAsync(
                server,
                new PageOptions
                {
                    Viewport = new() { Width = width, Height = 844 },
                }
            )
        ).Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support/new");
        var form = new SupportForm(page, Enquirer.Partner, true);
        await form.WhoAsync();
        var empty = await NextAtAsync(page);
        await page.SelectOptionAsync("#requestType", "TechnicalHelp");
        await page.SelectOptionAsync("#product", "SPX-VIRTUAL");
        await Expect(page.Locator(".portal-verdict [data-said] ul")).ToBeVisibleAsync();
        (await NextAtAsync(page)).ShouldBe(empty, "the verdict comes beneath the button");

        await form.ProductAsync();
        await form.ProblemAsync();
        empty = await NextAtAsync(page);
        await page.CheckAsync("input[name='impact.BackupsKeepFailing']");
        await Expect(page.Locator("[data-proposed]")).Not.ToBeEmptyAsync();
        (await NextAtAsync(page)).ShouldBe(empty, "the proposal has its place before it is there");
    }

    // Of the page, not of the window: what was filled in last is scrolled to.
    private static async Task<double> NextAtAsync(IPage page) =>
        await page.EvaluateAsync<double>(
            "() => document.querySelector('.portal-buttons .account-button').getBoundingClientRect().top + scrollY"
        );

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
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/support/new");
        await page.FillAsync("#contactName", new string('長', 60));
        await page.FillAsync("#email", "not an address");
        await page.ClickAsync(".portal-buttons .account-button");

        await Expect(page.Locator("#errors")).ToBeFocusedAsync();
        await Expect(page.Locator("#email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#email")).ToHaveValueAsync("not an address");
        await SupportForm.LookAsync(session, $"support-mistakes-{language}");
        // Nobody skips a page by its address.
        await page.GotoAsync("/support/send");
        await SupportForm.ArriveAsync(page, "/support/new$");
        // The other language keeps what was typed.
        await page.ClickAsync($".account-choices button[lang={(language == "ja" ? "en" : "ja")}]");
        await Expect(page.Locator("#contactName")).ToHaveValueAsync(new string('長', 60));
    }
}
