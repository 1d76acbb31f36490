using Helpdesk.Tests.Browser.Support;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>An administrator writes what customers read: the words of mails, the house's name and colours (spec U4).</summary>
public sealed class WordsAndBrandTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task MailText_IsCheckedShownSavedAndTakenBack()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/admin/mail-templates/Reminder");
        var body = page.Locator("#body-en");
        await Expect(body).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("With kind regards"));
        var shipped = await body.InputValueAsync();
        await Expect(page.Locator("#column-en .wording-html")).ToContainTextAsync("Hanako Yamada");

        await body.FillAsync(shipped + "\n{{ nonsense }}");
        await Expect(page.Locator("#column-en")).ToContainTextAsync("there is no placeholder \"nonsense\"");
        await Expect(page.Locator("#column-en .wording-html")).ToHaveCountAsync(0);

        await body.FillAsync(shipped + "\n\nSee you.");
        await Expect(page.Locator("#column-en .wording-html")).ToContainTextAsync("See you.");
        await Expect(page.Locator("#column-en pre")).ToContainTextAsync("See you.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save both languages" }).ClickAsync();
        await Expect(page.Locator("#column-en")).ToHaveAttributeAsync("data-source", "Own");
        await Expect(page.Locator("#column-ja")).ToHaveAttributeAsync("data-source", "Shipped");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("mail-words-saved", wholePage: true);

        await page.GetByRole(AriaRole.Button, new() { Name = "Back to the shipped words" }).ClickAsync();
        await Expect(body).ToHaveValueAsync(shipped);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator("#column-en")).ToHaveAttributeAsync("data-source", "Own");
    }

    [BrowserFact]
    public async Task Branding_RefusesAColourNobodyReads_AndCustomersSeeTheOther()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "admin" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/admin/branding");
        await page.Locator("#nameEn").FillAsync("Northline");
        await page.Locator("#accent").FillAsync("#ff9900");
        await Expect(page.Locator("#ratio-light")).ToContainTextAsync("1.9:1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("has a contrast of 1.9:1");

        await page.Locator("#accent").FillAsync("#8a1538");
        await Expect(page.Locator("#ratio-light")).ToContainTextAsync("#8a1538");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToContainTextAsync("Saved");
        await page.ReloadAsync();
        await Expect(page.Locator("a.brand")).ToHaveTextAsync("Northline");
        await Expect(page.Locator("#nameEn")).ToHaveValueAsync("Northline");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("branding-saved", wholePage: true);

        await page.GotoAsync("/support");
        await Expect(page.Locator("a.account-button")).ToHaveCSSAsync("background-color", "rgb(138, 21, 56)");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("front-branded", wholePage: true);
    }

    [BrowserFact]
    public async Task Front_OnAPhoneWithoutScripts_LeadsToTheFormWithTheProduct()
    {
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
                Locale = "ja-JP",
                Scripts = false,
            }
        );
        var page = session.Page;
        await page.GotoAsync("/support");
        await Expect(page.Locator("#emergency")).ToContainTextAsync("緊急");
        await page.Locator("a[href='/support/new?product=SPX-SERVER']").ClickAsync();
        await page.Locator("[name=userKind][value=Business]").CheckAsync();
        await page.Locator("[name=contactName]").FillAsync("山田 花子");
        await page.Locator("[name=email]").FillAsync("hanako@newcomer.example");
        await page.Locator("form#step button.account-button").ClickAsync();

        await Expect(page.Locator("#product")).ToHaveValueAsync("SPX-SERVER");
    }
}
