using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Supervision;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A supervisor's Wednesday as the specification tells it: one engineer ill, a hotline call (days: supervisor, steps 1 and 3).
/// </summary>
public sealed class SupervisorWednesdayTests(BrowserFixture browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task OneIll_PlannedAdjustedAppliedUndoneApplied_WhileAColleaguesQueueGoesOn()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var api = new ApiCaller(server);
        await GiveSatoAsync(server, api);
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "mori", Locale = "en-US" });
        var colleague = await OpenAsync(server, new PageOptions { SignedInAs = "ito", Locale = "en-US" });
        await new QueueSteps(colleague.Page).OpenAsync();
        var page = session.Page;

        await MarkAbsenceAsync(page);
        await page.GotoAsync("/supervise");
        var sato = page.Locator("tr.engineer", new() { HasText = "Sato Mai" });
        await Expect(sato).ToContainTextAsync("away");
        await Expect(page.Locator("tr.engineer", new() { HasText = "Ito Yuki" })).ToContainTextAsync("signed in now");
        await session.ScreenshotAsync("supervise-board");
        await sato.GetByRole(AriaRole.Button).ClickAsync();
        await session.ScreenshotAsync("supervise-opened");
        await page.GetByRole(AriaRole.Link, new() { Name = "Plan all 23" }).ClickAsync();

        await Expect(page.Locator(".summary")).ToContainTextAsync("Due times that are or will be missed, whoever gets them: 2");
        await Expect(page.Locator(".plan-row").Nth(0)).ToContainTextAsync("missed whoever gets it");
        await Expect(page.Locator(".plan-row").Nth(1)).ToContainTextAsync("missed whoever gets it");
        await Expect(page.Locator(".plan-row").Nth(2)).Not.ToContainTextAsync("missed");
        await session.ScreenshotAsync("supervise-plan");
        await PicturesAsync(server);
        var moved = (await page.Locator(".plan-row").Nth(2).GetAttributeAsync("data-case"))!;
        await page.Locator(".plan-row").Nth(2).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.TypeAsync("Tanaka");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator($".plan-row[data-case='{moved}']")).ToContainTextAsync("chosen by hand");
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"fix={moved}~tanaka"));

        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".result")).ToContainTextAsync("23 of 23 cases moved");
        await session.ScreenshotAsync("supervise-result");
        await Expect(colleague.Page.Locator(".mud-snackbar").First).ToContainTextAsync("Mori Hana gave you");
        await RespondsAsync(colleague.Page);
        Load(server, DemoPeople.Sato).ShouldBe(0);
        server.Services.GetRequiredService<CaseFeed>().Find(moved)!.OwnerName.ShouldBe("Tanaka Jun");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo the plan" }).ClickAsync();
        await Expect(page.Locator(".result")).ToContainTextAsync("23 taken back");
        Load(server, DemoPeople.Sato).ShouldBe(23);
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply again" }).ClickAsync();
        await Expect(page.Locator(".result")).ToContainTextAsync("Undo the plan");
        Load(server, DemoPeople.Sato).ShouldBe(0);
        await RespondsAsync(colleague.Page);
        await page.CloseAsync();
        await colleague.Page.CloseAsync();
    }

    [BrowserFact]
    public async Task Hotline_OnTopWithinASecond_Assigned_AndCasesMoveByDragAndKey()
    {
        await using var server = await ConsoleServer.StartAsync();
        using var api = new ApiCaller(server);
        var number = await api.OpenCaseAsync("Server down since the update", "Emergency", "SP-1012-7744");
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "mori", Locale = "en-US" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/attention");
        await Expect(page.Locator(".attention")).ToBeVisibleAsync();
        server.Time.Advance(TimeSpan.FromHours(2.1));
        server.Services.GetRequiredService<ClockTransitions>().Run();
        await api.DoAsync(number, "hotline-call", new { text = "No answer in two hours." });
        await Expect(page.Locator(".alerts li").First).ToContainTextAsync(number, new() { Timeout = 1000 });

        await page.GotoAsync("/supervise");
        var line = page.Locator($"aside [data-case='{number}']").First;
        await Expect(line).ToBeVisibleAsync();
        await line.FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("#person-options li").First).ToContainTextAsync("open");
        await session.ScreenshotAsync("supervise-move");
        await page.Keyboard.TypeAsync("kato");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".said")).ToContainTextAsync("1 moved to Kato Kenta");
        OwnerOf(server, number).ShouldBe("Kato Kenta");
        await page.Locator(".said").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("1 back where they were");
        OwnerOf(server, number).ShouldBeNull();

        // Several at once, by the mouse: picked with Shift, dropped on somebody.
        var unassigned = page.Locator("aside .waiting").First.Locator("[data-case]");
        await unassigned.Nth(0).Locator("input").ClickAsync();
        await unassigned.Nth(2).Locator("input").ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Locator(".picked-bar")).ToContainTextAsync("3 selected");
        await unassigned.Nth(1).DragToAsync(page.Locator("tr.engineer", new() { HasText = "Ueda Ryo" }));
        await Expect(page.Locator(".said")).ToContainTextAsync("3 moved to Ueda Ryo");
        await page.CloseAsync();
    }

    [BrowserFact]
    public async Task TakeNext_OneKey_OpensTheCaseAndSaysWhy()
    {
        await using var server = await ConsoleServer.StartAsync();
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "wagner", Locale = "en-US" });
        await new QueueSteps(session.Page).OpenAsync();
        await session.Page.Keyboard.PressAsync("t");
        await Expect(session.Page.Locator(".mud-snackbar").First).ToContainTextAsync("English, outside working hours, due first");
        await Expect(new QueueSteps(session.Page).Pane.Locator(".headline")).ToContainTextAsync("Wagner");
        await session.ScreenshotAsync("take-next");
        await session.Page.CloseAsync();
    }

    // The other languages, themes and sizes of the same screens; nothing may be wider than the window.
    private async Task PicturesAsync(ConsoleServer server)
    {
        foreach (
            var (name, options) in new (string, PageOptions)[]
            {
                (
                    "ja-dark",
                    new()
                    {
                        SignedInAs = "mori",
                        Locale = "ja-JP",
                        ColorScheme = ColorScheme.Dark,
                    }
                ),
                (
                    "ja-phone",
                    new()
                    {
                        SignedInAs = "mori",
                        Locale = "ja-JP",
                        Viewport = PageOptions.Phone,
                    }
                ),
                (
                    "en-phone-dark",
                    new()
                    {
                        SignedInAs = "mori",
                        Locale = "en-US",
                        Viewport = PageOptions.Phone,
                        ColorScheme = ColorScheme.Dark,
                    }
                ),
            }
        )
        {
            var session = await OpenAsync(server, options);
            foreach (
                var (screen, path, ready) in new[]
                {
                    ("board", "/supervise?of=sato", ".desk .case-line"),
                    ("plan", "/supervise/plan?of=sato", ".plan-row"),
                }
            )
            {
                await session.Page.GotoAsync($"/account/culture?c={name[..2]}&returnUrl={Uri.EscapeDataString(path)}");
                await Expect(session.Page.Locator(ready).First).ToBeVisibleAsync();
                (await session.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue(
                    $"{screen}, {name}"
                );
                await AxeCheck.AssertCleanAsync(session.Page);
                await session.ScreenshotAsync($"supervise-{screen}-{name}");
            }

            await session.Page.CloseAsync();
        }
    }

    // 23 of her own, two of them so close to their due time that nobody can keep it.
    private static async Task GiveSatoAsync(ConsoleServer server, ApiCaller api)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var (feed, plans) = (server.Services.GetRequiredService<CaseFeed>(), scope.ServiceProvider.GetRequiredService<PlanHandlers>());
        var hers = feed.Order(QueueView.Mine, DemoPeople.Sato.Id)
            .Select(k => feed.Find(k.Id)!)
            .Where(e => e.Ball != Ball.Nobody)
            .Select(e => new PlanMove(e.Number, e.Version, null))
            .ToList();
        (await plans.HandleAsync(new ApplyPlan(hers), SupervisionHost.Mori)).IsOk.ShouldBeTrue();
        List<string> numbers = [];
        for (var i = 0; i < 2; i++)
            numbers.Add(await api.OpenCaseAsync($"Restore stops at the volume, server {i + 1}", "Emergency", "SP-1012-7744"));
        server.Time.Advance(TimeSpan.FromMinutes(110));
        string[] subjects = ["Image verification fails", "毎晩のバックアップがVSSエラーで失敗する", "Consolidation ends without a word"];
        for (var i = 0; i < 21; i++)
            numbers.Add(
                await api.OpenCaseAsync(
                    $"{subjects[i % 3]} ({i + 1})",
                    i % 4 == 0 ? "High" : "Medium",
                    "SP-1012-7744",
                    i % 3 == 1 ? "ja" : "en"
                )
            );
        var given = await plans.HandleAsync(
            new ApplyPlan([.. numbers.Select(n => new PlanMove(n, feed.Find(n)!.Version, DemoPeople.Sato.Id))]),
            SupervisionHost.Mori
        );
        given.IsOk.ShouldBeTrue();
        Load(server, DemoPeople.Sato).ShouldBe(23);
    }

    private static async Task MarkAbsenceAsync(IPage page)
    {
        await page.GotoAsync("/account/culture?c=en&returnUrl=/absences");
        await page.GetByRole(AriaRole.Button, new() { Name = "New absence" }).ClickAsync();
        await page.Locator("#absence-person").SelectOptionAsync(new SelectOptionValue { Label = "Sato Mai" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("tbody")).ToContainTextAsync("Away now");
    }

    private static async Task RespondsAsync(IPage page)
    {
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".row.selected")).ToHaveCountAsync(1, new() { Timeout = 1000 });
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".row.selected")).ToHaveCountAsync(0);
    }

    private static int Load(ConsoleServer server, DemoPerson person) =>
        server.Services.GetRequiredService<CaseFeed>().LoadOf(person.Id).Total;

    private static string? OwnerOf(ConsoleServer server, string number) =>
        server.Services.GetRequiredService<CaseFeed>().Find(number)!.OwnerName;
}
