using System.Net;
using System.Text;
using Helpdesk.Tests.Support;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Tests.Reports;

/// <summary>Reports over HTTP: for supervisors alone, as JSON and as files (spec U2).</summary>
[Collection(ApiTests.Name)]
public sealed class ReportsApiTests(ApiServer server)
{
    [Fact]
    public async Task Report_AnswersFiguresAndTables_WithTheirDefinitions()
    {
        using var mori = await CallerAsync("mori");
        var json = System.Text.Json.Nodes.JsonNode.Parse(
            await mori.GetStringAsync("/api/v1/reports/attainment?period=LastMonth&by=Product", Token)
        )!;
        ((string?)json["from"], (string?)json["until"], (string?)json["zone"]).ShouldBe(("2027-05-01", "2027-05-31", "Asia/Tokyo"));
        json["figures"]!.AsArray().ShouldAllBe(f => ((string?)f!["definition"])!.Length > 0);
        var table = json["tables"]![0]!;
        table["columns"]!
            .AsArray()
            .Select(c => (string)c!["key"]!)
            .ShouldBe(["attainment", "judged", "met", "missed", "excused", "superseded", "calledOff"]);
        table["rows"]!
            .AsArray()
            .Sum(r => (double)r!["values"]!["met"]!)
            .ShouldBe((double)json["figures"]!.AsArray().Single(f => (string)f!["key"]! == "Met")!["value"]!);
    }

    [Fact]
    public async Task File_IsCsvThatExcelReads()
    {
        using var mori = await CallerAsync("mori");
        foreach (
            var path in (string[])
                [
                    "attainment.csv?by=Day",
                    "misses.csv",
                    "backlog.csv",
                    "response-times.csv",
                    "reopens.csv",
                    "closing-reasons.csv",
                    "load.csv",
                    "cases.csv?count=Missed&period=LastMonth",
                ]
        )
        {
            using var answer = await mori.GetAsync("/api/v1/reports/" + path, Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
            answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldEndWith(".csv");
            var bytes = await answer.Content.ReadAsByteArrayAsync(Token);
            bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF], path);
            Encoding.UTF8.GetString(bytes).Split("\r\n").Length.ShouldBeGreaterThan(1, path);
        }
    }

    [Theory]
    [InlineData("attainment?period=Someday", "period: enum.unknown")]
    [InlineData("attainment?by=Age", "by: report.way")]
    [InlineData("attainment?from=2027-06-31", "from: report.date")]
    [InlineData("attainment?from=2027-06-01", "until: report.period-missing")]
    [InlineData("attainment?from=2027-06-02&until=2027-06-01", "until: report.period-backwards")]
    [InlineData("nothing", "report: report.unknown")]
    [InlineData("cases?count=Everything", "count: enum.unknown")]
    [InlineData("load?hour=24", "hour: report.number")]
    public async Task Question_ThatIsWrong_IsRefusedByName(string path, string refusal)
    {
        using var mori = await CallerAsync("mori");
        using var answer = await mori.GetAsync("/api/v1/reports/" + path, Token);
        ((int)answer.StatusCode).ShouldBeOneOf(400, 422);
        var json = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        json["errors"]!
            .AsObject()
            .SelectMany(place => place.Value!.AsArray().Select(e => $"{place.Key}: {e!["code"]}"))
            .ShouldBe([refusal]);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<HttpClient> CallerAsync(string user)
    {
        using var visitor = new ConsoleVisitor(server.Console.Address);
        await visitor.SignInAsync("/account/login", user, DemoPeople.Password);
        var caller = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new(server.Console.Address),
        };
        caller.DefaultRequestHeaders.Add("Cookie", visitor.CookieHeader);
        return caller;
    }
}
