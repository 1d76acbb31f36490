using System.Diagnostics;
using System.Globalization;
using System.Text;
using Helpdesk.Tests.Support.Load;
using Helpdesk.Web;
using Helpdesk.Web.Composition;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Intake.OldCases.Command;
using Helpdesk.Web.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Bench;

/// <summary><c>bench import-cases</c>: the history of another help desk moves in.</summary>
internal sealed class OldCasesBench : IBench
{
    private const double TargetSeconds = 300;
    private const double TargetMemory = 400;

    // Of every hundred cases some are still open.
    private const int OpenEvery = 50;

    public string Name => "import-cases";

    public string About => "25,000 old cases with 150,000 messages, then the search index.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        var (cases, messages) = (options.Number("cases", 25_000), options.Number("messages", 6));
        using var folder = new BenchFolder(options);
        await using var app = HelpdeskApp.Build([], builder => Configure(builder, folder.Path));
        await app.Services.PrepareDatabaseAsync(CancellationToken.None);
        await ImportBench.ApplyAsync(app.Services, "products", Encoding.UTF8.GetBytes("code,nameEn\nVSS,Server\n"));
        await ImportBench.ApplyAsync(app.Services, "customers", Encoding.UTF8.GetBytes(CustomersFile()));
        var file = Path.Combine(folder.Path, "old.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, cases).Select(i => Line(i, messages)));
        var what = ImportCasesArguments.Parse([file])!;
        var (idle, most) = (Memory(settle: true), 0.0);
        await using var watch = new Timer(_ => most = Math.Max(most, Memory(settle: false)), null, 0, 20);
        var said = new StringWriter();
        var start = Stopwatch.GetTimestamp();
        var code = await app
            .Services.GetRequiredService<ImportCasesCommand>()
            .RunAsync(what, said, TextWriter.Null, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        foreach (var line in said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await report.LineAsync(line);
        await report.LineAsync($"{cases / seconds:F0} cases a second, {(double)cases * messages / seconds:F0} messages, search included");
        await report.AtMostAsync("exit code", code, 0, "");
        await report.AtMostAsync($"{cases:N0} cases with {cases * messages:N0} messages, search included", seconds, TargetSeconds, "s");
        await report.AtMostAsync("memory above idle", most - idle, TargetMemory, "MiB");
        start = Stopwatch.GetTimestamp();
        await app.Services.GetRequiredService<ImportCasesCommand>().RunAsync(what, said, TextWriter.Null, CancellationToken.None);
        await report.LineAsync($"the same again, nothing taken: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        start = Stopwatch.GetTimestamp();
        var verified = VerifyAudit.Run(["--Data:Directory=" + folder.Path], TextWriter.Null, TextWriter.Null);
        await report.AtMostAsync("verify-audit, exit code", verified, 0, "");
        await report.LineAsync($"verify-audit: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        SqliteConnection.ClearAllPools();
    }

    private static void Configure(WebApplicationBuilder builder, string data)
    {
        builder.Configuration["Data:Directory"] = data;
        builder.Configuration["Demo:Enabled"] = "false";
        builder.Logging.ClearProviders();
    }

    private static string CustomersFile() =>
        "key,name,mailDomains\n"
        + string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"C-{Text(i)},第{Text(i)}精機株式会社,c{Text(i)}.example"));

    private static string Line(int number, int messages)
    {
        var opened = new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(number * 150L);
        var told = string.Join(',', Enumerable.Range(0, messages).Select(m => Message(number, m, opened.AddHours(m))));
        var end =
            number % OpenEvery == 0 ? "\"state\":\"open\"" : $"\"state\":\"closed\",\"closedAt\":\"{Time(opened.AddHours(messages + 1))}\"";
        return $$"""
            {"oldNumber":"{{Text(number)}}","from":"Desk",{{end}},"openedAt":"{{Time(opened)}}",
            "subject":"バックアップ {{Text(number)}} stops","product":"VSS",
            "contact":{"name":"山田 {{Text(number)}}","email":"u{{Text(number % 9000)}}@c{{Text(number % 3000)}}.example"},
            "messages":[{{told}}]}
            """.ReplaceLineEndings("");
    }

    private static string Message(int number, int place, DateTime at)
    {
        var by =
            place % 2 == 0 ? "customer"
            : place % 5 == 3 ? "note"
            : "support";
        var text = string.Join(' ', Enumerable.Range(0, 40).Select(w => $"word{Text((number * 7 + w * 13 + place) % 5000)} 復元を確認"));
        return $"{{\"at\":\"{Time(at)}\",\"by\":\"{by}\",\"author\":\"Ken\",\"text\":\"{text}\"}}";
    }

    private static string Time(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Memory(bool settle)
    {
        if (settle)
            GC.Collect();
        return ProcessUsage.Read(Environment.ProcessId)?.Memory ?? 0;
    }
}
