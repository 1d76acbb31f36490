using System.Diagnostics;
using System.Text;
using Helpdesk.Domain.Reports;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Reports;

namespace Helpdesk.Tests.Bench;

/// <summary>
/// <c>bench reports</c>: every report over a year of 200,000 cases, asked over HTTP as a supervisor's file or script does (spec U2).
/// </summary>
internal sealed class ReportsBench : IBench
{
    private const double TargetMilliseconds = 1000;
    private const int Runs = 3;

    public string Name => "reports";

    public string About => "Each report over a year of 200,000 cases: the first after a start, after a change, split up every way.";

    public async Task RunAsync(BenchOptions options, BenchReport report)
    {
        using var folder = new BenchFolder(options);
        await using (await BenchConsole.StartReadyAsync(folder.Path, options, "--Demo:HistoryWeeks=13"))
            await YearOfCases.AwaitModelsAsync(folder.Database);

        var (cases, clocks) = await YearOfCases.FillAsync(folder.Database, options.Number("cases", 200_000));
        await report.LineAsync(
            $"{cases:N0} cases with {clocks:N0} clocks in a database of {new FileInfo(folder.Database).Length / (1 << 20)} MiB"
        );
        await using var console = await BenchConsole.StartReadyAsync(folder.Path, options, "--Demo:HistoryWeeks=0");
        using var http = await SignedInAsync(console.Address, DemoPeople.Mori.UserName);
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-364), TimeProvider.System.GetUtcNow());
        var year = $"from={from:yyyy-MM-dd}&until={until:yyyy-MM-dd}";

        await report.AtMostAsync(
            "the very first report, all facts read",
            await TimeAsync(http, $"/api/v1/reports/attainment?{year}"),
            TargetMilliseconds,
            "ms"
        );
        foreach (var name in Enum.GetValues<ReportName>())
        {
            var slowest = (By: "", Milliseconds: 0.0);
            foreach (var by in ReportQuestion.Ways(name))
            {
                for (var run = 0; run < Runs; run++)
                {
                    var took = await TimeAsync(http, $"/api/v1/reports/{ReportAddress.Word(name)}?{year}&by={by}");
                    if (took > slowest.Milliseconds)
                        slowest = (by.ToString(), took);
                }
            }

            await report.AtMostAsync(
                $"{ReportAddress.Word(name)}, slowest way ({slowest.By})",
                slowest.Milliseconds,
                TargetMilliseconds,
                "ms"
            );
        }

        await report.AtMostAsync(
            "list of the misses, 1,000 of them",
            await SlowestAsync(http, $"/api/v1/reports/cases?count=Missed&{year}"),
            TargetMilliseconds,
            "ms"
        );
        await report.AtMostAsync("wallboard", await SlowestAsync(http, "/api/v1/wall"), TargetMilliseconds, "ms");
        await AfterChangesAsync(http, console.Address, year, report);
        await report.LineAsync($"the console's memory: {Process.GetProcessById(console.Id).WorkingSet64 / (1 << 20)} MiB");
    }

    private static async Task AfterChangesAsync(HttpClient http, string address, string year, BenchReport report)
    {
        using var machine = new HttpClient { BaseAddress = new(address), DefaultRequestHeaders = { { "X-Api-Key", DemoPeople.ApiKey } } };
        var open = System.Text.Json.Nodes.JsonNode.Parse(await machine.GetStringAsync("/api/v1/queue?view=All&take=20"))!;
        var changed = 0;
        foreach (var number in open["items"]!.AsArray().Select(i => (string)i!["number"]!))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/cases/{number}/note")
            {
                Content = new StringContent("""{"text":"looked at it"}""", Encoding.UTF8, "application/json"),
            };
            using var answer = await machine.SendAsync(request);
            if (answer.IsSuccessStatusCode)
                changed++;
        }

        await report.AtMostAsync(
            $"attainment after {changed} cases changed",
            await TimeAsync(http, $"/api/v1/reports/attainment?{year}"),
            TargetMilliseconds,
            "ms"
        );
    }

    private static async Task<double> SlowestAsync(HttpClient http, string path)
    {
        var slowest = 0.0;
        for (var run = 0; run < Runs; run++)
            slowest = Math.Max(slowest, await TimeAsync(http, path));
        return slowest;
    }

    private static async Task<double> TimeAsync(HttpClient http, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<HttpClient> SignedInAsync(string address, string user)
    {
        using var visitor = new ConsoleVisitor(address);
        await visitor.SignInAsync("/account/login", user, DemoPeople.Password);
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(address),
            Timeout = TimeSpan.FromMinutes(2),
        };
        http.DefaultRequestHeaders.Add("Cookie", visitor.CookieHeader);
        return http;
    }
}
