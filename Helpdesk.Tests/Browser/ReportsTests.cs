using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A supervisor, Wednesday, step 4: last week's attainment, the misses by product and hour, each opening to its ledger (U2).
/// </summary>
public sealed class ReportsTests(BrowserFixture browser, HistoryFixture console) : BrowserTest(browser), IClassFixture<HistoryFixture>
{
    [BrowserFact]
    public async Task LastWeek_AttainmentThenMissesThenALedger()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/reports");
        var figures = page.Locator(".figure");
        await Expect(figures.First).ToContainTextAsync("SLA met");
        await Expect(figures.First.Locator(".value")).ToHaveTextAsync(new Regex(@"^\s*\d+\.\d %\s*$"));
        await Expect(figures.First).ToContainTextAsync("Met among met and missed.");
        var missed = (await figures.Filter(new() { HasText = "Fell due in this period" }).Locator(".value").TextContentAsync())!.Trim();
        await page.Locator("#table-attainment tbody tr").First.WaitForAsync();
        await session.ScreenshotAsync("reports-attainment-en-light-desk", wholePage: true);

        await page.GetByRole(AriaRole.Link, new() { Name = "Breaches" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/reports\?report=misses$"));
        await Expect(figures.First.Locator(".value")).ToHaveTextAsync(new Regex($@"^\s*{missed}\s*$"));
        await Expect(page.Locator("#table-misses tfoot .sum")).ToHaveTextAsync(missed);
        await Expect(page.Locator(".lines tbody tr"))
            .ToHaveCountAsync(int.Parse(missed, System.Globalization.CultureInfo.InvariantCulture));
        await session.ScreenshotAsync("reports-misses-en-light-desk", wholePage: true);

        var first = page.Locator(".lines tbody tr").First;
        var number = (await first.Locator("a").TextContentAsync())!.Trim();
        await first.Locator("a").ClickAsync();
        await Expect(page.Locator(".ledger-sheet")).ToContainTextAsync(number);
        await Expect(page).ToHaveURLAsync(new Regex($"/cases/{number}\\?ledger={number}$"));
        // The sheet hears keys once it has the focus, which comes after its words.
        await Expect(page.Locator(".ledger-sheet")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".ledger-sheet")).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Regex($"/cases/{number}$"));

        // A number of the cross table opens just the cases behind it.
        await page.GoBackAsync();
        var cell = page.Locator("#table-misses tbody td:not(.sum) a").First;
        var count = int.Parse((await cell.TextContentAsync())!.Trim(), System.Globalization.CultureInfo.InvariantCulture);
        await cell.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/reports/cases\\?count=Missed.*product=.*hour="));
        await Expect(page.Locator(".lines tbody tr")).ToHaveCountAsync(count);
        await session.ScreenshotAsync("reports-cases-en-light-desk");
    }

    [BrowserFact]
    public async Task Filters_StandInTheAddress_AndTheFileFollowsThem()
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "mori",
                Locale = "ja-JP",
                ColorScheme = ColorScheme.Dark,
            }
        );
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=ja&returnUrl=/reports");
        await page.Locator("#report-product").WaitForAsync();
        await page.Locator("#report-period").SelectOptionAsync("LastMonth");
        await Expect(page).ToHaveURLAsync(new Regex("period=LastMonth"));
        await page.Locator("#report-by").SelectOptionAsync("Product");
        await page.Locator("#report-tier").SelectOptionAsync("Premium");
        await Expect(page).ToHaveURLAsync(new Regex("/reports\\?period=LastMonth&by=Product&tier=Premium$"));
        await Expect(page.Locator("#report-tier")).ToHaveClassAsync("set");
        await session.ScreenshotAsync("reports-attainment-ja-dark-desk", wholePage: true);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(page.Locator(".controls")).ToBeHiddenAsync();
        await Expect(page.Locator(".on-paper .chip")).ToHaveTextAsync([new Regex("2027-05-01 – 2027-05-31$"), new Regex("^プレミアム$")]);
        await session.ScreenshotAsync("reports-attainment-ja-print", wholePage: true);
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        var file = await page.RunAndWaitForDownloadAsync(() => page.Locator("#table-attainment .btn").ClickAsync());
        file.SuggestedFilename.ShouldBe("attainment-2027-05-01-2027-05-31.csv");
        (await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)).ShouldStartWith("製品,達成率 (%)");
    }

    [BrowserFact]
    public async Task PeriodWithNothingInIt_SaysSo_AndBadDatesAreRefusedInWords()
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "mori",
                Viewport = PageOptions.Phone,
                Locale = "ja-JP",
            }
        );
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=ja&returnUrl=/reports");
        foreach (var report in (string[])["attainment", "misses", "response-times", "reopens", "closing-reasons"])
        {
            await page.GotoAsync($"/reports?report={report}&from=2020-01-06&until=2020-01-12");
            await Expect(page.Locator(".nothing")).ToBeVisibleAsync();
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
                "a phone has no width for more"
            );
        }

        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("reports-empty-ja-light-phone");
        await page.GotoAsync("/reports?from=2027-06-09&until=2027-06-01");
        await Expect(page.Locator(".said")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task EveryReport_LooksAlive_InBothThemesAndSizes()
    {
        foreach (var (language, dark, phone) in ((string, bool, bool)[])[("en", false, false), ("ja", true, true)])
        {
            var session = await OpenAsync(
                console.Server,
                new PageOptions
                {
                    SignedInAs = "mori",
                    ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                    Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                    Locale = language == "ja" ? "ja-JP" : "en-US",
                }
            );
            await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl=/reports");
            foreach (var report in (string[])["backlog", "response-times", "reopens", "closing-reasons", "load"])
            {
                await session.Page.GotoAsync($"/reports?report={report}&period=LastMonth");
                await session.Page.Locator(".reports table tbody tr").First.WaitForAsync();
                await AxeCheck.AssertCleanAsync(session.Page);
                await session.ScreenshotAsync($"reports-{report}-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");
            }
        }
    }
}

/// <summary>A console with some weeks to look back on.</summary>
public sealed class HistoryFixture : IAsyncLifetime
{
    private ConsoleServer? _server;

    public ConsoleServer Server => _server ?? throw new InvalidOperationException(BrowserPresence.MissingReason);

    public async ValueTask InitializeAsync()
    {
        if (!BrowserPresence.TestsRun)
            return;
        _server = await ConsoleServer.StartAsync(
            new() { Configuration = new Dictionary<string, string>(StringComparer.Ordinal) { ["Demo:HistoryWeeks"] = "6" } }
        );
        // It comes some seconds after the start; a test does not wait for that.
        await _server.Services.GetRequiredService<DemoHistory>().FillAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
