using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>No page has a barrier that axe finds: WCAG 2.2 A and AA, both themes, both languages, desk and phone.</summary>
public sealed class AccessibilityTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string Visitor = "visitor";

    // Where people spend their day: every theme with every size.
    private static readonly Dictionary<string, string[]> Daily = new(StringComparer.Ordinal)
    {
        [Visitor] = ["/support"],
        ["kato"] = ["/queue", "/queue?case=*", "/cases/*", "/cases/new", "/on-call"],
    };

    // Each theme, language and size once.
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        [Visitor] =
        [
            "/support/help",
            "/support/help/1",
            "/support/new",
            "/support/policy",
            "/support/case?asked=1",
            "/support/owner/none",
            "/support/nowhere",
            "/not-found",
            "/account/login",
        ],
        ["kato"] =
        [
            "/knowledge",
            "/knowledge/1",
            "/knowledge/1/edit",
            "/knowledge/1/history",
            "/cases",
            "/mailbox",
            "/mail-in",
            "/mail-trouble",
            "/customers",
            "/customers/K-1000",
            "/contracts?ending=all",
            "/account/profile",
            "/not-found",
        ],
        ["mori"] = ["/attention", "/absences", "/absences/import", "/reports", "/on-call/rota"],
        ["admin"] =
        [
            "/admin/help-links",
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
            "/admin/privacy",
            "/admin/products",
            "/admin/calendars",
            "/admin/calendars/business",
        ],
    };

    public static TheoryData<string, string, bool, bool> Walks()
    {
        var data = new TheoryData<string, string, bool, bool>();
        foreach (var who in Others.Keys)
        {
            data.Add(who, "en", false, false);
            data.Add(who, "ja", true, true);
        }

        foreach (var who in Daily.Keys)
        {
            data.Add(who, "ja", true, false);
            data.Add(who, "en", false, true);
        }

        return data;
    }

    /// <summary>One session walks all its pages, as people do: a sign-in for each page would cost more than the looking.</summary>
    [BrowserTheory]
    [MemberData(nameof(Walks))]
    public async Task Pages_HaveNoBarrier(string who, string language, bool dark, bool phone)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.FirstOfAsync("Now");
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = who == Visitor ? null : who,
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                Locale = language == "ja" ? "ja-JP" : "en-US",
            }
        );
        // What links answer that open nothing.
        session.Expecting("(410|404).*/support/(owner/none|nowhere)");
        List<string> barriers = [];
        foreach (var path in Daily.GetValueOrDefault(who, []).Concat(dark == phone ? Others[who] : []))
        {
            var address = path.Replace("*", number, StringComparison.Ordinal);
            await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl={Uri.EscapeDataString(address)}");
            await DrawnAsync(session.Page, path);
            barriers.AddRange(await AxeCheck.BarriersAsync(session.Page));
            await session.ScreenshotAsync($"{FileName(path)}-{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}");
        }

        barriers.ShouldBeEmpty();
    }

    private static async Task DrawnAsync(IPage page, string path)
    {
        await Expect(page.Locator("h1").First).ToBeAttachedAsync();
        if (path.Contains('*', StringComparison.Ordinal))
            await page.Locator(".timeline").WaitForAsync();
        else if (path == "/queue")
            await page.Locator(".row").First.WaitForAsync();
    }

    private static string FileName(string path) =>
        path.Trim('/').Replace("*", "number", StringComparison.Ordinal).Replace('/', '-').Replace('?', '-').Replace('=', '-');
}
