using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Saturday night: Premium is served in English, proposed and taken back by one press (spec P9).</summary>
public sealed class AfterHoursTests(BrowserFixture browser) : BrowserTest(browser)
{
    [BrowserFact]
    public async Task PremiumAfterHours_ProposesAnEnglishDraft_AndTakesItBack()
    {
        await using var server = await ConsoleServer.StartAsync(
            new() { Start = new DateTimeOffset(2027, 6, 11, 17, 13, 0, TimeSpan.Zero) }
        );
        using var api = new ApiCaller(server);
        var number = await api.OpenCaseAsync("夜間の障害", "Emergency", language: "ja");
        var page = (await OpenAsync(server, new PageOptions { SignedInAs = "kato" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);

        await Expect(page.Locator(".english")).ToContainTextAsync("Business hours begin again Mon 09:00 JST");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write in English" }).ClickAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Dear Lena Fischer,"));
        await AxeCheck.AssertCleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Back to 日本語" }).ClickAsync();
        await Expect(page.Locator("#reply-text")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^Lena Fischer 様"));
        // Before the console goes: a page that lost its circuit would log an error.
        await page.GotoAsync("about:blank");
    }
}
