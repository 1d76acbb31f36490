using System.Text.RegularExpressions;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A night on call as the specification tells it, on a phone (days: on call, steps 1 to 4). The demo's rota: Ueda, then Ito, then Mori.
/// </summary>
public sealed class OnCallSaturdayTests(BrowserFixture browser) : BrowserTest(browser)
{
    // Saturday 12 June 2027, 02:13 in Tokyo.
    private static readonly ConsoleSettings Night = new() { Start = new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero) };

    private ConsoleServer? _server;

    public override async ValueTask DisposeAsync()
    {
        // The pages go first: one that loses its server logs errors.
        await base.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [BrowserFact]
    public async Task Paged_OnePressMine_RungAndReached_Passed_WorkaroundSent_ItStandsBelowWhatRuns()
    {
        var server = _server = await ConsoleServer.StartAsync(Night);
        using var api = new ApiCaller(server);
        var session = await OpenAsync(
            server,
            new PageOptions
            {
                SignedInAs = "ueda",
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
                Locale = "en-US",
            }
        );
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/queue");
        await page.Locator(".row").First.WaitForAsync();

        var number = await api.OpenCaseAsync("Production server is down", "Emergency");
        await BannerCoversNothingAsync(session);
        var paged = await PageOfAsync(server, number);
        paged.Steps.ShouldHaveSingleItem().Asks.Select(a => a.Person).ShouldBe(["Ueda Ryo"]);
        await page.GotoAsync($"/on-call?page={paged.Id:N}");
        var card = page.Locator(".card-run.marked");
        await Expect(card).ToContainTextAsync("Premium");
        await Expect(card).ToContainTextAsync("Nordwind GmbH");
        await Expect(card.Locator(".countdown .left")).ToHaveTextAsync(new Regex("^(1:00:00|0:59:\\d\\d)$"));
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("saturday-paged-en-dark-phone");

        await card.GetByRole(AriaRole.Button, new() { Name = "Take it", Exact = true }).ClickAsync();
        card = page.Locator(".card-run", new() { HasText = number });
        await Expect(card.Locator(".who")).ToContainTextAsync("You have it");
        await session.ScreenshotAsync("saturday-mine-en-dark-phone");
        await card.Locator(".quick-call input").FillAsync("Spoke to Lena Fischer");
        await card.Locator(".quick-call .primary").ClickAsync();
        // The promise is kept: nothing of it runs any more, and whoever is asked next reads who has it.
        await Expect(card).ToHaveCountAsync(0);
        await StandsBelowAsync(session, number);
        (await ReadAsync(server, db => db.Cases.AsNoTracking().Include(c => c.Clocks).SingleAsync(c => c.Number == number)))
            .Clocks.Single(c => c.Kind == ClockKind.FirstResponse)
            .EndedAs.ShouldBe(ClockEnd.Met);

        await page.GotoAsync("/cases/" + number);
        await page.Locator("#solution-pick").ClickAsync();
        await Expect(page.Locator("#act-text")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Please boot from the recovery medium and mount the last image.");
        await page.Locator("form.act .primary").ClickAsync();
        await Expect(page.Locator(".headline .status")).ToContainTextAsync("Solution offered");
        await page.GotoAsync("/on-call");
        await page.Locator(".running h2").WaitForAsync();
        await Expect(page.Locator(".card-run", new() { HasText = number })).ToHaveCountAsync(0);
        var row = page.Locator(".taken-cases li", new() { HasText = number });
        await Expect(row).ToContainTextAsync("Solution offered");
        await AxeCheck.AssertCleanAsync(page);
        await row.ScrollIntoViewIfNeededAsync();
        await session.ScreenshotAsync("saturday-taken-en-dark-phone");
        await page.SetViewportSizeAsync(PageOptions.Desktop.Width, PageOptions.Desktop.Height);
        await row.ScrollIntoViewIfNeededAsync();
        await session.ScreenshotAsync("saturday-taken-en-dark-desk");
        await page.GotoAsync("/account/culture?c=ja&returnUrl=/on-call");
        await row.ScrollIntoViewIfNeededAsync();
        await session.ScreenshotAsync("saturday-taken-ja-dark-desk");
    }

    [BrowserFact]
    public async Task HadHeSlept_SecondaryThenSupervisor_AndTheCaseSaysSo()
    {
        var server = _server = await ConsoleServer.StartAsync(Night);
        using var api = new ApiCaller(server);
        var number = await api.OpenCaseAsync("Production server is down", "Emergency");
        foreach (var _ in (int[])[1, 2])
        {
            server.Time.Advance(TimeSpan.FromMinutes(5));
            await server.Services.GetRequiredService<PageWorker>().RunAsync(TestContext.Current.CancellationToken);
        }

        var page = (await OpenAsync(server, new PageOptions { SignedInAs = "ito", Locale = "en-US" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        foreach (var asked in (string[])["Ueda Ryo", "Ito Yuki", "Mori Hana"])
            await Expect(page.Locator(".timeline")).ToContainTextAsync(asked);
        await page.GotoAsync($"/on-call?page={(await PageOfAsync(server, number)).Id:N}");
        await page.Locator(".card-run.marked").GetByRole(AriaRole.Button, new() { Name = "Take it", Exact = true }).ClickAsync();
        await Expect(page.Locator(".card-run", new() { HasText = number }).Locator(".who")).ToContainTextAsync("You have it");
    }

    [BrowserFact]
    public async Task AfterTheShift_WhatRunsWaitsForWhoComes_ALineEach_AndIsAccepted()
    {
        // Monday 09:01: the demo's shift has just come to Ueda.
        var server = _server = await ConsoleServer.StartAsync(
            Night with
            {
                Start = new DateTimeOffset(2027, 6, 14, 0, 1, 0, TimeSpan.Zero),
            }
        );
        await server.Services.GetRequiredService<HandOverWorker>().RunAsync(TestContext.Current.CancellationToken);
        var next = await OpenAsync(
            server,
            new PageOptions
            {
                SignedInAs = "ueda",
                Viewport = PageOptions.Phone,
                Locale = "en-US",
            }
        );

        await next.Page.GotoAsync("/account/culture?c=en&returnUrl=/on-call");
        await Expect(next.Page.Locator(".hand-over h2")).ToContainTextAsync("Ueda Ryo");
        await Expect(next.Page.Locator(".hand-over li").First.Locator("a")).ToHaveAttributeAsync("href", new Regex("^/cases/C-"));
        await next.ScreenshotAsync("saturday-hand-over-en-light-phone");
        await next.Page.Locator(".hand-over .primary.big").ClickAsync();

        await Expect(next.Page.Locator(".hand-over")).ToHaveCountAsync(0);
        (await ReadAsync(server, db => db.HandOvers().AsNoTracking().SingleAsync())).AcceptedById.ShouldBe(DemoPeople.Ueda.Id);
    }

    private static async Task StandsBelowAsync(PageSession session, string number)
    {
        var row = session.Page.Locator(".taken-cases li", new() { HasText = number });
        await Expect(row).ToContainTextAsync("Nordwind GmbH");
        await Expect(row.Locator(".who")).ToContainTextAsync("Ueda Ryo since");
        await Expect(row.Locator(".last")).ToContainTextAsync("last at");
        var bounds = "e => e.getBoundingClientRect()";
        var (running, below) = (
            await session.Page.Locator(".running").EvaluateAsync<System.Text.Json.JsonElement>(bounds),
            await row.EvaluateAsync<System.Text.Json.JsonElement>(bounds)
        );
        below
            .GetProperty("top")
            .GetDouble()
            .ShouldBeGreaterThan(running.GetProperty("bottom").GetDouble(), "nothing that runs moves for it");
    }

    private static async Task BannerCoversNothingAsync(PageSession session)
    {
        await Expect(session.Page.Locator(".paged")).ToBeVisibleAsync();
        (
            await session.Page.EvaluateAsync<bool>(
                """
                () => {
                  const banner = document.querySelector('.paged').getBoundingClientRect();
                  return ['#main', '.rail', '.bar'].every(place => {
                    const other = document.querySelector(place).getBoundingClientRect();
                    const apart = other.bottom <= banner.top + 1 || other.top >= banner.bottom - 1 || other.right <= banner.left + 1;
                    return other.height > 0 && apart;
                  });
                }
                """
            )
        ).ShouldBeTrue("what is being worked on stays in reach");
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("saturday-banner-en-dark-phone");
        await session.Page.SetViewportSizeAsync(PageOptions.Desktop.Width, PageOptions.Desktop.Height);
        (
            await session.Page.EvaluateAsync<bool>(
                "() => document.querySelector('.paged').getBoundingClientRect().bottom <= "
                    + "document.querySelector('#main').getBoundingClientRect().top + 1"
            )
        ).ShouldBeTrue();
        await session.ScreenshotAsync("saturday-banner-en-dark-desk");
        await session.Page.SetViewportSizeAsync(PageOptions.Phone.Width, PageOptions.Phone.Height);
    }

    private static Task<Page> PageOfAsync(ConsoleServer server, string number) =>
        ReadAsync(
            server,
            db =>
                db.Pages()
                    .AsNoTracking()
                    .Include(p => p.Steps)
                        .ThenInclude(s => s.Asks)
                    .SingleAsync(p => db.Cases.Any(c => c.Id == p.CaseId && c.Number == number))
        );

    private static async Task<T> ReadAsync<T>(ConsoleServer server, Func<HelpdeskDb, Task<T>> read)
    {
        await using var db = await server
            .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await read(db);
    }
}
