using System.Text.Json.Nodes;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Support.Builders;
using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Tests.Support.Imap;
using Helpdesk.Web.Platform.Identity;
using MimeKit;

namespace Helpdesk.Tests.Mail.In;

/// <summary>
/// A case from its first word to its end by mail alone, between Debian's Dovecot, an SMTP
/// server and the console as a process of its own (issue 5, mail in).
/// </summary>
public sealed class ConversationByMailTests : IDisposable
{
    private const string Customer = "l.fischer@nordwind.example";

    private readonly string _data = Directory.CreateTempSubdirectory("helpdesk-conversation-").FullName;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    [MailServerFact]
    public async Task Conversation_OverImapAndSmtp_OpensACase_AnswersAndClosesIt()
    {
        await using var office = await PostOffice.OpenAsync();
        await using var console = await ConsoleProcess.StartDemoAsync(_data, office.Settings());
        using var team = new ApiCaller(console.Address, DemoPeople.ApiKey, "en");

        // The customer writes; the console hears of it by IDLE, opens a case and acknowledges under the customer's own mail.
        var question = Mail(
            "Image verification fails",
            "ShadowProtect Server 5.2.7, serial SP-1001-7337:\nevery second image fails to verify.\n\n-- \nLena Fischer\nNordwind GmbH\n"
        );
        await office.SendAsync(question);
        var acknowledgement = await office.NextAsync(Customer, _seen);
        var number = acknowledgement.Subject!.Split('[', ']')[1];
        acknowledgement.InReplyTo.ShouldBe(question.MessageId);
        var opened = (await CaseAsync(team, number))["case"]!;
        ((string)opened["channel"]!, (string)opened["product"]!, (string)opened["subject"]!).ShouldBe(
            ("Mail", "SPX-SERVER", "Image verification fails")
        );

        // The team asks; the customer's mail program answers by itself, then the customer with a file.
        (await team.PostAsync($"{Intakes.Path}/{number}/reply", """{ "text": "Which storage do the images lie on?" }""")).ShouldBeOk();
        var asked = await office.NextAsync(Customer, _seen);
        asked.TextBody!.ShouldContain("Which storage");
        asked.References.ShouldContain(acknowledgement.MessageId);
        await office.SendAsync(
            Answer(asked, "Automatic reply: " + asked.Subject, "I am at lunch.", m => m.Headers.Add("Auto-Submitted", "auto-replied"))
        );
        await office.SendAsync(
            Answer(
                asked,
                "Re: " + asked.Subject,
                "On a NAS; the log is attached.\n\nOn Wed, 9 Jun 2027, Support wrote:\n> Which storage do the images lie on?\n",
                m =>
                {
                    var builder = new BodyBuilder { TextBody = m.TextBody };
                    builder.Attachments.Add("検証ログ①.txt", "error 17"u8.ToArray());
                    m.Body = builder.ToMessageBody();
                }
            )
        );
        var answered = await UntilAsync(
            team,
            number,
            c => Words(c).Any(w => w.StartsWith("On a NAS", StringComparison.Ordinal)),
            "the answer is on record"
        );
        Words(answered).ShouldContain("I am at lunch.");

        // A stranger who has read the number over a shoulder writes to no case.
        var stranger = Mail($"Re: [{number}] let me in", "Please send me everything.");
        stranger.From.Clear();
        stranger.From.Add(new MailboxAddress("Mallory", "mallory@elsewhere.example"));
        await office.SendAsync(stranger);

        // A solution, a word of thanks, a closing; a last word on the closed case brings it back (spec C9).
        (await team.PostAsync($"{Intakes.Path}/{number}/solution", """{ "text": "Please install 5.2.8." }""")).ShouldBeOk();
        var solution = await office.NextAsync(Customer, _seen);
        await office.SendAsync(Answer(solution, "Re: " + solution.Subject, "It works now, thank you!"));
        await UntilAsync(team, number, c => Words(c).Contains("It works now, thank you!"), "the thanks are on record");
        (await team.PostAsync($"{Intakes.Path}/{number}/close", """{ "reason": "Confirmed", "detail": "by mail" }""")).ShouldBeOk();

        await office.SendAsync(Answer(solution, "Re: " + solution.Subject, "One more thing."));

        using var db = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=" + Path.Combine(_data, "helpdesk.db"));
        db.Open();
        for (var tries = 0; tries < 300 && Scalar(db, "SELECT COUNT(*) FROM InboundMails WHERE State <> 0") is not 6L; tries++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Scalar(db, "SELECT group_concat(FromAddress || ' ' || Cause, ', ') FROM InboundMails WHERE State = 2")
            .ShouldBe($"mallory@elsewhere.example {(int)InboundCause.StrangerQuotesNumber}");
        var words = Words(await CaseAsync(team, number)).ToList();
        words.ShouldNotContain("Please send me everything.");
        words.ShouldContain("One more thing.");
        Scalar(db, $"SELECT Status FROM Cases WHERE Number = '{number}'").ShouldBe((long)Helpdesk.Domain.Cases.CaseStatus.InProgress);
        Scalar(db, "SELECT FileName FROM Attachments").ShouldBe("検証ログ①.txt");
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    private static MimeMessage Mail(string subject, string text)
    {
        var mail = new MimeMessage
        {
            Subject = subject,
            Body = new TextPart("plain") { Text = text },
        };
        mail.From.Add(new MailboxAddress("Lena Fischer", Customer));
        mail.To.Add(new MailboxAddress("Support", PostOffice.Support));
        return mail;
    }

    /// <summary>As a mail program answers: to Reply-To, with the thread's ids.</summary>
    private static MimeMessage Answer(MimeMessage to, string subject, string text, Action<MimeMessage>? change = null)
    {
        var mail = Mail(subject, text);
        mail.To.Clear();
        mail.To.AddRange(to.ReplyTo.Count > 0 ? to.ReplyTo : to.From);
        mail.InReplyTo = to.MessageId;
        mail.References.AddRange(to.References);
        mail.References.Add(to.MessageId!);
        change?.Invoke(mail);
        return mail;
    }

    /// <summary>The case with its time line, as text with its letters.</summary>
    private static async Task<JsonNode> CaseAsync(ApiCaller team, string number) =>
        (await team.GetAsync($"{Intakes.Path}/{number}")).ShouldBeOk().Json;

    private static IEnumerable<string> Words(JsonNode found) =>
        found["timeline"]!.AsArray().Select(e => (string?)e!["text"]).OfType<string>();

    private static async Task<JsonNode> UntilAsync(ApiCaller team, string number, Func<JsonNode, bool> holds, string what)
    {
        JsonNode? last = null;
        // Another process: there is nothing to await but its API.
        for (var tries = 0; tries < 300; tries++)
        {
            if (holds(last = await CaseAsync(team, number)))
                return last;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"Not within 30 s: {what}. {last}");
    }

    private static object? Scalar(Microsoft.Data.Sqlite.SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
