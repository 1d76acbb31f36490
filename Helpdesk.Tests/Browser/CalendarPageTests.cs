using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// An administrator changes the hours of a calendar: sees which due times move, chooses, saves, and takes it back by a copy; a
/// supervisor only reads (spec P14).
/// </summary>
public sealed class CalendarPageTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Administrator_ChangesAnOpening_SeesWhatMoves_Chooses_AndTakesItBack(string language, bool dark, bool phone)
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "admin",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                Locale = language == "ja" ? "ja-JP" : "en-US",
            }
        );
        var page = session.Page;
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/admin/calendars");
        await page.Locator("a[href='/admin/calendars/business']").ClickAsync();
        // The list has a table of its own.
        await Expect(page.Locator("#calendar-save")).ToBeVisibleAsync();
        var versions = page.Locator("section.admin .mud-table").Last.Locator("tbody tr");
        await Expect(versions.First).ToBeVisibleAsync();
        var before = await versions.CountAsync();

        var name = language == "ja" ? "東京本社" : "Tokyo office";
        await TypeAsync(page.GetByLabel(language == "ja" ? "日本語の名前" : "Name in English").First, name);
        var wednesday = page.GetByLabel(language == "ja" ? "水曜日" : "Wednesday");
        var hours = await wednesday.InputValueAsync();
        await TypeAsync(wednesday, "08:00-20:00");
        await AskAsync();
        await Expect(page.Locator(".moves-sum")).ToBeVisibleAsync();
        await Expect(page.Locator(".moves tbody tr").First).ToBeVisibleAsync();
        await Expect(Choices().First).Not.ToBeCheckedAsync();
        await Expect(Choices().Last).Not.ToBeCheckedAsync();
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"calendar-moves-{language}", wholePage: true);

        await SaveAsync("longer on Wednesdays");
        await Expect(page.Locator("#calendar-save .mud-alert")).ToHaveCountAsync(1);
        await Expect(versions).ToHaveCountAsync(before);
        await ChooseAsync();
        await SaveAsync("longer on Wednesdays");
        await Expect(versions).ToHaveCountAsync(before + 1);
        await Expect(versions.First).ToContainTextAsync($"{hours} → 08:00-20:00");
        await Expect(page.Locator("h1")).ToHaveTextAsync(name);

        await versions.Nth(1).Locator("button").ClickAsync();
        await Expect(wednesday).ToHaveValueAsync(hours);
        await AskAsync();
        await ChooseAsync();
        await SaveAsync("back again");
        await Expect(versions).ToHaveCountAsync(before + 2);
        await Expect(versions.First).ToContainTextAsync($"08:00-20:00 → {hours}");
        await AxeCheck.AssertCleanAsync(page);

        ILocator Choices() => page.Locator("#calendar-save input[type=radio]");
        ILocator Save() => page.Locator("#calendar-save > button");
        async Task ChooseAsync()
        {
            await Choices().First.ClickAsync();
            await Expect(Choices().First).ToBeCheckedAsync();
        }
        Task AskAsync() => Save().First.ClickAsync();
        async Task SaveAsync(string reason)
        {
            await TypeAsync(page.Locator("#calendar-save .line input").Last, reason);
            await Save().Last.ClickAsync();
        }
    }

    [BrowserFact]
    public async Task Supervisor_ReadsAndChangesNothing()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" });
        await session.Page.GotoAsync("/admin/calendars/business");
        await Expect(session.Page.Locator(".mud-table tbody tr").First).ToBeVisibleAsync();
        await Expect(session.Page.Locator("#calendar-save")).ToHaveCountAsync(0);
    }

    private static async Task TypeAsync(ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.PressAsync("Tab");
    }
}
