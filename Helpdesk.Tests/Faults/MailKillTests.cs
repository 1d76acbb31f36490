using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>The process is killed after the server took a mail and before the console could write that down.</summary>
public sealed class MailKillTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-mail-kill-").FullName;

    [Fact]
    public async Task Sigkill_BetweenSendingAndMarking_SendsTheSameMessageIdAgain_AndEndsSent()
    {
        await using var server = new SmtpTrap();
        var taken = new TaskCompletionSource();
        var killed = new TaskCompletionSource();
        server.Taken = async mail =>
        {
            // The console also writes to its own people (a gap in the demo's rota); this is about the customer's mail.
            if (!IsCustomers(mail))
                return;
            taken.TrySetResult();
            // The console does not hear "250" before it is dead.
            await killed.Task;
        };
        await using (var console = await StartAsync(server))
        {
            using var caller = new ApiCaller(console.Address, DemoPeople.ApiKey, "en");
            (await caller.PostAsync(Intakes.Path, Intakes.Json())).ShouldBeOk(201);
            await taken.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await console.KillAsync();
            killed.SetResult();
        }

        Scalar("SELECT State FROM OutboxMails").ShouldBe(0L, "it was not marked");
        var again = new TaskCompletionSource();
        server.Taken = mail =>
        {
            if (IsCustomers(mail))
                again.TrySetResult();
            return Task.CompletedTask;
        };
        await using (await StartAsync(server))
        {
            await again.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            // Another process marks it; there is nothing to await but its database.
            for (var tries = 0; tries < 300 && (long)Scalar("SELECT State FROM OutboxMails")! == 0; tries++)
                await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Scalar("SELECT State FROM OutboxMails").ShouldBe(1L);
        var received = server.Received.Where(IsCustomers).ToList();
        received.Count.ShouldBe(2, "at least once");
        received.Select(m => m.RawHeader("Message-ID")).Distinct().ShouldHaveSingleItem("a receiver can drop the second");
        Scalar("SELECT COUNT(*) FROM Timeline WHERE Event LIKE '%mail-sent%'").ShouldBe(1L);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private Task<ConsoleProcess> StartAsync(SmtpTrap server) =>
        ConsoleProcess.StartDemoAsync(
            _data,
            "--Mail:Sender=Smtp",
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={server.Port}",
            "--Mail:Security=StartTls",
            "--Mail:TrustedCertificate=" + server.CertificateHash
        );

    private static bool IsCustomers(TrappedMail mail) => mail.To.Contains("k.yamamoto@daiwa-seiki.example", StringComparison.Ordinal);

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection("Data Source=" + Path.Combine(_data, "helpdesk.db"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
