using System.Text.RegularExpressions;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Articles found, written, published and put into a reply; the page for everybody without a script (spec P7, I4).</summary>
public sealed class KnowledgeTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Article_WrittenWithPreview_DraftKeptOverAReload_SavedAndPublished()
    {
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "mori" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/knowledge/new");
        await page.Locator("#article-title").FillAsync("Wobbling gauge");
        await page.Locator("#article-text").FillAsync("## What to do\n\n1. Tighten the **left** screw.\n2. <script>alert(1)</script>");
        await Expect(page.Locator(".read strong")).ToHaveTextAsync("left");
        await Expect(page.Locator(".frame")).ToContainTextAsync("Draft kept");
        await page.ReloadAsync();
        await Expect(page.Locator("#article-title")).ToHaveValueAsync("Wobbling gauge");
        await session.ScreenshotAsync("knowledge-edit-en-light-desk");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync("Wobbling gauge");

        await page.GetByRole(AriaRole.Button, new() { Name = "Publish", Exact = true }).ClickAsync();
        await Expect(page.Locator(".said")).ToContainTextAsync("customers see it now");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit", Exact = true }).ClickAsync();
        await page.Locator("#article-text").FillAsync("## What to do\n\n1. Tighten both screws.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true }).ClickAsync();
        await Expect(page.Locator(".line.removed").First).ToContainTextAsync("left");
        await session.ScreenshotAsync("knowledge-history-en-light-desk");
        await page.GetByRole(AriaRole.Link, new() { Name = "Version 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take version 1 up again" }).ClickAsync();
        await Expect(page.Locator(".article strong")).ToHaveTextAsync("left");
    }

    [BrowserFact]
    public async Task Search_FindsWhileTyped_TheAddressKeepsIt_NothingSaysWhatToDo()
    {
        await IndexedAsync();
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                SignedInAs = "kato",
                Viewport = PageOptions.Phone,
                ColorScheme = ColorScheme.Dark,
                Locale = "ja-JP",
            }
        );
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=ja&returnUrl=/knowledge");
        await page.Locator("#knowledge-search").FillAsync("ｲﾒｰｼﾞ検証");
        await Expect(page.Locator(".lines .name").First).ToHaveTextAsync("イメージの検証に失敗する");
        await Expect(page).ToHaveURLAsync(new Regex("q="));
        await session.ScreenshotAsync("knowledge-found-ja-dark-phone");
        await page.Locator("#knowledge-search").FillAsync("qqzzyx");
        await Expect(page.Locator(".empty")).ToContainTextAsync("該当する記事がありません");
        await session.ScreenshotAsync("knowledge-none-ja-dark-phone");
    }

    [BrowserFact]
    public async Task Reply_AltK_FindsAnArticle_EnterPutsInTheLink_UndoTakesItBack()
    {
        await IndexedAsync();
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Image verification fails");
        var session = await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" });
        var page = session.Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await page.Locator(".timeline li").First.WaitForAsync();
        var box = page.Locator("#reply-text");
        await box.FillAsync("Please read:\n");
        await box.PressAsync("Alt+k");
        var list = page.Locator(".articles-list");
        await Expect(list.Locator("[role=option]").First).ToContainTextAsync("Image verification fails");
        await Expect(list.Locator("input")).ToBeFocusedAsync();
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync("knowledge-picker-en-light-desk");
        await page.Keyboard.TypeAsync("vss");
        await Expect(list.Locator("[role=option]").First).ToContainTextAsync("VSS");
        await page.Keyboard.PressAsync("Enter");

        await Expect(list).ToBeHiddenAsync();
        await Expect(box)
            .ToHaveValueAsync(
                new Regex(
                    "^Please read:\nBackup fails with a VSS error\nhttp://[^\\n]+/support/help/[0-9]+-backup-fails-with-a-vss-error\n$"
                )
            );
        await Expect(page.Locator(".timeline .us")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Control+z");
        await Expect(box).ToHaveValueAsync("Please read:\n");
    }

    [BrowserTheory]
    [InlineData("en", false, false)]
    [InlineData("ja", true, true)]
    public async Task Help_WithoutScript_IsSearched_Read_AndAnswered(string language, bool dark, bool phone)
    {
        await IndexedAsync();
        var session = await OpenAsync(
            console.Server,
            new PageOptions
            {
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                Viewport = phone ? PageOptions.Phone : PageOptions.Desktop,
                Locale = language == "ja" ? "ja-JP" : "en-US",
                TimeZone = "Asia/Tokyo",
            }
        );
        var page = session.Page;
        await page.GotoAsync("/support/help");
        var looks = $"{language}-{(dark ? "dark" : "light")}-{(phone ? "phone" : "desk")}";
        await session.ScreenshotAsync("help-" + looks);
        await page.Locator("#q").FillAsync(language == "ja" ? "検証" : "verification");
        await page.Locator(".help-find button").ClickAsync();
        await session.ScreenshotAsync("help-found-" + looks);
        await page.Locator(".help-list a").First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(language == "ja" ? "イメージの検証に失敗する" : "Image verification fails");
        await session.ScreenshotAsync("help-article-" + looks);
        await page.Locator(".help-answer button").First.ClickAsync();
        await Expect(page.Locator("[role=status]")).ToBeVisibleAsync();
        await page.GotoAsync("/support/help?q=zzyzx");
        await session.ScreenshotAsync("help-none-" + looks);
    }

    private Task IndexedAsync() =>
        console.Server.Services.GetRequiredService<SearchUpkeep>().CatchUpAsync(TestContext.Current.CancellationToken);
}
