using System.Text;
using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.In.Corpus;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Bounces find their mail, whatever they look like; machines are no customers; nothing is cut in silence (issue 13).</summary>
public sealed class BounceTests(BounceTests.VerpHost host) : IClassFixture<BounceTests.VerpHost>
{
    private const string Verp = $"bounces+{InboundMailHost.Token}@helpdesk.example";

    /// <summary>A console whose envelopes have addresses of their own.</summary>
    public sealed class VerpHost : IAsyncLifetime
    {
        public InboundMailHost Mail { get; } =
            new()
            {
                Host = new MailHost
                {
                    More = new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["MailIn:MostAnHour"] = "10000",
                        ["MailIn:MostCasesAnHour"] = "1000",
                        ["Mail:BounceAddress"] = "bounces@helpdesk.example",
                    },
                },
            };

        public ValueTask InitializeAsync() => Mail.InitializeAsync();

        public ValueTask DisposeAsync() => Mail.DisposeAsync();
    }

    private InboundMailHost Mail => host.Mail;

    [Fact]
    public async Task Envelope_HasAnAddressOfItsOwn()
    {
        var opened = await Mail.Host.OpenAsync();
        await Mail.Host.SendAsync();

        var id = (await Mail.Host.MailsOfAsync(opened)).Single().MessageId;
        Mail.Host.Received(opened).ShouldHaveSingleItem().From.ShouldBe($"bounces+{id.Split('@')[0]}@helpdesk.example");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Return-Path: <>\n")]
    [InlineData("Auto-Submitted: auto-replied\n")]
    [InlineData("Precedence: bulk\n")]
    public async Task WhateverComesBackToThatAddress_IsToldOnItsCase(string more)
    {
        var failures = await FailuresAsync();
        var row = await ToVerpAsync("Gateway <gw@client.example>", "Notice 4711", "Sorry. 550 nobody of that name here.", more);

        (row.State, row.CaseNumber).ShouldBe((InboundState.Filed, InboundMailHost.OpenNumber));
        var told = (await FailedAsync()).Skip(failures).ShouldHaveSingleItem();
        told.Cause.ShouldContain("550 nobody of that name here");
    }

    [Fact]
    public async Task OutOfOffice_AndAPersonWhoAnswers_AreNoBounce_ThoughTheyComeToThatAddress()
    {
        var failures = await FailuresAsync();
        var away = await ToVerpAsync(InboundMailHost.Contact, "Automatic reply: x", "I am away.", "Auto-Submitted: auto-replied\n");
        var word = await ToVerpAsync(InboundMailHost.Contact, "Re: x", "It could not be delivered to me at noon, so I write again.");

        away.TimelineEntry!.Event.ShouldBeOfType<AutoReplyCame>();
        word.TimelineEntry!.Event.ShouldBeOfType<CustomerWrote>();
        (await FailuresAsync()).ShouldBe(failures);
    }

    [Fact]
    public async Task Report_ThatNamesOnlyTheAddressee_WaitsWithASuggestion_AndIsToldAsABounceWhenAPersonSaysSo()
    {
        var (failures, words) = (await FailuresAsync(), await WordsAsync());
        var held = await Mail.DeliverAsync(
            InboundMailHost.Mail(
                "MAILER-DAEMON@client.example",
                "failure notice",
                $"<{InboundMailHost.Contact}>:\n550 5.1.1 no such user here"
            )
        );
        (held.State, held.Cause).ShouldBe((InboundState.Held, InboundCause.BounceOfUnknown));
        held.CaseNumber.ShouldNotBeNull("it was written to them lately");
        (await FailuresAsync()).ShouldBe(failures);

        await using var scope = Mail.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<HeldMailHandlers>()
            .HandleAsync(
                new ReleaseMail(held.Id, ReleaseAs.Message, InboundMailHost.OpenNumber),
                IntakeHost.Agent,
                TestContext.Current.CancellationToken
            );
        done.IsOk.ShouldBeTrue();
        var told = (await FailedAsync()).Skip(failures).ShouldHaveSingleItem();
        told.Reason.ShouldBe(BounceReason.NoSuchAddress);
        (await WordsAsync()).ShouldBe(words, "a machine's report is no word of the customer");
    }

    [Fact]
    public async Task FullMailbox_IsTold_AndTheMailGoesAgainADayLater()
    {
        var opened = await Mail.Host.OpenAsync();
        await Mail.Host.SendAsync();
        var sent = (await Mail.Host.MailsOfAsync(opened)).Single();
        await Mail.DeliverAsync(
            InboundMailHost.Mail(
                "MAILER-DAEMON@client.example",
                "Undelivered Mail Returned to Sender",
                $"<k.yamamoto@daiwa-seiki.example>: 552 5.2.2 quota exceeded\n\nMessage-ID: <{sent.MessageId}>"
            )
        );

        var mail = (await Mail.Host.MailsOfAsync(opened)).Single();
        (mail.State, mail.NextAttemptAt).ShouldBe((OutboxState.Waiting, Mail.Host.Now + RetryPlan.AfterAFullMailbox));
        (await Mail.Host.EventsOfAsync(opened)).OfType<MailFailed>().ShouldHaveSingleItem().Reason.ShouldBe(BounceReason.MailboxFull);
    }

    [Fact]
    public async Task LongLog_IsCut_AndTheCaseSaysWhereTheRestIs()
    {
        var log = string.Concat(Enumerable.Range(0, 12_000).Select(i => FormattableString.Invariant($"line {i:D6} of the log\n")));
        var row = await Mail.DeliverAsync(
            InboundMailHost.Mail(InboundMailHost.Contact, "Re: log", log + "LAST WORDS", InboundMailHost.Ack)
        );

        row.LeftOut.ShouldBe("mail.goes-on\tmail.txt");
        var file = await Mail.ReadAsync(db => db.Attachments().SingleAsync(a => a.EntryId == row.TimelineEntryId));
        await using var bytes = Mail.Services.GetRequiredService<AttachmentStore>().Open(file.Checksum)!;
        using var reader = new StreamReader(bytes, Encoding.UTF8);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBe(log + "LAST WORDS");
    }

    [Fact]
    public async Task MoreFilesThanAreNamed_AreCounted()
    {
        var files = string.Concat(
            Enumerable
                .Range(0, 130)
                .Select(i => $"--b\nContent-Type: text/csv\nContent-Disposition: attachment; filename=f{i}.csv\n\n{i}\n")
        );
        var row = await Mail.DeliverAsync(
            $"From: {InboundMailHost.Contact}\nTo: support@helpdesk.example\nSubject: Re: files\nMessage-ID: <many@test.example>\n"
                + $"In-Reply-To: {InboundMailHost.Ack}\nContent-Type: multipart/mixed; boundary=b\n\n"
                + $"--b\nContent-Type: text/plain\n\nsee\n{files}--b--\n"
        );

        var (came, lines) = (
            await Mail.ReadAsync(db => db.Attachments().CountAsync(a => a.EntryId == row.TimelineEntryId)),
            row.LeftOut!.Split('\n')
        );
        lines[^1].ShouldBe($"files.more\t{130 - came - 100}");
    }

    [Fact]
    public async Task AnyBytes_AreARow_AndTheNextMailGoesOn()
    {
        var corpus = CorpusTable.All.Where(m => m.Raw.Length is > 0 and < 5_000).Select(m => m.Raw).ToArray();
        var broken =
            from raw in Gen.Int[0, corpus.Length - 1].Select(i => corpus[i])
            from changes in Gen.Select(Gen.Int[0, raw.Length - 1], Gen.Byte).Array[1, 12]
            from length in Gen.Int[1, raw.Length]
            select Broken(raw, changes, length);
        await broken.SampleAsync(
            async raw =>
            {
                var row = await Mail.DeliverAsync(raw);
                row.State.ShouldNotBe(InboundState.Received);
            },
            iter: 40,
            threads: 1
        );
        Directory.GetFiles(Path.Combine(Mail.Maildir, "new")).ShouldBeEmpty("nothing is tried again");
    }

    private static byte[] Broken(byte[] raw, (int At, byte Value)[] changes, int length)
    {
        var broken = (byte[])raw.Clone();
        foreach (var (at, value) in changes)
            broken[at] = value;
        return broken[..length];
    }

    private Task<InboundMail> ToVerpAsync(string from, string subject, string text, string more = "") =>
        Mail.DeliverAsync(
            InboundMailHost
                .Mail(from, subject, text, more: more)
                .Replace("To: support@helpdesk.example", "To: " + Verp, StringComparison.Ordinal)
        );

    private async Task<int> FailuresAsync()
    {
        // So that the same mail can come back again.
        await Mail.SqlAsync($"UPDATE OutboxMails SET State = 1 WHERE MessageId = '{InboundMailHost.Token}@helpdesk.example'");
        return (await FailedAsync()).Count;
    }

    private async Task<int> WordsAsync() => (await Mail.Host.EventsOfAsync(Mail.Open)).OfType<CustomerWrote>().Count();

    private async Task<List<MailFailed>> FailedAsync() => [.. (await Mail.Host.EventsOfAsync(Mail.Open)).OfType<MailFailed>()];
}
