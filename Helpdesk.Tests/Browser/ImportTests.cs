using System.Text;
using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>
/// A calendar file is shown, entered and taken back: holidays by an administrator, leave by whoever takes it (spec U2, P14).
/// </summary>
public sealed class ImportTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string Holidays = """
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20270610
        SUMMARY:創立記念日
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;VALUE=DATE:20270719
        SUMMARY:海の日
        END:VEVENT
        BEGIN:VEVENT
        UID:3
        DTSTART;TZID=Middle/Earth:20270801T090000
        DTEND;TZID=Middle/Earth:20270801T100000
        SUMMARY:A day from a calendar that knows no zone of ours, with a name that is much longer than anybody would like
        END:VEVENT
        """;

    private const string Leave =
        "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20270628\nDTEND;VALUE=DATE:20270703\nSUMMARY:Summer leave\nEND:VEVENT";

    [BrowserFact]
    public async Task Administrator_ImportsAHoliday_SeesWhatMoves_AndTakesItBack()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin", Locale = "ja-JP" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=ja&returnUrl=" + Uri.EscapeDataString("/absences/import?calendar=business"));
        await Expect(page.Locator("#import-into")).ToHaveValueAsync("business");
        await PickAsync(page, Holidays);
        await Expect(page.Locator(".picks tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Locator(".picks tbody tr").Nth(1)).ToContainTextAsync("登録済み");
        await Expect(page.Locator(".import")).ToContainTextAsync("期限が変わります");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("import-holidays-ja-light-desk", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 件を登録" }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("1 件を登録しました。");
        await Expect(page.Locator(".imports li")).ToHaveCountAsync(1);
        await page.Locator(".said").GetByRole(AriaRole.Button, new() { Name = "元に戻す" }).ClickAsync();
        await Expect(page.Locator(".imports li.off")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task Engineer_ImportsOwnLeave_OnAPhone_AndUndoesIt()
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "kato",
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
            }
        );
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/absences/import");
        await Expect(page.Locator("#import-into option")).ToHaveCountAsync(1);
        await PickAsync(page, Leave);
        await Expect(page.Locator(".picks")).ToContainTextAsync("Mon 28 Jun – Fri 2 Jul");
        await session.ScreenshotAsync("import-absences-en-dark-phone", wholePage: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "Enter 1" }).ClickAsync();
        await Expect(page.Locator(".picks")).ToContainTextAsync("there already");
        await page.Locator(".said").GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".picks")).ToContainTextAsync("will be entered");
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(
            390,
            "nothing hangs over the edge"
        );
    }

    private static Task PickAsync(IPage page, string events) =>
        page.PickFilesAsync(
            "#import-file",
            new FilePayload
            {
                Name = "calendar.ics",
                MimeType = "text/calendar",
                Buffer = Encoding.UTF8.GetBytes(
                    $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{events.ReplaceLineEndings("\r\n")}\r\nEND:VCALENDAR\r\n"
                ),
            }
        );
}
