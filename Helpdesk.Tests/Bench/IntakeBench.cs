using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Web.Demo;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// <c>bench intake</c>: cases by API, each on the disk before it is acknowledged; ends with SIGKILL and counts what is there.
/// </summary>
internal sealed class IntakeBench : IBench
{
    private const double TargetRate = 300;
    private const double TargetMilliseconds = 50;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    public string Name => "intake";

    public string About => "Cases posted by four clients; killed at the end, nothing acknowledged may be lost.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var (clients, seconds) = (options.Number("clients", 4), options.Number("seconds", 20));
        using var folder = new BenchFolder(options);
        await report.LineAsync($"the disk's own fsync: {Percentiles.Of(Fsyncs(folder.Path))}");
        var posted = new ConcurrentQueue<Posted>();
        TimeSpan processor;
        await using (var console = await BenchConsole.StartReadyAsync(folder.Path, options))
        {
            using var end = new CancellationTokenSource(WarmUp + TimeSpan.FromSeconds(seconds));
            var all = Task.WhenAll(Enumerable.Range(0, clients).Select(client => PostAsync(console.Address, client, posted, end.Token)));
            await Task.Delay(WarmUp);
            var before = ProcessUsage.Read(console.Id)?.Processor ?? TimeSpan.Zero;
            await Task.Delay(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(200));
            processor = (ProcessUsage.Read(console.Id)?.Processor ?? TimeSpan.Zero) - before;
            // The console dies while all clients are at it.
            await console.DisposeAsync();
            await all;
        }

        var first = posted.Min(p => p.At) + (long)(WarmUp.TotalSeconds * Stopwatch.Frequency);
        var measured = posted.Where(p => p.Milliseconds is not null && p.At >= first).ToList();
        var spread = Percentiles.Of(measured.Select(p => p.Milliseconds!.Value))!;
        var over = Stopwatch.GetElapsedTime(first, measured.Max(p => p.At)).TotalSeconds;
        await report.AtLeastAsync($"{clients} clients, cases acknowledged", measured.Count / over, TargetRate, "cases/s");
        await report.AtMostAsync("sent to acknowledged, p99", spread.P99, TargetMilliseconds, "ms");
        await report.LineAsync($"all of them: {spread}; server CPU {100 * processor.TotalSeconds / seconds:F0} % of one core");
        await CheckAsync(folder.Database, [.. posted.Select(p => p.Number).OfType<string>()], report);
    }

    private static async Task PostAsync(string address, int client, ConcurrentQueue<Posted> posted, CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Add(ApiKeyHandler.Header, DemoPeople.ApiKey);
        var run = Guid.NewGuid().ToString("N");
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases") { Content = JsonContent.Create(Body(client, i)) };
            request.Headers.Add("Idempotency-Key", $"{run}-{i}");
            var start = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await http.SendAsync(request, CancellationToken.None);
                var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{(int)answer.StatusCode}: {body}");
                using var json = JsonDocument.Parse(body);
                posted.Enqueue(
                    new(start, Stopwatch.GetElapsedTime(start).TotalMilliseconds, json.RootElement.GetProperty("number").GetString())
                );
            }
            catch (HttpRequestException)
            {
                return; // Killed under our hands, as planned.
            }
        }
    }

    private static object Body(int client, int i)
    {
        var customer = ((client * 7) + i) % DemoRecords.Customers.Length;
        var c = DemoRecords.Customers[customer];
        var story = DemoStories.All[i % DemoStories.All.Length];
        var version = DemoRecords.Products.Single(p => p.Code == c.ProductCode).Versions[^1];
        return new
        {
            userKind = "Business",
            contactName = c.Contact,
            email = c.Email,
            phone = c.Phone,
            organisation = c.Organisation,
            language = c.Language,
            product = c.ProductCode,
            productVersion = version.Number,
            serialNumber = DemoRecords.SerialOf(customer),
            requestType = story.Type.ToString(),
            severity = story.Severity.ToString(),
            subject = $"{story.Ja} ({client}/{i})",
            description = story.JaText + "\n" + story.EnText,
            consent = true,
        };
    }

    /// <summary>
    /// Every number acknowledged is there once, with its first line, its key and its acknowledgement; what the mail job wrote beside them
    /// (ActorKind 3) is not the intake's.
    /// </summary>
    private static async Task CheckAsync(string file, HashSet<string> acknowledged, BenchReport report)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync();
        await using var command = db.CreateCommand();
        command.CommandText =
            "SELECT c.Number, (SELECT count(*) FROM IdempotentAnswers a WHERE a.CaseId = c.Id), (SELECT count(*) FROM Timeline t "
            + "WHERE t.CaseId = c.Id AND t.ActorKind <> 3), (SELECT count(*) FROM OutboxMails m WHERE m.CaseId = c.Id) FROM Cases c "
            + "WHERE c.Channel = (SELECT Channel FROM Cases ORDER BY Id DESC LIMIT 1)";
        var (whole, broken) = (new HashSet<string>(), 0);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            if (!whole.Add(rows.GetString(0)) || (rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3)) != (1, 1, 1))
                broken++;
        }

        await report.AtMostAsync(
            $"of {acknowledged.Count} acknowledged, lost after SIGKILL",
            acknowledged.Count(number => !whole.Contains(number)),
            0,
            "cases"
        );
        await report.AtMostAsync("half written or there twice", broken, 0, "cases");
    }

    private static IEnumerable<double> Fsyncs(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "fsync"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var page = new byte[4096];
        for (var i = 0; i < 200; i++)
        {
            var start = Stopwatch.GetTimestamp();
            file.Write(page);
            file.Flush(flushToDisk: true);
            yield return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    /// <param name="Milliseconds">Null when no answer came.</param>
    private sealed record Posted(long At, double? Milliseconds, string? Number);
}
