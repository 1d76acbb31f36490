using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Web.Intake;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Support.Hosts;

/// <summary>The real console over HTTP on a port of its own, with the demo's records; Wednesday 9 June 2027, 10:00 in Tokyo.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    private ConsoleServer? _server;

    public ConsoleServer Console => _server!;

    public async ValueTask InitializeAsync() => _server = await ConsoleServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server!.DisposeAsync();

    /// <summary>A caller with the demo's key, or with another one, or with none.</summary>
    public ApiCaller Caller(string? key = DemoPeople.ApiKey, string language = "en") => new(Console.Address, key, language);

    /// <summary>The secret of a new key that may do one thing.</summary>
    public async Task<string> KeyAsync(ApiKeyScope scope)
    {
        var made = await Console
            .Services.GetRequiredService<ApiKeyService>()
            .CreateAsync($"{scope} {Guid.NewGuid():N}", Actor.System("test"), TestContext.Current.CancellationToken, scope);
        return made.Value.Secret;
    }

    /// <summary>
    /// What is stored: cases, time-line entries, clocks, remembered keys. Not the fates of mails: the sender writes them in its own time.
    /// </summary>
    public async Task<string> StoredAsync()
    {
        await using var db = await Console.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return $"{await db.Cases.CountAsync()} {await db.Timeline.CountAsync(e => e.ActorKind != ActorKind.System)} "
            + $"{await db.Clocks.CountAsync()} {await db.IdempotentAnswers().CountAsync()} {await db.Cases.SumAsync(c => c.Version)}";
    }
}

/// <summary>One server for all API tests; they run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiServer>
{
    public const string Name = "api";
}

/// <summary>An answer with its body read.</summary>
public sealed record ApiAnswer(int Status, HttpResponseHeaders Headers, string? ContentType, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Code =>
        (string)Json["type"]! is var type && type.StartsWith("urn:helpdesk:", StringComparison.Ordinal)
            ? type["urn:helpdesk:".Length..]
            : type;

    /// <summary>The refusals as <c>field: code</c>.</summary>
    public IEnumerable<string> Errors =>
        Json["errors"]!.AsObject().SelectMany(place => place.Value!.AsArray().Select(e => $"{place.Key}: {e!["code"]}"));

    /// <summary>Problem details with this status; anything else fails with what came.</summary>
    public ApiAnswer ShouldBeProblem(int status)
    {
        Status.ShouldBe(status, Text);
        ContentType.ShouldBe("application/problem+json");
        ((int)Json["status"]!).ShouldBe(status);
        ((string?)Json["title"]).ShouldNotBeNullOrWhiteSpace();
        ((string?)Json["detail"]).ShouldNotBeNullOrWhiteSpace();
        return this;
    }

    public ApiAnswer ShouldBeOk(int status = 200)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}

/// <summary>A machine that calls the API.</summary>
public sealed class ApiCaller : IDisposable
{
    private readonly HttpClient _http;

    public ApiCaller(string address, string? key, string language)
    {
        _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(address),
            Timeout = TimeSpan.FromSeconds(60),
        };
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        if (key is not null)
            _http.DefaultRequestHeaders.Add("X-Api-Key", key);
    }

    public HttpRequestHeaders Headers => _http.DefaultRequestHeaders;

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> PostAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<ApiAnswer> PutAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public Task<ApiAnswer> PostContentAsync(string path, HttpContent content) => SendAsync(HttpMethod.Post, path, content);

    public void Dispose() => _http.Dispose();

    private async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(
            (int)answer.StatusCode,
            answer.Headers,
            answer.Content.Headers.ContentType?.MediaType,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }
}
