using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>An administrator answers a request for information and one for erasure (spec I7).</summary>
public sealed class PrivacyPageTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Administrator_LooksUp_Exports_AndErasesOnceTheCaseIsClosed(string language, bool dark, bool phone)
    {
        var mail = $"leaver-{language}@privacy.example";
        using var api = new Helpdesk.Tests.Support.Hosts.ApiCaller(console.Server.Address, DemoPeople.ApiKey, "en");
        var number = (string)
            (await api.PostAsync("/api/v1/cases", Intakes.Json(change: b => (b["email"], b["contactName"]) = (mail, "Lea Ver")))).Json[
                "number"
            ]!;
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
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/admin/privacy");
        await page.Locator(".privacy .age").WaitForAsync();
        await page.FillAsync("#privacy-email", "nobody@nowhere.example");
        await page.PressAsync("#privacy-email", "Enter");
        await Expect(page.Locator(".privacy [role=alert]")).ToBeVisibleAsync();
        await page.FillAsync("#privacy-email", mail.ToUpperInvariant());
        await page.PressAsync("#privacy-email", "Enter");
        await Expect(page.Locator(".found")).ToContainTextAsync(number);
        await Expect(page.Locator("[aria-controls=erase]")).ToBeDisabledAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync(".found form button"));
        download.SuggestedFilename.ShouldBe("contact-data.zip");
        await api.PostAsync($"/api/v1/cases/{number}/close", """{ "reason": "NoLongerNeeded", "detail": "by mail" }""");
        await page.PressAsync("#privacy-email", "Enter");
        await Expect(page.Locator("[aria-controls=erase]")).ToBeEnabledAsync();
        await page.ClickAsync("[aria-controls=erase]");
        await page.FillAsync("#privacy-repeat", mail);
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"privacy-{language}", wholePage: true);
        await page.ClickAsync("#erase .danger");

        await Expect(page.Locator(".privacy [role=status]")).ToBeVisibleAsync();
        await using var db = await console
            .Server.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        (
            await db.Cases.AsNoTracking().SingleAsync(c => c.Number == number, TestContext.Current.CancellationToken)
        ).ErasedAt.ShouldNotBeNull();
        await page.GotoAsync("about:blank");
    }
}
