using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Files;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>Files by hand and in a real browser: picked, pasted, there after a reload, looked at, harmless (issue 3, Files).</summary>
public sealed class CaseFilesTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private const string Hostile = "\"><img src=x onerror=alert(1)>.png";

    [BrowserTheory]
    [InlineData("en", false)]
    [InlineData("ja", true)]
    public async Task PickedFiles_StayAfterAReload_GoWithTheNote_AndAreShown(string language, bool dark)
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Files " + language);
        var session = await OpenAsync(
            console.Server,
            new PageOptions { SignedInAs = "kato", ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light }
        );
        var page = session.Page;
        page.Dialog += (_, dialog) => Assert.Fail("a script ran: " + dialog.Message);
        await page.GotoAsync($"/account/culture?c={language}&returnUrl=/cases/{number}");
        await page.Locator(".timeline li").First.WaitForAsync();
        await page.Locator(".modes [role=radio]").Nth(1).ClickAsync();
        await page.PickFilesAsync(
            "#composer-files",
            [
                new FilePayload
                {
                    Name = Hostile,
                    MimeType = "image/png",
                    Buffer = SampleFiles.Dot,
                },
                new FilePayload
                {
                    Name = "検証.log",
                    MimeType = "text/plain",
                    Buffer = SampleFiles.Encoded("<script>alert(2)</script>\nエラー: 検証に失敗\n", "shift_jis"),
                },
            ]
        );
        await Expect(page.Locator("[data-kept-file]")).ToHaveCountAsync(2);

        await page.ReloadAsync();
        await page.Locator(".modes [role=radio]").Nth(1).ClickAsync();
        await Expect(page.Locator("[data-kept-file]")).ToHaveCountAsync(2);
        await page.FillAsync("#reply-text", "Two files.");
        await page.Locator("#reply-text").PressAsync("Control+Enter");

        var brought = page.Locator(".timeline .msg.note .case-file");
        await Expect(brought).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-kept-file]")).ToHaveCountAsync(0);
        await brought.Locator(".thumb").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".viewer[open] h2")).ToHaveTextAsync(Hostile);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".viewer .lines")).ToContainTextAsync("エラー: 検証に失敗");
        await Expect(page.Locator(".viewer .sub").First).ToContainTextAsync("Shift_JIS");
        await AxeCheck.AssertCleanAsync(page);
        await session.ScreenshotAsync($"file-viewer-{language}-{(dark ? "dark" : "light")}");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".viewer")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task PastedScreenshot_IsTaken_AndCanBeTakenBack()
    {
        using var api = new ApiCaller(console.Server);
        var number = await api.OpenCaseAsync("Pasted");
        var page = (await OpenAsync(console.Server, new PageOptions { SignedInAs = "kato" })).Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/cases/" + number);
        await page.Locator("#reply-text").WaitForAsync();
        await page.Locator("#composer-files").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.EvaluateAsync(
            """
            base64 => {
              const data = new DataTransfer();
              data.items.add(new File([Uint8Array.from(atob(base64), c => c.charCodeAt(0))], 'image.png', { type: 'image/png' }));
              const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
              document.getElementById('reply-text').dispatchEvent(paste);
            }
            """,
            Convert.ToBase64String(SampleFiles.Dot)
        );

        await Expect(page.Locator("[data-kept-file]")).ToContainTextAsync("screenshot-");
        await page.Locator("[data-kept-file] button").ClickAsync();
        await Expect(page.Locator("[data-kept-file]")).ToHaveCountAsync(0);
    }
}
