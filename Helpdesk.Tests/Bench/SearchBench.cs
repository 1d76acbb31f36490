using System.Diagnostics;
using System.Globalization;
using Helpdesk.Domain.Search;
using Helpdesk.Tests.Search;
using Helpdesk.Web.Knowledge;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Search;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// Searching 20,000 articles in two languages and 200,000 cases: how long each
/// search takes, what the index weighs, how long it takes to make.
/// </summary>
internal sealed class SearchBench : IBench
{
    private const double TargetMilliseconds = 50;
    private const int Reads = 60;
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 9, 2, 0);

    private static readonly string[] s_queries =
    [
        "backup",
        "バックアップ",
        "image verification",
        "復元",
        "検証",
        "ｲﾒｰｼﾞ",
        "vs",
        "service account folder rights",
        "ジョブの設定が反映されない",
        "Windows Server 2022 で増分バックアップが遅い",
        "the scheduled job stops after a restart of the computer and the log shows nothing",
        "SP-4711-4307",
        "nothingofthekind",
    ];

    public string Name => "search";

    public string About => "Words in 20,000 articles and 200,000 cases.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        using var folder = new BenchFolder(options);
        using var engine = new SqliteSearchEngine(new SearchFile(Options.Create(new DataOptions { Directory = folder.Path })));
        await FillAsync(engine, options.Number("articles", 20_000), options.Number("cases", 200_000), report);
        foreach (var query in s_queries)
        {
            await HoldAsync(
                engine,
                report,
                "help, " + query,
                new(SearchKind.Help, SearchText.Of(query), ArticleDocuments.Language(query.Any(c => c > 0x3000) ? "ja" : "en"))
                {
                    Now = Now,
                }
            );
            await HoldAsync(engine, report, "cases, " + query, new(SearchKind.Case, SearchText.Of(query)) { Now = Now });
        }

        var text = new SearchCorpus(7).Text(japanese: true, 8);
        await HoldAsync(
            engine,
            report,
            "articles that match a description",
            new(SearchKind.Help, SearchText.Of(text, 16))
            {
                AnyWord = true,
                Prefer = ["SPX-SERVER"],
                Now = Now,
            }
        );
        await OneMoreAsync(engine, report);
        SqliteConnection.ClearAllPools();
    }

    private static async Task FillAsync(SqliteSearchEngine engine, int articles, int cases, BenchReport report)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var corpus = new SearchCorpus(1);
        var watch = Stopwatch.StartNew();
        var made = TimeSpan.Zero;
        var changes = Enumerable
            .Range(1, articles)
            .SelectMany(id => corpus.Article(id, Now - Duration.FromHours(id % 9000)))
            .Concat(Enumerable.Range(1, cases).Select(id => corpus.Case(id, Now - Duration.FromMinutes(cases - id))));
        long mark = 0;
        foreach (var some in changes.Chunk(200))
        {
            var start = Stopwatch.GetTimestamp();
            await engine.ApplyAsync(some, ++mark, CancellationToken.None);
            made += Stopwatch.GetElapsedTime(start);
        }

        var size = await engine.SizeAsync(CancellationToken.None);
        await report.LineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{size.Documents:N0} documents indexed in {made.TotalSeconds:F0} s ({size.Documents / made.TotalSeconds:N0} a "
                    + $"second; {watch.Elapsed.TotalSeconds:F0} s with making them up)"
            )
        );
        await report.LineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"index {size.Bytes / 1048576.0:N0} MB on the disk, "
                    + $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0:N1} MB kept in memory"
            )
        );
    }

    private static async Task HoldAsync(SqliteSearchEngine engine, BenchReport report, string what, SearchRequest request)
    {
        var times = new List<double>(Reads);
        var hits = 0;
        var budget = Stopwatch.StartNew();
        for (var i = 0; i < Reads && budget.Elapsed < TimeSpan.FromSeconds(3); i++)
        {
            var start = Stopwatch.GetTimestamp();
            hits = (await engine.QueryAsync(request, CancellationToken.None)).Count;
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        // The first one compiles and reads pages for the first time.
        double[] order = [.. times.Skip(1).Order()];
        await report.AtMostAsync(
            $"{(what.Length > 40 ? what[..40] : what)} ({hits}), p95",
            order[(int)(order.Length * 0.95)],
            TargetMilliseconds,
            "ms"
        );
        if (times[0] > TargetMilliseconds)
            await report.LineAsync(string.Create(CultureInfo.InvariantCulture, $"  the very first of these took {times[0]:F0} ms"));
    }

    private static async Task OneMoreAsync(SqliteSearchEngine engine, BenchReport report)
    {
        var corpus = new SearchCorpus(99);
        var times = new List<double>();
        for (var i = 0; i < 50; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await engine.ApplyAsync([corpus.Case(1000 + i, Now)], 1_000_000 + i, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        await report.LineAsync(
            string.Create(CultureInfo.InvariantCulture, $"one case read again: p50 {times[25]:F1} ms, p95 {times[47]:F1} ms")
        );
    }
}
