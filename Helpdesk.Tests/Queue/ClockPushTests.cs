using System.Text.Json;
using System.Threading.Channels;
using Helpdesk.Tests.Browser.Support;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Queue;

/// <summary>What time alone changes reaches the hub's clients: clocks that turn, and the sign of life (spec P10).</summary>
public sealed class ClockPushTests
{
    // Wednesday 9 June 2027, 08:59:50 in Tokyo.
    private static readonly DateTimeOffset JustBeforeNine = new(2027, 6, 8, 23, 59, 50, TimeSpan.Zero);

    [Fact]
    public async Task Opening_TellsOfTheClockThatRunsNow_AndTheBeatTellsTheTime()
    {
        await using var server = await ConsoleServer.StartAsync(new ConsoleSettings { Start = JustBeforeNine });
        using var caller = new ApiCaller(server.Address, DemoPeople.ApiKey, "en");
        var number = await caller.OpenAsync();
        var messages = Channel.CreateUnbounded<(string Method, JsonElement Body)>();
        await using var hub = new HubConnectionBuilder()
            .WithUrl(server.Address + "/hubs/queue", o => o.Headers.Add("X-Api-Key", DemoPeople.ApiKey))
            .Build();
        foreach (var method in (string[])["ClockChanged", "Heartbeat"])
            hub.On<JsonElement>(method, body => messages.Writer.TryWrite((method, body.Clone())));
        await hub.StartAsync(TestContext.Current.CancellationToken);

        server.Time.Advance(TimeSpan.FromSeconds(11));
        server.Services.GetRequiredService<ClockTransitions>().Run();
        server.Services.GetRequiredService<CaseFeed>().Heartbeat();

        var turned = await NextAsync(messages.Reader, "ClockChanged", body => body.GetProperty("number").GetString() == number);
        (
            turned.GetProperty("clock").ToString(),
            turned.GetProperty("state").ToString(),
            turned.GetProperty("running").GetBoolean()
        ).ShouldBe(("FirstResponse", "Running", true));
        var due = DateTimeOffset.Parse(turned.GetProperty("dueAt").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var left = turned.GetProperty("remainingSeconds").GetDouble();
        // One second into the day; what is left is counted on the clock's own calendar.
        var elapsed = await caller.PostAsync(
            "/api/v1/service-levels/elapsed",
            $$"""{"items":[{"id":"1","calendar":"business","start":"{{server.Time.GetUtcNow():O}}","end":"{{due:O}}"}]}"""
        );
        left.ShouldBe((double)elapsed.ShouldBeOk().Json["items"]![0]!["seconds"]!, 0.001);
        var beat = await NextAsync(messages.Reader, "Heartbeat", _ => true);
        beat.GetProperty("serverTime").GetString().ShouldBe("2027-06-09T00:00:01Z");
        beat.GetProperty("sequence").GetInt64().ShouldBeGreaterThan(0);
    }

    private static async Task<JsonElement> NextAsync(
        ChannelReader<(string Method, JsonElement Body)> messages,
        string method,
        Func<JsonElement, bool> wanted
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        while (true)
        {
            var (found, body) = await messages.ReadAsync(patience.Token);
            if (found == method && wanted(body))
                return body;
        }
    }
}
