using System.Text.RegularExpressions;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser;

/// <summary>The screen in the hall: a key of its own, fresh by itself, there again after the server was gone (spec U3).</summary>
public sealed class WallTests(BrowserFixture browser, ConsoleFixture console) : BrowserTest(browser), IClassFixture<ConsoleFixture>
{
    private static readonly ViewportSize Hall = new() { Width = 1920, Height = 1080 };

    [BrowserFact]
    public async Task Wall_InBothLanguagesThemesAndSizes()
    {
        foreach (
            var (language, dark, size) in ((string, bool, ViewportSize)[])
                [
                    ("en", false, Hall),
                    ("ja", true, Hall),
                    ("ja", false, PageOptions.Desktop),
                    ("en", true, PageOptions.Desktop),
                    ("ja", false, PageOptions.Phone),
                ]
        )
        {
            var session = await OpenAsync(
                console.Server,
                new PageOptions
                {
                    SignedInAs = "kato",
                    ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                    Viewport = size,
                    Locale = language == "ja" ? "ja-JP" : "en-US",
                }
            );
            await session.Page.GotoAsync($"/account/culture?c={language}&returnUrl=/wall");
            await Expect(session.Page.Locator("#wall-state")).ToHaveAttributeAsync("data-state", "live");
            await Expect(session.Page.Locator(".next li .left").First).Not.ToBeEmptyAsync();
            await AxeCheck.AssertCleanAsync(session.Page);
            if (size != PageOptions.Phone)
                (
                    await session.Page.EvaluateAsync<bool>(
                        "document.documentElement.scrollHeight <= innerHeight + 1 && document.documentElement.scrollWidth <= innerWidth"
                    )
                ).ShouldBeTrue("a big screen has nobody to scroll it");
            await session.ScreenshotAsync($"wall-{language}-{(dark ? "dark" : "light")}-{size.Width}x{size.Height}");
        }
    }

    [BrowserFact]
    public async Task Change_IsOnTheWall_WithoutAnybodyTouchingIt()
    {
        var session = (await OpenAsync(console.Server)).Expecting("401");
        var key = (
            await console
                .Server.Services.GetRequiredService<ApiKeyService>()
                .CreateAsync(
                    "hall",
                    new(ActorKind.Person, DemoPeople.Admin.Id, "Hayashi Emi"),
                    TestContext.Current.CancellationToken,
                    ApiKeyScope.Wall
                )
        ).Value;
        var asked = new List<string>();
        session.Page.Request += (_, request) => asked.Add(request.Url);
        await session.Page.GotoAsync("/wall");
        await Expect(session.Page.Locator("#wall-key")).ToBeVisibleAsync();
        await AxeCheck.AssertCleanAsync(session.Page);
        await session.ScreenshotAsync("wall-key-en-light-desk");
        await session.Page.GotoAsync("about:blank");
        // Listened for from the beginning: it may have been asked before the page calls itself live.
        var connected = session.Page.WaitForRequestAsync(new Regex("/hubs/queue\\?id="));
        await session.Page.GotoAsync("/wall#key=" + key.Secret);
        await Expect(session.Page.Locator("#wall-state")).ToHaveAttributeAsync("data-state", "live");
        await Expect(session.Page).ToHaveURLAsync(new Regex("/wall$"));
        await connected;
        var high = session.Page.Locator(".tile.s-High .count");
        var before = int.Parse((await high.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        using var api = new ApiCaller(console.Server);
        await api.OpenCaseAsync("Nobody touches the screen");
        await Expect(high)
            .ToHaveTextAsync((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), new() { Timeout = 15_000 });
        asked.ShouldAllBe(url => !url.Contains(key.Secret, StringComparison.Ordinal), "a key in an address is a key in a log");

        // Revoked, it is asked for again, and the numbers are gone.
        await console
            .Server.Services.GetRequiredService<ApiKeyService>()
            .RevokeAsync(key.Id, new(ActorKind.Person, DemoPeople.Admin.Id, "Hayashi Emi"), TestContext.Current.CancellationToken);
        await session.Page.ReloadAsync();
        await Expect(session.Page.Locator("#wall-refused")).ToBeVisibleAsync();
        await Expect(session.Page.Locator(".board")).ToHaveCountAsync(0);
    }
}

/// <summary>The same against a process of its own that is killed.</summary>
public sealed class WallRestartTests(BrowserFixture browser) : BrowserTest(browser)
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-wall-").FullName;

    [BrowserFact]
    public async Task ServerKilledAndStartedAgain_TheWallComesBackByItself()
    {
        var port = ConsoleProcess.FreePort();
        PageSession wall;
        await using (var first = await ConsoleProcess.StartDemoAsync(_data, port))
        {
            wall = (
                await OpenAsync(
                    first.Address,
                    new PageOptions
                    {
                        Viewport = new() { Width = 1920, Height = 1080 },
                    }
                )
            ).Expecting("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_INCOMPLETE|401");
            await wall.Page.GotoAsync("/wall#key=" + await MakeKeyAsync(first.Address));
            await Expect(wall.Page.Locator("#wall-state")).ToHaveAttributeAsync("data-state", "live");
            await wall.Page.EvaluateAsync("window.sameWindow = true");
            await first.KillAsync();
        }

        await Expect(wall.Page.Locator("#wall-state")).ToHaveAttributeAsync("data-state", "lost", new() { Timeout = 40_000 });
        await Expect(wall.Page.Locator(".next li").First).ToBeVisibleAsync();
        await wall.ScreenshotAsync("wall-lost-en-light-1920x1080");
        await using var again = await ConsoleProcess.StartDemoAsync(_data, port);
        await Expect(wall.Page.Locator("#wall-state")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 40_000 });
        (await wall.Page.EvaluateAsync<bool>("window.sameWindow === true")).ShouldBeTrue("nobody reloaded it");

        // And it hears again: a new case reaches it through the hub.
        await wall.Page.WaitForRequestAsync(new Regex("/hubs/queue\\?id="), new() { Timeout = 40_000 });
        var high = wall.Page.Locator(".tile.s-High .count");
        var before = int.Parse((await high.TextContentAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        using var caller = new Helpdesk.Tests.Support.Hosts.ApiCaller(again.Address, DemoPeople.ApiKey, "en");
        (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201);
        await Expect(high)
            .ToHaveTextAsync((before + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), new() { Timeout = 15_000 });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
        GC.SuppressFinalize(this);
    }

    // As an administrator does it: the key is shown once.
    private async Task<string> MakeKeyAsync(string address)
    {
        using var visitor = new ConsoleVisitor(address);
        await visitor.SignInAsync("/account/login", DemoPeople.Admin.UserName, DemoPeople.Password);
        // Its circuit dies with the server, and says so.
        var page = (await OpenAsync(address, new PageOptions(), visitor.Cookies)).Expecting(".").Page;
        await page.GotoAsync("/account/culture?c=en&returnUrl=/admin/api-keys");
        // Before the line stands a press opens nothing.
        await Expect(page.Locator("#connection")).ToHaveAttributeAsync("data-state", "live");
        await page.GetByRole(AriaRole.Button, new() { Name = "New key" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("hall");
        await dialog.GetByText("Wallboard, read only").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Create" }).ClickAsync();
        return await page.Locator(".once input").InputValueAsync();
    }
}
