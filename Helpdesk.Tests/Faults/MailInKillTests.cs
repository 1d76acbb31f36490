using Helpdesk.Tests.Mail.In;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Imap;
using MailKit.Search;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Faults;

/// <summary>
/// Exactly once: the process is killed after a mail is in the database and before the
/// mailbox knows, and two nodes read one mailbox (issue 5, mail in).
/// </summary>
public sealed class MailInKillTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-mail-in-kill-").FullName;

    [MailServerFact]
    public async Task Sigkill_BetweenStoringAndFlagging_OnAnImapServer_LeavesOneMessage()
    {
        await using var office = await PostOffice.OpenAsync();
        office.Boxes.Deliver(PostOffice.Support, Mail("l.fischer@nordwind.example", "Killed in between"));
        // Where the flag would pass by, the console dies instead.
        await using var wire = new CutWire(office.Boxes.PlainPort, " UID STORE ");
        await using (var console = await ConsoleProcess.StartDemoAsync(_data, [.. office.Settings(wire.Port), "--MailIn:Security=None"]))
        {
            await wire.Cut.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await console.KillAsync();
        }

        (await office.CountAsync(PostOffice.Support, SearchQuery.NotSeen)).ShouldBe(1, "the server never heard of it");
        Scalar("SELECT COUNT(*) FROM Cases WHERE Subject = 'Killed in between'").ShouldBe(1L);
        await using (await ConsoleProcess.StartDemoAsync(_data, office.Settings()))
        {
            for (var tries = 0; tries < 300 && await office.CountAsync(PostOffice.Support, SearchQuery.NotSeen) > 0; tries++)
                await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await office.CountAsync(PostOffice.Support, SearchQuery.NotSeen)).ShouldBe(0);
        Scalar("SELECT COUNT(*) FROM Cases WHERE Subject = 'Killed in between'").ShouldBe(1L);
        Scalar("SELECT COUNT(*) FROM InboundMails").ShouldBe(1L);
    }

    [Fact]
    public async Task Sigkill_AtAnyMoment_OnAMaildir_LosesNoneAndDoublesNone()
    {
        const int Mails = 60;
        var box = Path.Combine(_data, "maildir");
        foreach (var folder in (string[])["tmp", "new", "cur"])
            Directory.CreateDirectory(Path.Combine(box, folder));
        for (var i = 0; i < Mails; i++)
            await File.WriteAllBytesAsync(
                Path.Combine(box, "new", $"{i:D3}.test"),
                Mail($"person{i}@elsewhere.example", $"Mail {i}"),
                TestContext.Current.CancellationToken
            );
        // One cannot be marked: its place is taken. It is stored and stays unread, as after a kill between the two.
        Directory.CreateDirectory(Path.Combine(box, "cur", "000.test:2,S"));
        for (var kills = 1; kills <= 2; kills++)
        {
            await using var console = await ConsoleProcess.StartDemoAsync(_data);
            await UntilAsync("SELECT COUNT(*) FROM InboundMails", kills * 15);
            await console.KillAsync();
        }

        Directory.Delete(Path.Combine(box, "cur", "000.test:2,S"));
        await using (await ConsoleProcess.StartDemoAsync(_data))
        {
            await UntilAsync("SELECT COUNT(*) FROM InboundMails WHERE State = 2", Mails);
            for (var tries = 0; tries < 300 && Directory.EnumerateFiles(Path.Combine(box, "new")).Any(); tries++)
                await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Directory.GetFiles(Path.Combine(box, "new")).ShouldBeEmpty();
        Scalar("SELECT COUNT(*) FROM InboundMails").ShouldBe((long)Mails);
        Scalar("SELECT COUNT(DISTINCT Subject) FROM InboundMails").ShouldBe((long)Mails);
        Directory.GetFiles(Path.Combine(_data, "mail-in"), "*.eml", SearchOption.AllDirectories).Length.ShouldBe(Mails);
    }

    [MailServerFact]
    public async Task TwoNodes_ReadingOneMailbox_FileEachMailOnce()
    {
        const int Mails = 12;
        await using var office = await PostOffice.OpenAsync();
        await using var first = await ConsoleProcess.StartDemoAsync(_data, office.Settings());
        await using var second = await ConsoleProcess.StartDemoAsync(_data, office.Settings());
        string[] senders = ["l.fischer@nordwind.example", "grace@sxlogistics.example", "priya@kestrelcloud.example"];
        for (var i = 0; i < Mails; i++)
            office.Boxes.Deliver(PostOffice.Support, Mail(senders[i % 3], $"Both see {i}"));

        await UntilAsync("SELECT COUNT(*) FROM InboundMails WHERE State = 1", Mails);
        for (var tries = 0; tries < 300 && await office.CountAsync(PostOffice.Support, SearchQuery.NotSeen) > 0; tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Scalar("SELECT COUNT(*) FROM Cases WHERE Subject LIKE 'Both see %'").ShouldBe((long)Mails);
        Scalar("SELECT COUNT(*) FROM InboundMails").ShouldBe((long)Mails);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static byte[] Mail(string from, string subject) =>
        System.Text.Encoding.UTF8.GetBytes(InboundMailHost.Mail(from, subject, "Please help.").ReplaceLineEndings("\r\n"));

    // Another process writes; there is nothing to await but its database.
    private async Task UntilAsync(string sql, long atLeast)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (File.Exists(Path.Combine(_data, "helpdesk.db")) && Scalar(sql) is long found && found >= atLeast)
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"Not within 30 s: {sql} >= {atLeast}, but {Scalar(sql)}");
    }

    private object? Scalar(string sql)
    {
        using var connection = new SqliteConnection("Data Source=" + Path.Combine(_data, "helpdesk.db"));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
