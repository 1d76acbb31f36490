using System.Text;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Platform.Api;

/// <summary>Who gets in, what a broken request hears, and what the API says of itself.</summary>
[Collection(ApiTests.Name)]
public sealed class DoorTests(ApiServer server)
{
    public static TheoryData<string> Addresses() =>
        [
            "POST /api/v1/cases",
            "GET /api/v1/cases/C-20270609-0001",
            "POST /api/v1/cases/C-20270609-0001/reply",
            "GET /api/v1/queue",
            "POST /api/v1/service-levels/simulate",
            "POST /api/v1/service-levels/due",
            "POST /api/v1/service-levels/elapsed",
        ];

    public static TheoryData<string> Bodies() =>
        [.. Addresses().Select(a => a.Data).Where(a => a.StartsWith("POST", StringComparison.Ordinal)).Select(a => a[5..])];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task WithoutAKey_IsUnauthorizedInBothLanguages(string address)
    {
        using var english = server.Caller(key: null);
        using var japanese = server.Caller(key: "hd_wrong-wrong-wrong-wrong-wrong-wrong-wrong-wr", language: "ja");
        var refused = (await SendAsync(english, address)).ShouldBeProblem(401);
        refused.Code.ShouldBe("auth.required");
        refused.Headers.WwwAuthenticate.ShouldNotBeEmpty();
        var other = (await SendAsync(japanese, address)).ShouldBeProblem(401);
        other.Code.ShouldBe("auth.key-refused");
        ((string)other.Json["detail"]!).Any(c => c is >= 'ぁ' and <= 'ん').ShouldBeTrue();
    }

    [Fact]
    public async Task CookieFromAnotherSite_IsForbidden()
    {
        using var caller = server.Caller(key: null);
        caller.Headers.Add("Cookie", string.Join("; ", (await server.Console.CookiesOfAsync("kato")).Select(c => c.Key + "=" + c.Value)));
        caller.Headers.Add("Origin", "https://evil.example");
        var stored = await server.StoredAsync();
        (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeProblem(403).Code.ShouldBe("auth.cross-origin");
        (await server.StoredAsync()).ShouldBe(stored);
        (await caller.GetAsync("/api/v1/queue")).ShouldBeOk();
    }

    [Fact]
    public async Task PersonWithoutARole_IsForbidden_InTheApiAndAtTheHub()
    {
        await using (var scope = server.Console.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            (
                await people.CreateAsync(new Person { UserName = "visitor", DisplayName = "Visitor" }, DemoPeople.Password)
            ).Succeeded.ShouldBeTrue();
        }

        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        using var visitor = server.Caller(key: null);
        visitor.Headers.Add(
            "Cookie",
            string.Join("; ", (await server.Console.CookiesOfAsync("visitor")).Select(c => c.Key + "=" + c.Value))
        );
        var stored = await server.StoredAsync();

        (await visitor.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeProblem(403).Code.ShouldBe("auth.forbidden");
        (await visitor.GetAsync($"{Intakes.Path}/{number}")).ShouldBeProblem(403);
        (await visitor.PostAsync($"{Intakes.Path}/{number}/reply", """{"text":"x"}""")).ShouldBeProblem(403);
        (await visitor.GetAsync("/api/v1/queue")).ShouldBeProblem(403);
        (await visitor.PostAsync("/hubs/queue/negotiate?negotiateVersion=1", "")).Status.ShouldBe(403);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_Of30Megabytes_IsRefusedByName(string path)
    {
        using var caller = server.Caller();
        var stored = await server.StoredAsync();
        var body = Encoding.UTF8.GetBytes("{\"subject\":\"" + new string('x', 30 * 1024 * 1024) + "\"}");
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        (await caller.PostContentAsync(path, content)).ShouldBeProblem(400).Errors.ShouldBe([": body.too-large"]);
        (await server.StoredAsync()).ShouldBe(stored);
    }

    [Fact]
    public async Task Body_SentWithoutALength_IsRefusedByName()
    {
        using var caller = server.Caller();
        using var content = new ByteArrayContent(new byte[3 * 1024 * 1024]);
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentLength = null;
        caller.Headers.TransferEncodingChunked = true;
        (await caller.PostContentAsync(Intakes.Path, content)).ShouldBeProblem(400).Errors.ShouldBe([": body.too-large"]);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Body_ThatIsNotJson_IsRefused(string path)
    {
        using var caller = server.Caller();
        foreach (var text in new[] { "{", "[1,2", "{'a':1}", "nonsense", "{\"a\":1}}", "{\"a\":1,}", new string('[', 300) })
            (await caller.PostAsync(path, text)).ShouldBeProblem(400).Code.ShouldBe("json.bad", text.Length > 50 ? "deeply nested" : text);
        using var form = new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded");
        (await caller.PostContentAsync(path, form)).ShouldBeProblem(400).Errors.ShouldBe(["Content-Type: body.not-json"]);
        using var bytes = new ByteArrayContent([
            0x7b,
            0x22,
            0x73,
            0x75,
            0x62,
            0x6a,
            0x65,
            0x63,
            0x74,
            0x22,
            0x3a,
            0x22,
            0xff,
            0xfe,
            0x22,
            0x7d,
        ]);
        bytes.Headers.ContentType = new("application/json");
        (await caller.PostContentAsync(path, bytes)).ShouldBeProblem(400).Code.ShouldBe("json.bad", "not UTF-8");
    }

    [Theory]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v2/cases")]
    public async Task UnknownAddress_IsAProblemAndNoPage(string path)
    {
        using var caller = server.Caller();
        (await caller.GetAsync(path)).ShouldBeProblem(404);
    }

    [Fact]
    public async Task WrongMethod_IsAProblemAndNoPage()
    {
        using var caller = server.Caller();
        (await caller.GetAsync("/api/v1/service-levels/due")).ShouldBeProblem(405).Code.ShouldBe("address.method");
        (await caller.PostAsync("/api/v1/queue", "{}")).ShouldBeProblem(405).Code.ShouldBe("address.method");
    }

    [Fact]
    public async Task OpenApi_IsValidAndListsEveryEndpoint()
    {
        using var caller = server.Caller(key: null);
        var text = (await caller.GetAsync("/openapi/v1.json")).ShouldBeOk().Text;
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(text, "json");
        read.Diagnostic!.Errors.ShouldBeEmpty();
        var listed = read.Document!.Paths.SelectMany(p => p.Value.Operations!.Select(o => $"{o.Key.Method.ToUpperInvariant()} {p.Key}"));
        var mapped = server
            .Console.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(e =>
                e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Listed(e.RoutePattern.RawText!)}")
            );
        listed.Select(l => l.TrimEnd('/')).ShouldBe(mapped, ignoreOrder: true);

        static string Listed(string route) =>
            route.TrimEnd('/').Replace(":long}", "}", StringComparison.Ordinal).Replace(":guid}", "}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_IsOpenToAllAndWell(string path)
    {
        using var caller = server.Caller(key: null);
        (await caller.GetAsync(path)).ShouldBeOk().Text.ShouldBe("Healthy");
    }

    private static Task<ApiAnswer> SendAsync(ApiCaller caller, string address) =>
        address.StartsWith("GET ", StringComparison.Ordinal) ? caller.GetAsync(address[4..]) : caller.PostAsync(address[5..], "{}");
}
