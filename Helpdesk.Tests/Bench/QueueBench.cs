using System.Diagnostics;
using System.Globalization;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Platform.Live;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench queue</c>: pages of 50 out of ever more open cases.</summary>
internal sealed class QueueBench : IBench
{
    private const int Take = 50;
    private const int Reads = 400;
    private const double TargetMilliseconds = 5;
    private static readonly QueueFilter Rare = new() { Product = "SHD-STREAM", Severity = Severity.Emergency };
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 9, 2, 0);

    public string Name => "queue";

    public string About => "A page of 50 out of 1,000, 10,000 and 100,000 open cases.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        foreach (var count in (int[])[1_000, 10_000, options.Number("cases", 100_000)])
        {
            var feed = new CaseFeed(new HandClock(Now), NullLogger<CaseFeed>.Instance);
            feed.Load(ManyEntries.Make(count, Now));
            using var index = new SearchIndex(feed, NullLogger<SearchIndex>.Instance);
            var start = Stopwatch.GetTimestamp();
            using var following = index.Fill();
            await report.LineAsync($"{count:N0} rows made searchable in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
            await MeasureAsync(feed, index, count, report);
        }
    }

    private static async Task MeasureAsync(CaseFeed feed, SearchIndex index, int count, BenchReport report)
    {
        var clock = new HandClock(Now);
        var pager = new QueuePager(feed, index, clock);
        var all = feed.Order(QueueView.All);
        var rarest = feed.Find(all[^1].Id)!.Number;
        var size = count.ToString("N0", CultureInfo.InvariantCulture) + " cases, ";

        Task PageAsync(string what, QueueView view, string? search = null, QueueKey? after = null) =>
            HoldAsync(report, size + what, () => pager.Read(view, null, new QueueFilter { Search = search }, Take, after).Items.Count);

        await PageAsync("front", QueueView.All);
        await PageAsync("middle", QueueView.All, after: all[all.Count / 2]);
        await PageAsync("deep", QueueView.All, after: all[^(Take + 1)]);
        await PageAsync("missed ones", QueueView.Missed);
        await PageAsync("search, many hits", QueueView.All, "backup");
        await PageAsync("search, one hit at the very end", QueueView.All, rarest);
        await PageAsync("search, no hit", QueueView.All, "ｑｕｕｘ");
        await HoldAsync(
            report,
            size + "rare product and tier",
            () => pager.Read(QueueView.WaitingOnCustomer, null, Rare, Take, null).Items.Count
        );

        // What a circuit does when its page opens or a letter is typed: the whole order, not only a page of it.
        var screen = new QueueScreen(feed, index, clock, Guid.Empty);
        await SayAsync(report, size + "screen opens", () => Show(screen, QueueView.Now, null));
        await SayAsync(report, size + "screen opens the missed ones", () => Show(screen, QueueView.Missed, null));
        await SayAsync(report, size + "screen searches, many hits", () => Show(screen, QueueView.All, "backup"));
    }

    private static int Show(QueueScreen screen, QueueView view, string? search)
    {
        screen.Show(view, new QueueFilter { Search = search });
        return screen.Count;
    }

    private static async Task HoldAsync(BenchReport report, string what, Func<int> read)
    {
        var times = Measure(read);
        await report.AtMostAsync(what + ", p99", At(times.Order, 0.99), TargetMilliseconds, "ms");
        if (times.First > TargetMilliseconds)
            await report.LineAsync($"  the very first of these took {times.First:F1} ms");
    }

    private static Task SayAsync(BenchReport report, string what, Func<int> read)
    {
        var order = Measure(read).Order;
        return report.LineAsync($"{what}: p50 {At(order, 0.5):F3}, p99 {At(order, 0.99):F3} ms");
    }

    private static double At(double[] order, double share) => order[(int)(order.Length * share)];

    private static (double[] Order, double First) Measure(Func<int> read)
    {
        var milliseconds = new List<double>(Reads);
        var budget = Stopwatch.StartNew();
        for (var i = 0; i < Reads && budget.Elapsed < TimeSpan.FromSeconds(2); i++)
        {
            var start = Stopwatch.GetTimestamp();
            read();
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first reads compile; a console that serves pages all day has long done so.
        return ([.. milliseconds.Skip(milliseconds.Count / 4).Order()], milliseconds[0]);
    }
}
