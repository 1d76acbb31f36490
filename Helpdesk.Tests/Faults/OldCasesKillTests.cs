using System.Globalization;
using Helpdesk.Tests.Customers.Import;
using Helpdesk.Tests.Intake.OldCases;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web.Platform.Audit;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>Moving in is killed in the middle: run again it goes on, with nothing lost, nothing twice, and the chain whole.</summary>
public sealed class OldCasesKillTests
{
    private const int Cases = 3_000;

    [Fact]
    public async Task Sigkill_WhileMovingIn_ThenAgain_EachCaseIsThereOnce()
    {
        var host = new ImportHost();
        await host.InitializeAsync();
        await host.GroundAsync();
        var data = host.Folder;
        var file = Path.Combine(data, "old.ndjson");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, Cases)
                .Select(i => OldCasesSteps.Line(i.ToString(CultureInfo.InvariantCulture), i % 10 == 0 ? "open" : "closed")),
            TestContext.Current.CancellationToken
        );
        await using (var killed = ConsoleProcess.StartCommand(data, "import-cases", file))
        {
            // Another process: there is nothing to await but its database.
            while (Count(data, "SELECT COUNT(*) FROM Cases") < 400 && !killed.HasExited)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            await killed.KillAsync();
        }

        var there = Count(data, "SELECT COUNT(*) FROM Cases");
        there.ShouldBeInRange(400, Cases - 1, "it was cut off in the middle");
        (there % 200).ShouldBe(0, "a batch is whole or not there");

        await using (var again = ConsoleProcess.StartCommand(data, "import-cases", file))
            (await again.EndAsync()).ShouldBe(0);

        Count(data, "SELECT COUNT(DISTINCT OldNumber) FROM Cases").ShouldBe(Cases);
        Count(data, "SELECT COUNT(*) FROM Cases").ShouldBe(Cases);
        Count(data, "SELECT SUM(Last) FROM CaseDays").ShouldBe(Cases, "no gap in the numbers of a day");
        Count(data, "SELECT COUNT(*) FROM Timeline WHERE Event ->> '$.\"$type\"' = 'moved-in'").ShouldBe(Cases);
        VerifyAudit.Run(["--Data:Directory=" + data], TextWriter.Null, TextWriter.Null).ShouldBe(0);
        await host.DisposeAsync();
    }

    private static long Count(string data, string sql)
    {
        using var connection = new SqliteConnection("Data Source=" + Path.Combine(data, "helpdesk.db"));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
