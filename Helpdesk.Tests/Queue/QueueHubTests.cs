using System.Text.Json;
using System.Threading.Channels;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Queue;

/// <summary>The queue as it is pushed to wallboards and scripts.</summary>
[Collection(ApiTests.Name)]
public sealed class QueueHubTests(ApiServer server)
{
    [Fact]
    public async Task CaseChanged_ArrivesAfterEachCommit_WithItsVersion()
    {
        await using var hub = await ConnectAsync(DemoPeople.ApiKey);
        using var caller = server.Caller();
        var number = await caller.OpenAsync();
        (await hub.NextAsync(number)).ShouldSatisfyAllConditions(
            e => e.GetProperty("version").GetInt32().ShouldBe(1),
            e => e.GetProperty("status").ToString().ShouldBe("New"),
            e => e.GetProperty("clock").GetProperty("dueAt").ToString().ShouldBe("2027-06-10T01:00:00Z")
        );
        await caller.PostAsync($"{Intakes.Path}/{number}/reply", """{"text":"調べます。"}""");
        var changed = await hub.NextAsync(number);
        (changed.GetProperty("version").GetInt32(), changed.GetProperty("lastLine").GetString()).ShouldBe((2, "調べます。"));
        // What the hub says is committed: reading it shows at least that version.
        ((int)(await caller.GetAsync($"{Intakes.Path}/{number}")).Json["case"]!["version"]!).ShouldBe(2);
    }

    [Fact]
    public async Task Watch_NarrowsToAView_AndARowThatLeavesItIsStillTold()
    {
        await using var hub = await ConnectAsync(DemoPeople.ApiKey);
        await hub.WatchAsync("WaitingOnCustomer");
        using var caller = server.Caller();
        var other = await caller.OpenAsync();
        var number = await caller.OpenAsync();
        await caller.PostAsync($"{Intakes.Path}/{number}/wait", "{}");
        (await hub.NextAsync()).GetProperty("number").GetString().ShouldBe(number, $"{other} does not wait for the customer");
        await caller.PostAsync($"{Intakes.Path}/{number}/resume", "{}");
        (await hub.NextAsync()).GetProperty("status").ToString().ShouldBe("InProgress");
    }

    [Theory]
    [InlineData("Mine")]
    [InlineData("Nowhere")]
    public async Task Watch_UnknownView_IsRefused(string view)
    {
        await using var hub = await ConnectAsync(DemoPeople.ApiKey);
        await Should.ThrowAsync<HubException>(() => hub.WatchAsync(view));
    }

    [Fact]
    public async Task WallKey_HearsThatSomethingChanged_AndNoCase()
    {
        var key = (
            await server
                .Console.Services.GetRequiredService<ApiKeyService>()
                .CreateAsync(
                    "hall",
                    new(ActorKind.Person, DemoPeople.Admin.Id, "Hayashi Emi"),
                    TestContext.Current.CancellationToken,
                    ApiKeyScope.Wall
                )
        )
            .Value
            .Secret;
        await using var connection = new HubConnectionBuilder()
            .WithUrl(server.Console.Address + "/hubs/queue", o => o.Headers.Add("X-Api-Key", key))
            .Build();
        var changed = new TaskCompletionSource();
        var heard = new List<string>();
        connection.On<long>("QueueChanged", _ => changed.TrySetResult());
        connection.On<JsonElement>("CaseChanged", entry => heard.Add(entry.ToString()));
        connection.On<JsonElement>("ClockChanged", entry => heard.Add(entry.ToString()));
        await connection.StartAsync(TestContext.Current.CancellationToken);
        using var caller = server.Caller();
        await caller.OpenAsync();
        await changed.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        heard.ShouldBeEmpty();
        (
            await Should.ThrowAsync<HubException>(() => connection.InvokeAsync("Watch", "All", TestContext.Current.CancellationToken))
        ).Message.ShouldContain("unauthorized");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("hd_wrong-wrong-wrong-wrong-wrong-wrong-wrong-wr")]
    public async Task Connect_WithoutAGoodKey_IsRefused(string? key)
    {
        var refused = await Should.ThrowAsync<HttpRequestException>(() => ConnectAsync(key));
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Connect_WithTheKeyAsAccessToken_Works()
    {
        await using var connection = new HubConnectionBuilder()
            .WithUrl(server.Console.Address + "/hubs/queue", o => o.AccessTokenProvider = () => Task.FromResult<string?>(DemoPeople.ApiKey))
            .Build();
        await connection.StartAsync(TestContext.Current.CancellationToken);
        connection.State.ShouldBe(HubConnectionState.Connected);
    }

    private async Task<Wallboard> ConnectAsync(string? key)
    {
        var board = new Wallboard(
            new HubConnectionBuilder()
                .WithUrl(
                    server.Console.Address + "/hubs/queue",
                    o =>
                    {
                        if (key is not null)
                            o.Headers.Add("X-Api-Key", key);
                    }
                )
                .Build()
        );
        await board.StartAsync();
        return board;
    }

    private sealed class Wallboard : IAsyncDisposable
    {
        private readonly HubConnection _connection;
        private readonly Channel<JsonElement> _changes = Channel.CreateUnbounded<JsonElement>();

        public Wallboard(HubConnection connection)
        {
            _connection = connection;
            _connection.On<JsonElement>("CaseChanged", entry => _changes.Writer.TryWrite(entry.Clone()));
        }

        public Task StartAsync() => _connection.StartAsync(TestContext.Current.CancellationToken);

        public Task WatchAsync(string view) => _connection.InvokeAsync("Watch", view, TestContext.Current.CancellationToken);

        public async Task<JsonElement> NextAsync(string? number = null)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(10));
            while (true)
            {
                var entry = await _changes.Reader.ReadAsync(patience.Token);
                if (number is null || entry.GetProperty("number").GetString() == number)
                    return entry;
            }
        }

        public ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}
