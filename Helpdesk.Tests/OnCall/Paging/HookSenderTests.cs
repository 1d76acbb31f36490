using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// The real sender against a real receiver: what is signed holds, what is
/// changed does not, and what goes wrong is said (Standard Webhooks).
/// </summary>
public sealed class HookSenderTests : IAsyncLifetime
{
    private HookReceiver _receiver = null!;

    public async ValueTask InitializeAsync() => _receiver = await HookReceiver.StartAsync();

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();

    [Fact]
    public async Task Post_HasASignatureThatTheReceiversLibraryAccepts()
    {
        (await SendAsync(HookReceiver.Secret)).ShouldBeNull();
        (await SendAsync(HookReceiver.Secret)).ShouldBeNull();

        _receiver.Taken.Select(t => t.Id).Distinct().ShouldHaveSingleItem("a further try has the same id");
        ((string?)_receiver.Taken.First().Body["type"]).ShouldBe("page.step");
    }

    [Fact]
    public async Task OtherSecret_IsRefusedByTheReceiver_AndSaid()
    {
        (await SendAsync("whsec_" + Convert.ToBase64String(new byte[32]))).ShouldBe("HTTP 401");
        _receiver.Forged.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(500, "HTTP 500")]
    [InlineData(302, "HTTP 302")]
    public async Task OtherStatus_IsNotTaken(int status, string said)
    {
        _receiver.Answer = _ => Task.FromResult(status);
        (await SendAsync(HookReceiver.Secret)).ShouldBe(said);
    }

    [Fact]
    public async Task NobodyListens_OrNobodyAnswers_IsSaid()
    {
        var patience = new TaskCompletionSource<int>();
        _receiver.Answer = _ => patience.Task;
        (await SendAsync(HookReceiver.Secret, TimeSpan.FromSeconds(1))).ShouldBe("no answer within 1 s");
        patience.SetResult(204);
        (await SendAsync(HookReceiver.Secret, url: "http://127.0.0.1:1/")).ShouldBe("ConnectionError");
    }

    private async Task<string?> SendAsync(string secret, TimeSpan? timeout = null, string? url = null)
    {
        var options = new PagingOptions();
        (options.WebHook.Url, options.WebHook.Secret, options.WebHook.Timeout) = (
            url ?? _receiver.Url,
            secret,
            timeout ?? TimeSpan.FromSeconds(10)
        );
        var hook = new PageHook
        {
            Id = "page_1_1",
            PageId = Guid.NewGuid(),
            Number = 1,
            Body = """{"type":"page.step","timestamp":"2027-06-11T17:13:00Z","data":{"customer":"大和精機"}}""",
            NextAttemptAt = default,
            GiveUpAt = Instant.MaxValue,
        };
        hook.State.ShouldBe(OutboxState.Waiting);
        return await new HookSender(new Clients(), Options.Create(options), TimeProvider.System).SendAsync(
            hook,
            TestContext.Current.CancellationToken
        );
    }

    private sealed class Clients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }
}
