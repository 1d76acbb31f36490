using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Features.OnCall.HandOver;
using Helpdesk.Web.Paging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Saturday 02:13 on a phone, in one hand (days: on call, steps 1–4).</summary>
public sealed partial class OnCallSaturdayTests(BrowserFixture browser) : BrowserTest(browser)
{
    private static readonly DateTimeOffset ThirteenPastTwo = new(2027, 6, 11, 17, 13, 0, TimeSpan.Zero);

    [BrowserFact]
    public async Task Night_FromThePageToTheEmptyBoard_AndTheHandOverInTheMorning()
    {
        await using var server = await ConsoleServer.StartAsync(new() { Start = ThirteenPastTwo });
        using var api = new ApiCaller(server);
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "ueda", Viewport = PageOptions.Phone, ColorScheme = ColorScheme.Dark });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/on-call");
        await Expect(page.Locator(".running .empty").Or(page.Locator(".card-run")).First).ToBeVisibleAsync();
        await page.GotoAsync("/queue");
        await page.Locator(".row").First.WaitForAsync();

        var number = await api.OpenCaseAsync("Restore fails, production server down", "Emergency");
        await Expect(page.Locator(".paged")).ToContainTextAsync("Nordwind GmbH");
        await Expect(page.Locator("[role=alert]").First).ToContainTextAsync(number);
        await Expect(page).ToHaveTitleAsync(PagedTitle());
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("on-call-1-banner-en-dark-phone");

        await page.Locator(".paged a").ClickAsync();
        server.Time.Advance(TimeSpan.FromSeconds(100));
        await RunAsync(server);
        var card = page.Locator(".card-run", new() { HasText = number });
        await page.ReloadAsync();
        await Expect(card.Locator(".countdown .left")).ToHaveTextAsync("0:58:20");
        await session.ScreenshotAsync("on-call-2-page-en-dark-phone");
        await card.GetByRole(AriaRole.Button, new() { Name = "Mine", Exact = true }).ClickAsync();
        await Expect(card).ToContainTextAsync("You have it.");
        await Expect(page.Locator(".paged")).ToHaveCountAsync(0);
        await Expect(page).Not.ToHaveTitleAsync(PagedTitle());
        await card.Locator(".script summary").ClickAsync();
        await Expect(card.Locator(".script")).ToContainTextAsync("technical support");
        await AxeCheck.AssertCleanAsync(page);
        await card.ScrollIntoViewIfNeededAsync();
        await session.ScreenshotAsync("on-call-3-mine-en-dark-phone");
        await PicturesAsync(server);

        await card.GetByLabel("What was said").FillAsync("Reached; boots from the mirror now.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Reached", Exact = true }).ClickAsync();
        await Expect(card).ToHaveCountAsync(0);
        await session.ScreenshotAsync("on-call-4-after-en-dark-phone");
        await page.GotoAsync("/cases/" + number);
        await Expect(page.Locator(".timeline")).ToContainTextAsync("took the page (step 1)");
        await page.GotoAsync("about:blank");
        await HandOverAsync(server, number);
    }

    // The demo's rota changes on Monday 09:00: Ueda leaves, Tanaka comes.
    private async Task HandOverAsync(ConsoleServer server, string number)
    {
        server.Time.SetUtcNow(new DateTimeOffset(2027, 6, 14, 0, 0, 5, TimeSpan.Zero));
        await server.Services.GetRequiredService<HandOverRun>().RunAsync(TestContext.Current.CancellationToken);
        var next = await OpenAsync(server, new PageOptions { SignedInAs = "tanaka", Viewport = PageOptions.Phone, Locale = "ja-JP" });
        await next.Page.GotoAsync("/account/culture?c=ja&returnUrl=/on-call");
        var panel = next.Page.Locator(".hand-over");
        await Expect(panel).ToContainTextAsync(number);
        await Expect(panel).ToContainTextAsync("Reached; boots from the mirror now.");
        await AxeCheck.AssertCleanAsync(next.Page);
        await next.ScreenshotAsync("on-call-5-hand-over-ja-light-phone");
        await panel.GetByRole(AriaRole.Button).Last.ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
        await next.Page.GotoAsync("about:blank");
    }

    private async Task PicturesAsync(ConsoleServer server)
    {
        foreach (var (language, dark, phone) in ((string, bool, bool)[])[("ja", false, true), ("ja", true, false), ("en", false, false)])
        {
            var session = await OpenAsync(server, new PageOptions { SignedInAs = "mori", Viewport = phone ? PageOptions.Phone : PageOptions.Desktop, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl=/on-call");
            await session.Page.Locator(".card-run").First.WaitForAsync();
            await AxeCheck.AssertCleanAsync(session.Page);
            await session.ScreenshotAsync($"on-call-board-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");
            await session.Page.GotoAsync("about:blank");
        }
    }

    private static async Task RunAsync(ConsoleServer server) => await server.Services.GetRequiredService<PageRun>().RunAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex("^PAGE", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PagedTitle();
}
