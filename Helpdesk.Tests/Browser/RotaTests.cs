using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The supervisor closes a gap days before it comes; shifts are given by mouse, by key and by thumb (spec U3).</summary>
public sealed class RotaTests(BrowserFixture browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task Supervisor_FillsTheGap_DragsAndMovesByKey_UndoesEach()
    {
        await using var server = await ConsoleServer.StartAsync();
        var session = await OpenAsync(server, new PageOptions { SignedInAs = "mori" });
        var page = session.Page;
        await OpenRotaAsync(page, "en");
        await Expect(page.Locator(".coverage .standing")).ToHaveTextAsync("1 gap in 14 days");
        await Expect(page.Locator(".coverage .gaps")).ToContainTextAsync("nobody Sun 13 Jun 18:00–20:00");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("rota-en-light-desk", wholePage: true);

        await page.GetByRole(AriaRole.Link, new() { Name = "Fill Primary, Sun 13 Jun 18:00–20:00" }).ClickAsync();
        await Expect(page.Locator("#shift-from-time")).ToHaveValueAsync("18:00");
        await page.Locator("#shift-person").SelectOptionAsync(new SelectOptionValue { Label = "Kato Kenta" });
        await session.ScreenshotAsync("rota-form-en-light-desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".rota > .said")).ToContainTextAsync("Kato Kenta has Primary: Sun 13 Jun 18:00–20:00.");
        await Expect(page.Locator(".coverage .standing")).ToContainTextAsync("Covered through");
        await page.Locator(".rota > .said").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".coverage .standing")).ToHaveTextAsync("1 gap in 14 days");

        // Thursday of the second week, a quarter to a half of the secondary's day: 06:00 to 12:00.
        var cell = Cell(page, 10, 1);
        var box = (await cell.BoundingBoxAsync())!;
        await DragAsync(page, box.X + (box.Width * 0.25f), box.X + (box.Width * 0.5f), box.Y + 15);
        await Expect(page.Locator("#shift-layer")).ToHaveValueAsync("Secondary");
        await Expect(page.Locator("#shift-from-time")).ToHaveValueAsync("06:00");
        await Expect(page.Locator("#shift-until-time")).ToHaveValueAsync("12:00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var block = cell.Locator("[data-override]");
        await Expect(block).ToBeVisibleAsync();
        var drawn = (await block.BoundingBoxAsync())!;
        await DragAsync(page, drawn.X + drawn.Width - 2, drawn.X + (drawn.Width * 1.5f), drawn.Y + 8);
        await Expect(page.Locator(".rota > .said")).ToContainTextAsync("06:00–15:00");
        await page.Locator(".rota > .said").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("table.overrides")).ToContainTextAsync("06:00–12:00");

        // The same without a mouse: half an hour later, then an end half an hour later; Enter opens it.
        await cell.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Expect(page.Locator("table.overrides")).ToContainTextAsync("06:30–12:30");
        await page.Keyboard.PressAsync("Alt+Shift+ArrowRight");
        await Expect(page.Locator("table.overrides")).ToContainTextAsync("06:30–13:00");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change the override" })).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Change the override" })).ToBeHiddenAsync();
        await Expect(cell).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(Cell(page, 10, 2)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#shift-layer")).ToHaveValueAsync("Supervisor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GotoAsync("about:blank");
    }

    [BrowserFact]
    public async Task Phone_TakesAnHour_AndFillsAGapWithOneThumb()
    {
        await using var server = await ConsoleServer.StartAsync();
        var session = await OpenAsync(
            server,
            new PageOptions
            {
                SignedInAs = "kato",
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
                Locale = "ja-JP",
            }
        );
        var page = session.Page;
        await OpenRotaAsync(page, "ja");
        await session.ScreenshotAsync("rota-ja-dark-phone", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 時間" }).ClickAsync();
        await Expect(page.Locator(".yours")).ToBeVisibleAsync();
        await Cell(page, 6, 0).ClickAsync();
        await Expect(page.Locator("#shift-from-time")).ToHaveValueAsync("18:00");
        await session.ScreenshotAsync("rota-form-ja-dark-phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.Locator(".coverage .standing")).ToContainTextAsync("空きなし");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
            390,
            "nothing hangs over the edge"
        );
        await page.GotoAsync("about:blank");
    }

    [BrowserFact]
    public async Task WithoutARotation_TheGapIsOne_AndThePageSaysWhatToDo()
    {
        await using var server = await ConsoleServer.StartAsync();
        var session = await OpenAsync(
            server,
            new PageOptions
            {
                SignedInAs = "mori",
                ColorScheme = ColorScheme.Dark,
                TimeZone = "Europe/Berlin",
            }
        );
        var page = session.Page;
        await OpenRotaAsync(page, "en");
        await Expect(page.Locator(".steps .zone")).ToHaveTextAsync("Times in Europe/Berlin; hand-over in Asia/Tokyo.");
        for (var left = 3; left > 0; left--)
        {
            await page.Locator(".rotations li").First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Remove") }).ClickAsync();
            await Expect(page.Locator(".rotations li")).ToHaveCountAsync(left - 1);
        }

        await Expect(page.Locator(".rota")).ToContainTextAsync("No rotation is planned.");
        await session.ScreenshotAsync("rota-empty-en-dark-desk", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "New rotation" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator("dialog [role=alert]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.Locator("dialog .order li")).ToHaveCountAsync(1);
        await session.ScreenshotAsync("rota-rotation-form-en-dark-desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".rotations li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".rotations li")).ToContainTextAsync("next for you Mon 02:00 (Europe/Berlin)");
        await Expect(page.Locator(".rota > .said")).ToContainTextAsync("The rotation of Primary was saved.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Make link" }).ClickAsync();
        var link = await page.GetByLabel("Calendar link").InputValueAsync();
        (await page.APIRequest.GetAsync(link)).Status.ShouldBe(200);
        await page.GetByRole(AriaRole.Button, new() { Name = "Switch off" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Make link" })).ToBeVisibleAsync();
        (await page.APIRequest.GetAsync(link)).Status.ShouldBe(404);
        await page.GotoAsync("about:blank");
    }

    private static async Task OpenRotaAsync(IPage page, string language)
    {
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/on-call/rota");
        await page.Locator(".calendar[data-ready]").WaitForAsync();
    }

    private static ILocator Cell(IPage page, int day, int layer) => page.Locator($".cell[data-place=\"{day}\"][data-row=\"{layer}\"]");

    private static async Task DragAsync(IPage page, float from, float to, float y)
    {
        await page.Mouse.MoveAsync(from, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to, y, new() { Steps = 4 });
        await page.Mouse.UpAsync();
    }
}
