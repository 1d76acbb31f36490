using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.People;

/// <summary>What people and programs meet when they knock.</summary>
public sealed class DoorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Api_WithoutSignIn_Answers401InTheCallersLanguage()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "ja");

        var answer = await client.GetAsync("/api/v1/work", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        problem.GetProperty("type").GetString().ShouldBe("urn:helpdesk:auth.required");
        problem.GetProperty("title").GetString().ShouldBe("サインインが必要です");
    }

    [Fact]
    public async Task Page_WithoutSignIn_LeadsToTheSignInPage()
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();

        var answer = await client.GetAsync("/page?a=1", Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location?.PathAndQuery.ShouldBe("/account/login?returnUrl=%2Fpage%3Fa%3D1");
    }

    [Fact]
    public async Task Api_WithKey_WorksButDoesNotAdminister()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add(ApiKeyHandler.Header, DemoPeople.ApiKey);
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");

        (await client.GetStringAsync("/api/v1/work", Token)).ShouldBe("demo");
        (await client.PostAsync("/api/v1/work", null, Token)).StatusCode.ShouldBe(
            HttpStatusCode.OK,
            "a key is no cookie: another origin may use it"
        );
        var boss = await client.GetAsync("/api/v1/boss", Token);
        boss.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        boss.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Api_WithUnknownKey_Answers401()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add(ApiKeyHandler.Header, ApiKeySecret.New());

        var problem = await (await client.GetAsync("/api/v1/work", Token)).Content.ReadFromJsonAsync<JsonElement>(Token);

        problem.GetProperty("type").GetString().ShouldBe("urn:helpdesk:auth.key-refused");
    }

    [Fact]
    public async Task Cookie_OverHttp_IsHttpOnlyAndLax()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);

        var cookie = await SignInAsync(host.Client(), "kato");

        cookie.ShouldStartWith("helpdesk=");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
    }

    [Fact]
    public async Task Cookie_OverHttps_IsBoundToTheHost()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        var client = host.Client();
        client.BaseAddress = new Uri("https://localhost");

        var cookie = await SignInAsync(client, "kato");

        cookie.ShouldStartWith("__Host-helpdesk=");
        cookie.ShouldContain("secure", Case.Insensitive);
    }

    [Fact]
    public async Task Cookie_UnsafeCallFromAnotherSite_IsRefused()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Cookie", (await SignInAsync(host.Client(), "kato")).Split(';')[0]);
        (await client.PostAsync("/api/v1/work", null, Token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        (await client.PostAsync("/api/v1/work", null, Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.GetAsync("/api/v1/work", Token)).StatusCode.ShouldBe(HttpStatusCode.OK, "reading changes nothing");
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksTheDoor()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        for (var i = 0; i < 5; i++)
            await TryAsync(client, "kato", "wrong");

        (await TryAsync(client, "kato", DemoPeople.Password)).ShouldBe("LockedOut");
        (await TryAsync(client, "sato", DemoPeople.Password)).ShouldBe("Succeeded");
        (await TryAsync(client, "nobody", "wrong")).ShouldBe("Failed");
        (await TryAsync(client, "kato\uFFFE", "wrong")).ShouldBe("Failed", "no name that can be typed is a fault of the server");
    }

    [Fact]
    public async Task Cookie_OfADisabledPerson_EndsWithTheInterval()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Cookie", (await SignInAsync(host.Client(), "kato")).Split(';')[0]);
        await host.WithAsync<PersonSignIn, bool>(async signIn =>
        {
            var kato = (await signIn.UserManager.FindByNameAsync("kato"))!;
            return (await signIn.UserManager.SetLockoutEndDateAsync(kato, DateTimeOffset.MaxValue)).Succeeded;
        });

        (await client.GetAsync("/api/v1/work", Token)).StatusCode.ShouldBe(
            HttpStatusCode.OK,
            "no request asks the database within the interval"
        );
        host.Time.Advance(PersonAuthenticationState.Interval + TimeSpan.FromSeconds(1));
        (await client.GetAsync("/api/v1/work", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cookie_AfterTheInterval_IsRenewedWithTodaysRoles()
    {
        await using var host = await IdentityHost.StartAsync(demo: true);
        using var client = host.Client();
        client.DefaultRequestHeaders.Add("Cookie", (await SignInAsync(host.Client(), "kato")).Split(';')[0]);
        await host.WithAsync<PersonSignIn, bool>(async signIn =>
            (await signIn.UserManager.AddToRoleAsync((await signIn.UserManager.FindByNameAsync("kato"))!, Roles.Administrator)).Succeeded
        );

        (await client.GetAsync("/api/v1/boss", Token)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Time.Advance(PersonAuthenticationState.Interval + TimeSpan.FromSeconds(1));
        var answer = await client.GetAsync("/api/v1/boss", Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Contains("Set-Cookie").ShouldBeTrue("the new look at the database holds for another interval");
    }

    [Theory]
    [InlineData("/account/culture?c=ja&returnUrl=//evil.example", "/", "c%3Dja%7Cuic%3Dja")]
    [InlineData("/account/culture?c=fr&returnUrl=/queue", "/queue", null)]
    [InlineData("/account/theme?t=dark&returnUrl=/queue", "/queue", "hd-theme=dark")]
    public async Task Choice_WithoutSignIn_IsKeptInACookieOnly(string path, string location, string? cookie)
    {
        await using var host = await IdentityHost.StartAsync();
        using var client = host.Client();

        var answer = await client.GetAsync(path, Token);

        answer.Headers.Location?.OriginalString.ShouldBe(location);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? string.Join('\n', set) : "";
        if (cookie is null)
            cookies.ShouldBeEmpty();
        else
            cookies.ShouldContain(cookie);
    }

    private static async Task<string> TryAsync(HttpClient client, string user, string password) =>
        await (await client.PostAsync($"/test/sign-in?user={user}&password={password}", null, Token)).Content.ReadAsStringAsync(Token);

    private static async Task<string> SignInAsync(HttpClient client, string user)
    {
        var answer = await client.PostAsync($"/test/sign-in?user={user}&password={DemoPeople.Password}", null, Token);
        return answer.Headers.GetValues("Set-Cookie").First(c => c.Contains("helpdesk=", StringComparison.Ordinal));
    }
}
