using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Queue.Clocks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// An engineer's Tuesday morning as the specification tells it, as far as the queue goes (days: engineer, steps 1–5 and 8).
/// </summary>
public sealed class EngineerTuesdayTests(BrowserFixture browser) : BrowserTest(browser)
{
    // Tuesday 8 June 2027, 08:55 in Tokyo.
    private static readonly DateTimeOffset FiveToNine = new(2027, 6, 7, 23, 55, 0, TimeSpan.Zero);

    [BrowserFact]
    public async Task Morning_FromSignInToANewEmergency()
    {
        await using var server = await ConsoleServer.StartAsync(new ConsoleSettings { Start = FiveToNine });
        var session = await OpenAsync(server, new PageOptions());
        var page = session.Page;
        var queue = new QueueSteps(page);
        var colleague = await OpenAsync(server, new PageOptions { SignedInAs = "wagner" });
        await new QueueSteps(colleague.Page).OpenAsync();

        await SignInAsync(page);
        await Expect(page.Locator(".tabs [aria-current=page]")).ToContainTextAsync("Now");
        await Expect(page.Locator(".rows")).ToContainTextAsync("paused until 09:00");

        server.Time.Advance(TimeSpan.FromMinutes(5));
        server.Services.GetRequiredService<ClockTransitions>().Run();
        await Expect(page.Locator(".rows")).Not.ToContainTextAsync("paused until 09:00");

        await OpenTheCaseDueNextAsync(page, queue);
        await session.ScreenshotAsync("day-1-queue");
        await TakeItAsync(page, queue);
        var number = await OpenAnEmergencyAsync(page);

        await Expect(new QueueSteps(colleague.Page).Row(number)).ToHaveCountAsync(1);
        await Expect(queue.Pane).ToContainTextAsync(number);
        await LowerItToHighAsync(page, queue);
        // The server goes before the base class closes pages; a page that lost its server would log that.
        await page.CloseAsync();
        await colleague.Page.CloseAsync();
    }

    private static async Task SignInAsync(IPage page)
    {
        await page.GotoAsync("/");
        await page.FillAsync("input[name=user]", "ito");
        await page.FillAsync("input[name=password]", DemoPeople.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".row").First.WaitForAsync();
    }

    private static async Task OpenTheCaseDueNextAsync(IPage page, QueueSteps queue)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Unassigned" }).ClickAsync();
        await Expect(page.Locator(".tabs [aria-current=page]")).ToContainTextAsync("Unassigned");
        await page.Keyboard.PressAsync("j");
        await Expect(queue.Selected).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("o");
        await Expect(queue.Pane.Locator(".card[class*='v-']")).ToBeVisibleAsync();
        await Expect(queue.Pane.Locator(".timeline li").First).ToBeVisibleAsync();
    }

    private static async Task TakeItAsync(IPage page, QueueSteps queue)
    {
        await page.Keyboard.PressAsync("a");
        await Expect(queue.Pane.Locator(".headline")).ToContainTextAsync("Ito Yuki");
        await Expect(queue.Selected).ToContainTextAsync("Ito Yuki");
    }

    private static async Task<string> OpenAnEmergencyAsync(IPage page)
    {
        await page.Keyboard.PressAsync("n");
        await page.Locator("[name=serialNumber]").FillAsync("SP-1001-7337");
        await Expect(page.Locator("[name=contactName]")).ToHaveValueAsync("Lena Fischer");
        await Expect(page.Locator(".beside")).ToContainTextAsync("Entitled");
        // Her last case was in English, and so is this one; what was looked up makes the page no wider.
        await Expect(page.Locator("[name=language]")).ToHaveValueAsync("en");
        (
            await page.EvaluateAsync<bool>(
                "(() => { const main = document.getElementById('main'); return main.scrollWidth <= main.clientWidth; })()"
            )
        ).ShouldBeTrue();
        await page.Locator("[name=userKind]").SelectOptionAsync("Business");
        await page.Locator("[name=severity]").SelectOptionAsync("Emergency");
        await page.Locator("[name=subject]").FillAsync("Restore fails, production server down");
        await page.Locator("[name=description]").FillAsync("The recovery environment does not see the volume.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".case-pane")).ToContainTextAsync("Restore fails, production server down");
        return new Uri(page.Url).Query.Split("case=")[1].Split('&')[0];
    }

    private static async Task LowerItToHighAsync(IPage page, QueueSteps queue)
    {
        // Old and new due time side by side before saving (S8): Premium Emergency 1 h, High
        // 1 business day from receipt, which lands on closing time (P12).
        await page.Locator("#severity-pick").ClickAsync();
        await page.Locator("#severity-to").SelectOptionAsync("High");
        await Expect(queue.Pane.Locator(".preview tbody")).ToContainTextAsync("First response10:00 JST17:00 JST");
        await page.FillAsync("#severity-reason", "The second domain controller has taken over.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change severity" }).ClickAsync();
        await Expect(queue.Pane.Locator(".headline")).ToContainTextAsync("customer said: Emergency");
        await Expect(queue.Pane.Locator(".why .ledger tfoot")).ToContainTextAsync("due 17:00");
    }
}
