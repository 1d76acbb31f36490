using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Web;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue.Clocks;
using Helpdesk.Web.Queue.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// <c>bench opening</c>: 09:00 on a business day. Every clock of the queue begins to run, and within the minute a third turns at
/// risk and a tenth falls due; a wallboard hears of each one, and people turn pages meanwhile.
/// </summary>
internal sealed class OpeningBench : IBench
{
    private const double TargetSeconds = 5;
    private const double TargetPageMilliseconds = 100;
    private const long FirstId = 1_000_000; // the demo's own cases lie below
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Instant Opening = Instant.FromUtc(2027, 3, 9, 0, 0); // Tuesday, 09:00 in Tokyo

    public string Name => "opening";

    public string About => "100,000 clocks change within the minute in which the day begins.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var count = options.Number("cases", 100_000);
        using var folder = new BenchFolder(options);
        var clock = new HandClock(Opening - Duration.FromSeconds(1));
        await using var app = HelpdeskApp.Build([], builder => Configure(builder, clock, folder.Path));
        await app.StartHelpdeskAsync();
        var feed = app.Services.GetRequiredService<CaseFeed>();
        await feed.Loaded;
        var clocks = app.Services.GetRequiredService<ClockTransitions>();
        feed.Load([.. ManyEntries.Make(count, clock.GetCurrentInstant(), FirstId).Select(WithClock)]);
        clocks.Run();

        var heard = new ConcurrentDictionary<long, int>();
        await using var wallboard = await ConnectAsync(app.Urls.Single(), heard);
        using var end = new CancellationTokenSource();
        var pages = ReadPagesAsync(app.Urls.Single(), end.Token);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var opened = await TurnAsync("the opening", Opening, count);
        var minute = await TurnAsync("the minute after", Opening + Duration.FromMinutes(1), feed.Entries.Count(TurnsWithinTheMinute));
        await end.CancelAsync();
        var read = Percentiles.Of(await pages)!;
        await report.AtMostAsync("all clocks turned and heard", opened + minute, TargetSeconds, "s");
        await report.AtMostAsync("slowest page of 50 by HTTP meanwhile", read.Max, TargetPageMilliseconds, "ms");
        await report.LineAsync($"pages meanwhile: {read}");
        await app.StopAsync();

        async Task<double> TurnAsync(string what, Instant to, int expected)
        {
            heard.Clear();
            var start = Stopwatch.GetTimestamp();
            clock.Now = to;
            clocks.Run();
            var decided = Stopwatch.GetElapsedTime(start).TotalSeconds;
            while (heard.Count < expected && Stopwatch.GetElapsedTime(start) < Patience)
                await Task.Delay(5);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            await report.LineAsync($"{what}: {expected} clocks, found in {decided * 1000:F0} ms, the last one heard after {seconds:F2} s");
            await report.AtMostAsync($"{what}, clocks not heard of", expected - Math.Min(expected, heard.Count), 0, "clocks");
            return seconds;
        }
    }

    private static void Configure(WebApplicationBuilder builder, HandClock clock, string data)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Urls"] = "http://127.0.0.1:0";
        builder.Configuration["Data:Directory"] = data;
        builder.Logging.ClearProviders();
        builder.Host.ConfigureContainer<IServiceCollection>((_, services) => services.AddSingleton<IClock>(clock));
    }

    /// <summary>A clock on business hours that is at risk or due at some second of the first minute, or much later.</summary>
    private static QueueEntry WithClock(QueueEntry entry, int i)
    {
        var second = Duration.FromSeconds(1 + (i % 59));
        var (risk, due) = (i % 30) switch
        {
            < 10 => (Opening + second, Opening + Duration.FromHours(3)),
            < 13 => (Opening - Duration.FromHours(20), Opening + second),
            _ => (Opening + Duration.FromHours(4), Opening + Duration.FromHours(7)),
        };
        var clock = new NextClock(
            ClockKind.FirstResponse,
            "business",
            CalendarVersions.First,
            Opening - Duration.FromHours(17),
            Duration.FromHours(8),
            due,
            risk,
            null
        );
        return entry with { Status = CaseStatus.InProgress, Clock = clock };
    }

    private static bool TurnsWithinTheMinute(QueueEntry entry) =>
        entry.Id >= FirstId && (Within(entry.Clock!.AtRiskAt) || Within(entry.Clock.DueAt));

    private static bool Within(Instant? at) => at > Opening && at <= Opening + Duration.FromMinutes(1);

    private static async Task<HubConnection> ConnectAsync(string address, ConcurrentDictionary<long, int> heard)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(address + "/hubs/queue", o => o.Headers[ApiKeyHandler.Header] = DemoPeople.ApiKey)
            .Build();
        connection.On<JsonElement>(
            nameof(IQueueClient.ClockChanged),
            turned =>
            {
                if (turned.GetProperty("caseId").GetInt64() is >= FirstId and var id)
                    heard[id] = 1;
            }
        );
        await connection.StartAsync();
        return connection;
    }

    private static async Task<IReadOnlyList<double>> ReadPagesAsync(string address, CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, DemoPeople.ApiKey);
        List<double> milliseconds = [];
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var view = (i % 3) switch
            {
                0 => QueueView.Now,
                1 => QueueView.Unassigned,
                _ => QueueView.Missed,
            };
            var start = Stopwatch.GetTimestamp();
            (await http.GetByteArrayAsync($"/api/v1/queue?view={view}&take=50", CancellationToken.None)).Length.ShouldBeGreaterThan(0);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(10, CancellationToken.None);
        }

        // The first pages compile their way; the others are those of the minute.
        return milliseconds[20..];
    }
}
