using System.Globalization;
using System.Text.Json.Nodes;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>
/// The process is killed while it pages: the next step still goes out on time, once, and a real receiver sees it (spec U3).
/// </summary>
public sealed class PageKillTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // The demo's own cases are paged for as well.
    private const string Customer = "Kill test GmbH";
    private const string Ours =
        "PageId IN (SELECT p.Id FROM Pages p JOIN Cases c ON c.Id = p.CaseId WHERE c.Contact_Organisation = '" + Customer + "')";
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-page-kill-").FullName;

    [Fact]
    public async Task Sigkill_WhileAStepIsOnItsWay_TheStepsGoOnOnTime_UntilSomebodyHasIt()
    {
        await using var pager = await HookReceiver.StartAsync();
        var (first, dead) = (new TaskCompletionSource(), new TaskCompletionSource());
        pager.Answer = async body =>
        {
            if (!IsOurs(body))
                return 204;
            first.TrySetResult();
            // The console does not hear the answer before it is dead.
            await dead.Task;
            return 204;
        };
        await using (var console = await StartAsync(pager))
        {
            using var caller = new ApiCaller(console.Address, DemoPeople.ApiKey, "en");
            // The page names the customer on record: by a name of its own this one is told from those of the demo.
            Rows(
                    $"UPDATE Customers SET Name = '{Customer}' WHERE Key = (SELECT CustomerKey FROM Licences "
                        + $"WHERE Serial = '{Intakes.PremiumSerial}') RETURNING Key"
                )
                .ShouldHaveSingleItem();
            (
                await caller.PostAsync(
                    Intakes.Path,
                    Intakes.Json(
                        "Emergency",
                        body =>
                        {
                            body["serialNumber"] = Intakes.PremiumSerial;
                            body["organisation"] = Customer;
                        }
                    )
                )
            ).ShouldBeOk(201);
            await first.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            await console.KillAsync();
            dead.SetResult();
        }

        Rows("SELECT State FROM PageHooks WHERE " + Ours).ShouldBe(["0"], "stored before it was sent, and not marked");
        var third = Until(pager, "_3");
        await using (await StartAsync(pager))
        {
            await Until(pager, "_2");
        }

        await using (var console = await StartAsync(pager))
        {
            await third;
            using var caller = new ApiCaller(console.Address, DemoPeople.ApiKey, "en");
            var open = (await caller.GetAsync("/api/v1/on-call/pages")).ShouldBeOk().Json.AsArray();
            var page = (string)open.Single(p => (string)p!["id"]! == PageOf(pager))!["id"]!;
            (await caller.PostAsync($"/api/v1/on-call/pages/{page}/acknowledge", """{"person":"ueda"}""")).ShouldBeOk();
            await Until(pager, "_0");
        }

        pager.Forged.ShouldBeEmpty("every signature holds, also after a restart");
        var steps = Rows("SELECT Number || ':' || At FROM PageSteps WHERE " + Ours + " ORDER BY At")
            .ConvertAll(row =>
                (
                    Number: int.Parse(row.Split(':')[0], CultureInfo.InvariantCulture),
                    At: long.Parse(row.Split(':')[1], CultureInfo.InvariantCulture)
                )
            );
        steps.Select(s => s.Number).ShouldBe(Enumerable.Range(1, steps.Count));
        foreach (var (before, after) in steps.Zip(steps.Skip(1)))
            TimeSpan
                .FromTicks(after.At - before.At)
                .ShouldBeInRange(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40), "on time; as late as the console was down at most");
        Rows("SELECT COUNT(*) FROM PageAsks GROUP BY PageId, Number, PersonId HAVING COUNT(*) > 1").ShouldBeEmpty();
        var ids = pager.Taken.Where(t => IsOurs(t.Body)).Select(t => t.Id).ToList();
        ids.Distinct().Count().ShouldBe(steps.Count + 1, "each step and the end, under an id of its own");
        ids.Count.ShouldBeLessThanOrEqualTo(steps.Count + 1 + 2, "sent again at most once for each death");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static bool IsOurs(JsonNode body) => (string?)body["data"]!["customer"] == Customer;

    private static string PageOf(HookReceiver pager) => (string)pager.Taken.First(t => IsOurs(t.Body)).Body["data"]!["page"]!;

    private static async Task Until(HookReceiver pager, string ending)
    {
        using var patience = new CancellationTokenSource(Patience);
        // Another process posts it; there is nothing to await but its post.
        while (!pager.Taken.Any(t => IsOurs(t.Body) && t.Id.EndsWith(ending, StringComparison.Ordinal)))
            await Task.Delay(50, patience.Token);
    }

    // The real clock runs: the centre opens at an hour that is far from now, whenever the test runs.
    private Task<ConsoleProcess> StartAsync(HookReceiver pager)
    {
        var hour = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(9)).Hour;
        var opening =
            hour is >= 4 and < 12 ? "16:00-24:00"
            : hour is >= 12 and < 20 ? "00:00-08:00"
            : "08:00-16:00";
        // Of its own calendar: the demo's cases are seeded anew.
        MigratedDatabase.LayInto(_data);
        string[] days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
        return ConsoleProcess.StartDemoAsync(
            _data,
            [
                .. days.Select(day => $"--SupportProgramme:Calendars:business:Openings:{day}:0={opening}"),
                "--OnCall:AcknowledgeWithin=00:00:05",
                "--OnCall:WebHook:Url=" + pager.Url,
                "--OnCall:WebHook:Secret=" + HookReceiver.Secret,
            ]
        );
    }

    private List<string> Rows(string sql)
    {
        using var connection = new SqliteConnection("Data Source=" + Path.Combine(_data, "helpdesk.db"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }
}
