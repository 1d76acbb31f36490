using System.Collections.Concurrent;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>The process is killed in the middle of intake: what was acknowledged is there, and nothing is there twice.</summary>
public sealed class KillTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-kill-").FullName;

    [Fact]
    public async Task Sigkill_DuringIntakeOfFourClients_LosesNoAcknowledgedCaseAndDoublesNone()
    {
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var sent = new ConcurrentBag<string>();
        await using (var console = await ConsoleProcess.StartDemoAsync(_data))
        {
            using var enough = new SemaphoreSlim(0);
            var clients = Enumerable
                .Range(0, 4)
                .Select(client => SendUntilRefusedAsync(console.Address, client, sent, acknowledged, enough))
                .ToList();
            for (var i = 0; i < 40; i++)
                await enough.WaitAsync(TestContext.Current.CancellationToken);
            await console.KillAsync();
            await Task.WhenAll(clients);
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(40);
        var unacknowledged = sent.Where(key => !acknowledged.ContainsKey(key)).ToList();
        unacknowledged.ShouldNotBeEmpty("somebody was cut off in the middle");

        await using var again = await ConsoleProcess.StartDemoAsync(_data);
        using var caller = new ApiCaller(again.Address, DemoPeople.ApiKey, "en");
        foreach (var (key, number) in acknowledged)
        {
            var found = (await caller.GetAsync($"{Intakes.Path}/{number}")).ShouldBeOk().Json["case"]!;
            ((string)found["subject"]!, (string)found["clocks"]![0]!["kind"]!).ShouldBe((key, "FirstResponse"));
        }

        foreach (var key in unacknowledged.Concat(acknowledged.Keys.Take(5)))
        {
            var first = (await PostAsync(caller, key)).ShouldBeOk(201);
            ((string)(await PostAsync(caller, key)).ShouldBeOk(201).Json["number"]!).ShouldBe((string)first.Json["number"]!);
            if (acknowledged.TryGetValue(key, out var number))
                ((string)first.Json["number"]!).ShouldBe(number);
        }

        Query("SELECT COUNT(*) FROM Cases WHERE Subject LIKE 'kill-%'").ShouldBe(sent.Count, "each key has one case");
        Query("SELECT COUNT(*) - COUNT(DISTINCT Number) FROM Cases").ShouldBe(0);
        Query("SELECT COUNT(*) FROM Cases c WHERE Subject LIKE 'kill-%' AND (SELECT COUNT(*) FROM CaseClocks k WHERE k.CaseId = c.Id) <> 1")
            .ShouldBe(0);
        Query("SELECT COUNT(*) FROM Cases c WHERE NOT EXISTS (SELECT 1 FROM Timeline t WHERE t.CaseId = c.Id)").ShouldBe(0);
        // The running number of the day goes on where it stood: no gap either.
        Query("SELECT SUM(Last) - (SELECT COUNT(*) FROM Cases) FROM CaseDays").ShouldBe(0);
        Check("PRAGMA integrity_check").ShouldBe("ok");
        await SearchesKnowEveryCaseAsync();
    }

    // The index has a file of its own; what it missed when the process died it takes in after the start.
    private async Task SearchesKnowEveryCaseAsync()
    {
        var all = Query("SELECT COUNT(*) FROM Cases");
        for (
            var tries = 0;
            tries < 200
                && Convert.ToInt64(Scalar("SELECT COUNT(*) FROM case_docs", "search.db"), System.Globalization.CultureInfo.InvariantCulture)
                    != all;
            tries++
        )
            // Another process: there is nothing to await but its file.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Scalar("SELECT COUNT(*) FROM case_docs", "search.db").ShouldBe(all);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static async Task SendUntilRefusedAsync(
        string address,
        int client,
        ConcurrentBag<string> sent,
        ConcurrentDictionary<string, string> acknowledged,
        SemaphoreSlim enough
    )
    {
        using var caller = new ApiCaller(address, DemoPeople.ApiKey, "en");
        for (var i = 0; ; i++)
        {
            var key = $"kill-{client}-{i}";
            sent.Add(key);
            try
            {
                acknowledged[key] = (string)(await PostAsync(caller, key)).ShouldBeOk(201).Json["number"]!;
                enough.Release();
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static Task<ApiAnswer> PostAsync(ApiCaller caller, string key) =>
        caller.PostAsync(Intakes.Path, Intakes.Json(change: b => b["subject"] = key), ("Idempotency-Key", key));

    private long Query(string sql) => Convert.ToInt64(Scalar(sql), System.Globalization.CultureInfo.InvariantCulture);

    private string? Check(string sql) => Scalar(sql) as string;

    private object? Scalar(string sql, string file = "helpdesk.db")
    {
        using var connection = new SqliteConnection("Data Source=" + Path.Combine(_data, file));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
