using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.In;

/// <summary>
/// The console with its maildir, and two cases that the corpus knows: one open, one closed, with numbers and with Message-IDs of
/// their acknowledgements that stand in the corpus's files.
/// </summary>
public sealed class InboundMailHost : IAsyncLifetime
{
    public const string OpenNumber = "C-20270609-9001";
    public const string ClosedNumber = "C-20270609-9002";
    public const string Token = "5f1d0000000000000000000000000a01";
    public const string ClosedToken = "5f1d0000000000000000000000000b02";
    public const string Contact = "k.yamamoto@daiwa-seiki.example";

    private int _delivered;

    public MailHost Host { get; init; } =
        new()
        {
            More = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["MailIn:MostAnHour"] = "10000",
                ["MailIn:MostCasesAnHour"] = "1000",
            },
        };

    public IServiceProvider Services => Host.Services;

    /// <summary>The open case.</summary>
    public Case Open { get; private set; } = null!;

    public Case Closed { get; private set; } = null!;

    public static string Ack => $"<{Token}@helpdesk.example>";

    public static string ClosedAck => $"<{ClosedToken}@helpdesk.example>";

    public string Maildir => Path.Combine(Host.Folder, "maildir");

    /// <summary>With limits that a test can reach.</summary>
    public static InboundMailHost WithLimits() =>
        new()
        {
            Host = new MailHost
            {
                More = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["MailIn:MostAnHour"] = "6",
                    ["MailIn:MostCasesAnHour"] = "2",
                    ["MailIn:MaxBytes"] = "65536",
                },
            },
        };

    public async ValueTask InitializeAsync()
    {
        await Host.InitializeAsync();
        await SqlAsync("INSERT INTO CaseDays (Day, Last) VALUES ('2027-06-09', 9000) ON CONFLICT (Day) DO UPDATE SET Last = 9000");
        Open = await Host.OpenAsync();
        Closed = await Host.OpenAsync(r =>
            r with
            {
                ContactName = "Lena Fischer",
                Email = "l.fischer@nordwind.example",
                SerialNumber = "SP-1001-7337",
                Language = "en",
            }
        );
        (Open.Number, Closed.Number).ShouldBe((OpenNumber, ClosedNumber));
        await SqlAsync($"UPDATE OutboxMails SET MessageId = '{Token}@helpdesk.example' WHERE CaseId = {Open.Id}");
        await SqlAsync($"UPDATE OutboxMails SET MessageId = '{ClosedToken}@helpdesk.example' WHERE CaseId = {Closed.Id}");
        await Host.SendAsync();
        await Host.DoAsync(Closed, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        // Past the minute in which a closing can be undone.
        Host.Time.Advance(TimeSpan.FromMinutes(2));
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public Task<T> ReadAsync<T>(Func<HelpdeskDb, Task<T>> read) => Host.ReadAsync(read);

    public Task<int> SqlAsync(string sql) => Host.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    /// <summary>Lays a mail into the maildir as a server would: under a temporary name first.</summary>
    public void Lay(byte[] raw)
    {
        foreach (var folder in (string[])["tmp", "new", "cur"])
            Directory.CreateDirectory(Path.Combine(Maildir, folder));
        var name = $"{++_delivered:D6}.test";
        File.WriteAllBytes(Path.Combine(Maildir, "tmp", name), raw);
        File.Move(Path.Combine(Maildir, "tmp", name), Path.Combine(Maildir, "new", name));
    }

    public Task RunAsync() => Services.GetRequiredService<MailInWorker>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Delivers one mail and has it decided.</summary>
    public async Task<InboundMail> DeliverAsync(byte[] raw)
    {
        Lay(raw);
        await RunAsync();
        var checksum = RawMails.ChecksumOf(raw);
        return await ReadAsync(db =>
            db.InboundMails().AsNoTracking().Include(m => m.TimelineEntry).SingleAsync(m => m.RawChecksum == checksum)
        );
    }

    public Task<InboundMail> DeliverAsync(string mail) => DeliverAsync(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));

    /// <summary>A mail as a person's program writes it.</summary>
    public static string Mail(string from, string subject, string text, string? answers = null, string? id = null, string more = "") =>
        $"From: {from}\nTo: support@helpdesk.example\nSubject: {subject}\nDate: Wed, 9 Jun 2027 10:00:00 +0900\n"
        + $"Message-ID: <{id ?? Guid.NewGuid().ToString("N") + "@test.example"}>\n"
        + (answers is null ? "" : $"In-Reply-To: {answers}\n")
        + more
        + $"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n";

    /// <summary>The words of a case's line.</summary>
    public Task<string?> WordsOfAsync(long entry) =>
        ReadAsync(async db =>
            (
                await db
                    .Timeline.AsNoTracking()
                    .Include(e => e.Customer)
                    .Include(e => e.Note)
                    .Include(e => e.Reply)
                    .SingleAsync(e => e.Id == entry)
            ).Words
        );
}
