using System.Diagnostics;
using System.Globalization;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Import.Files;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench import</c>: a support centre moves in with 3,000 customers, 9,000 contracts and 12,000 licences.</summary>
internal sealed class ImportBench : IBench
{
    private const double TargetSeconds = 20;
    private const double TargetMemory = 200;
    private const int Customers = 3_000;
    private const int Contracts = 9_000;
    private const int Licences = 12_000;

    public string Name => "import";

    public string About => "24,000 records from Shift_JIS files and from workbooks, then taken back.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        foreach (var xlsx in (bool[])[false, true])
        {
            using var folder = new BenchFolder(options);
            await using var app = HelpdeskApp.Build([], builder => Configure(builder, folder.Path));
            await app.Services.PrepareDatabaseAsync(CancellationToken.None);
            await ApplyAsync(
                app.Services,
                "products",
                Bytes(
                    [
                        ["code", "nameEn"],
                        ["VSS", "Server"],
                        ["VSP", "Player"],
                    ],
                    xlsx
                )
            );
            var what = xlsx ? "workbooks" : "Shift_JIS";
            var files = Files().Select(f => (f.Kind, f.Rows, Bytes: Bytes(f.Rows, xlsx))).ToList();
            var (idle, most, took, ids) = (Memory(settle: true), 0.0, 0.0, new List<Guid>());
            using var watch = new Timer(_ => most = Math.Max(most, Memory(settle: false)), null, 0, 20);
            foreach (var (kind, rows, bytes) in files)
            {
                var start = Stopwatch.GetTimestamp();
                var id = await ApplyAsync(app.Services, kind, bytes);
                var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                took += seconds;
                ids.Add(id);
                await report.AtMostAsync(
                    $"{what}, {kind} that were not taken",
                    rows.Count - 1 - await TakenAsync(app.Services, id),
                    0,
                    "rows"
                );
                await report.LineAsync($"{what}, {rows.Count - 1} {kind}: {seconds:F2} s");
            }

            await report.AtMostAsync($"24,000 rows from {what}", took, TargetSeconds, "s");
            await report.AtMostAsync($"memory above idle, {what}", most - idle, TargetMemory, "MiB");
            var back = Stopwatch.GetTimestamp();
            foreach (var id in Enumerable.Reverse(ids))
            {
                await app.Services.GetRequiredService<ImportOrders>().ReturnAsync(id, ImportActs.Console);
                await app.Services.GetRequiredService<ImportUndo>().RunAsync(id, CancellationToken.None);
            }

            await report.LineAsync($"{what}, all taken back: {Stopwatch.GetElapsedTime(back).TotalSeconds:F2} s");
            SqliteConnection.ClearAllPools();
        }
    }

    private static void Configure(WebApplicationBuilder builder, string data)
    {
        builder.Configuration["Data:Directory"] = data;
        builder.Configuration["Demo:Enabled"] = "false";
        builder.Logging.ClearProviders();
    }

    internal static async Task<Guid> ApplyAsync(IServiceProvider services, string kind, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var received = await services
            .GetRequiredService<ImportDesk>()
            .ReceiveAsync(content, kind, kind, ImportWay.CommandLine, ImportActs.Console, CancellationToken.None);
        await services.GetRequiredService<ImportOrders>().StartAsync(received.Value.Id, false);
        await services.GetRequiredService<ImportRun>().ApplyAsync(received.Value.Id, CancellationToken.None);
        return received.Value.Id;
    }

    private static async Task<int> TakenAsync(IServiceProvider services, Guid id)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync();
        return (await db.Imports().SingleAsync(i => i.Id == id)).New;
    }

    private static IEnumerable<(string Kind, IReadOnlyList<IReadOnlyList<string>> Rows)> Files()
    {
        yield return (
            "customers",
            [
                ["お客様コード", "名称", "フリガナ", "メールドメイン"],
                .. Enumerable
                    .Range(0, Customers)
                    .Select(i => (IReadOnlyList<string>)[Key("C", i), $"第{i}精機株式会社", "セイキ", $"c{i}.example"]),
            ]
        );
        yield return (
            "contracts",
            [
                ["契約番号", "お客様コード", "サービスレベル", "対象製品", "開始日", "終了予定日"],
                .. Enumerable
                    .Range(0, Contracts)
                    .Select(i =>
                        (IReadOnlyList<string>)
                            [
                                Key("M", i),
                                Key("C", i % Customers),
                                i % 3 == 0 ? "プレミアム" : "スタンダード",
                                "VSS",
                                "2026/4/1",
                                "令和9年3月31日",
                            ]
                    ),
            ]
        );
        yield return (
            "licences",
            [
                ["シリアル番号", "製品コード", "契約番号", "お客様コード", "ライセンス種別"],
                .. Enumerable
                    .Range(0, Licences)
                    .Select(i =>
                        (IReadOnlyList<string>)[Key("S", i), "VSS", Key("M", i % Contracts), Key("C", i % Contracts % Customers), "購入"]
                    ),
            ]
        );
    }

    private static string Key(string letter, int number) => letter + "-" + number.ToString("D5", CultureInfo.InvariantCulture);

    private static byte[] Bytes(IReadOnlyList<IReadOnlyList<string>> rows, bool xlsx) =>
        xlsx ? SampleFiles.Xlsx(rows, "S") : TextEncoding.ShiftJis.GetBytes(string.Join("\r\n", rows.Select(r => string.Join(',', r))));

    private static double Memory(bool settle)
    {
        if (settle)
            GC.Collect();
        return ProcessUsage.Read(Environment.ProcessId)?.Memory ?? 0;
    }
}
