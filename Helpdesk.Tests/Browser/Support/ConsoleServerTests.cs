namespace Helpdesk.Tests.Browser.Support;

/// <summary>The test server is the real console: signed in, with live circuit and the test's clock.</summary>
public sealed class ConsoleServerTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    [BrowserFact]
    public async Task Queue_SignedIn_ShowsCases()
    {
        var session = await OpenAsync(console.Server, new() { SignedInAs = "ito" });
        await session.Page.GotoAsync("/queue");

        await Expect(session.Page.Locator("[role=row][data-id]").First).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Queue_NotSignedIn_LeadsToTheDoor()
    {
        var session = await OpenAsync(console.Server, new() { Locale = "ja-JP", Viewport = PageOptions.Phone });
        await session.Page.GotoAsync("/queue");

        await Expect(session.Page.Locator("input[type=password]")).ToBeVisibleAsync();
        await Expect(session.Page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
    }
}
