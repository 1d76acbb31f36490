using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>No page has a barrier that axe finds: WCAG 2.2 A and AA, both themes, both languages, desk and phone.</summary>
public sealed class AccessibilityTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    // Where people spend their day: every theme with every size.
    private static readonly string[] Daily = ["/queue", "/queue?case=*", "/cases/*", "/cases/new", "/on-call", "/support"];

    // Each theme, language and size once.
    private static readonly string[] Others =
    [
        "/knowledge",
        "/knowledge/1",
        "/knowledge/1/edit",
        "/knowledge/1/history",
        "/support/help",
        "/support/help/1",
        "/admin/help-links",
        "/cases",
        "/attention",
        "/absences",
        "/absences/import",
        "/reports",
        "/on-call/rota",
        "/mailbox",
        "/mail-in",
        "/mail-trouble",
        "/admin/get-ready",
        "/admin/programme",
        "/admin/people",
        "/admin/api-keys",
        "/admin/import",
        "/admin/log",
        "/admin/templates",
        "/admin/mail-templates",
        "/admin/mail-templates/Acknowledgement",
        "/admin/branding",
        "/support/new",
        "/support/policy",
        "/admin/privacy",
        "/admin/products",
        "/admin/calendars",
        "/admin/calendars/business",
        "/customers",
        "/customers/K-1000",
        "/contracts?ending=all",
        "/support/case?asked=1",
        "/support/owner/none",
        "/account/profile",
        "/account/login",
        "/not-found",
    ];

    public static TheoryData<string, string, bool, bool> Pages()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach (var path in (string[])[.. Daily, .. Others])
        {
            data.Add(path, "en", false, false);
            data.Add(path, "ja", true, true);
        }

        foreach (var path in Daily)
        {
            data.Add(path, "ja", true, false);
            data.Add(path, "en", false, true);
        }

        return data;
    }

    [BrowserTheory]
    [MemberData(nameof(Pages))]
    public async Task Page_HasNoBarrier(string path, string language, bool dark, bool phone)
    {
        using var api = new ApiCaller(console.Server);
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs =
                    path == "/account/login" || path.StartsWith("/support", StringComparison.Ordinal) ? null
                    : path.StartsWith("/admin", StringComparison.Ordinal) ? "admin"
                    : path is "/attention" or "/reports" or "/absences" or "/on-call/rota"
                    || path.StartsWith("/supervise", StringComparison.Ordinal)
                        ? "mori"
                    : "kato",
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                Locale = language == "ja" ? "ja-JP" : "en-US",
            }
        );
        // What a link that opens nothing answers.
        if (path.StartsWith("/support/owner", StringComparison.Ordinal))
            session.Expecting("410");
        var address = path.Replace("*", await api.FirstOfAsync("Now"), StringComparison.Ordinal);

        await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl={Uri.EscapeDataString(address)}");
        await Expect(session.Page.Locator("h1").First).ToBeAttachedAsync();
        if (path.Contains('*', StringComparison.Ordinal))
            await session.Page.Locator(".timeline").WaitForAsync();
        else if (path == "/queue")
            await session.Page.Locator(".row").First.WaitForAsync();

        await AxeCheck.AssertCleanAsync(session.Page);
        var name = path.Trim('/').Replace("*", "number", StringComparison.Ordinal).Replace('/', '-').Replace('?', '-').Replace('=', '-');
        await session.ScreenshotAsync($"{name}-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");
    }
}
