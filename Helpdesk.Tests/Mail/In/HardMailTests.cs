using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Tests.Mail.In.Corpus;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.In.Reading;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Mail.In;

/// <summary>Whatever a mail is, its bytes and a row are kept, and the next mail comes through (issue 13).</summary>
public sealed class HardMailTests(InboundMailHost host) : IClassFixture<InboundMailHost>
{
    [Fact]
    public async Task Winmail_WithAFile_BringsTheFileIntoTheCase()
    {
        var row = await host.DeliverAsync(await CorpusAsync("raw-winmail-with-file"));

        (row.State, row.LeftOut).ShouldBe((InboundState.Filed, null));
        var file = await host.ReadAsync(db => db.Attachments().SingleAsync(a => a.EntryId == row.TimelineEntryId));
        (file.FileName, file.Size).ShouldBe(("log.txt", 9));
    }

    [Theory]
    [InlineData("text/plain", "before{0}after")]
    [InlineData("text/html", "<pre>before{0}after</pre>")]
    public async Task Spaces_AMillionAndAHalf_AreTheWordsOfACase(string type, string words)
    {
        var text = string.Format(null, words, new string(' ', 1_500_000));
        var mail = InboundMailHost.Mail(InboundMailHost.Contact, "Re: spaces", text, InboundMailHost.Ack);
        var row = await host.DeliverAsync(mail.Replace("text/plain", type, StringComparison.Ordinal));

        (row.State, row.Cause).ShouldBe((InboundState.Filed, InboundCause.None));
        (await host.WordsOfAsync(row.TimelineEntryId!.Value))!.ShouldStartWith("before ");
    }

    [Fact]
    public async Task Html_OverItsBudget_IsPlainText_AndTheCaseSaysSo()
    {
        var row = await host.DeliverAsync(await CorpusAsync("raw-nested-div"));

        (await host.WordsOfAsync(row.TimelineEntryId!.Value)).ShouldBe("deep words");
        row.LeftOut.ShouldBe("mail.layout\tHTML");
    }

    public static TheoryData<string> Failures() => ["ObjectDisposed", "OutOfMemory", "Cancelled", "FilesGone"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Mail_ThatReadingStumblesOver_IsHeldAsUnreadable_AndTheNextComesThrough(string failure)
    {
        var (bad, good) = (Hard("hard " + failure), Hard("good " + failure));
        host.Lay(bad);
        host.Lay(good);
        await RunAsync(raw => raw.AsSpan().SequenceEqual(bad) ? Stumble(failure, raw) : MimeReader.Read(raw));

        var row = await RowAsync(bad);
        (row.State, row.Cause, row.Size).ShouldBe((InboundState.Held, InboundCause.Unparsable, bad.Length));
        var raws = host.Services.GetRequiredService<RawMails>();
        (await raws.ReadAsync(row.RawChecksum, TestContext.Current.CancellationToken)).ShouldBe(bad);
        (await RowAsync(good)).State.ShouldBe(InboundState.Filed);
        Directory.GetFiles(Path.Combine(host.Maildir, "new")).ShouldBeEmpty("nothing is tried again");
    }

    [Fact]
    public async Task Mail_ThatReadingStumblesOver_IsAlertedAsOtherHeldMails()
    {
        host.Lay(Hard("alert"));
        await RunAsync(raw => Stumble("ObjectDisposed", raw));
        host.Host.Time.Advance(TimeSpan.FromMinutes(31));
        await host.Services.GetRequiredService<HeldMailWatch>().RunAsync(TestContext.Current.CancellationToken);

        (await host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailHeld && a.SettledAt == null))).ShouldBe(1);
    }

    [Fact]
    public async Task Mail_OnItsWayIntoACase_IsReadOnce()
    {
        var (raw, readings) = (Hard("once"), 0);
        host.Lay(raw);
        await RunAsync(bytes =>
        {
            readings++;
            return MimeReader.Read(bytes);
        });

        (await RowAsync(raw)).State.ShouldBe(InboundState.Filed);
        readings.ShouldBe(1);
    }

    private static byte[] Hard(string words) =>
        Encoding.UTF8.GetBytes(
            InboundMailHost.Mail(InboundMailHost.Contact, "Re: " + words, words, InboundMailHost.Ack).ReplaceLineEndings("\r\n")
        );

    private static ReadMail Stumble(string failure, byte[] raw) =>
        failure switch
        {
            // A length that lies: no array is so long on any machine.
            "OutOfMemory" => MimeReader.Read(new byte[int.MaxValue]),
            "Cancelled" => throw new OperationCanceledException("Nobody has cancelled anything."),
            "FilesGone" => WithoutFiles(MimeReader.Read(raw)),
            _ => throw new ObjectDisposedException("part"),
        };

    // As a reader that lets go of what the files lie in.
    private static ReadMail WithoutFiles(ReadMail mail)
    {
        var bytes = new MemoryStream([1]);
        var part = new MimeKit.MimePart { Content = new MimeKit.MimeContent(bytes) };
        bytes.Dispose();
        return mail with { Files = [new("log.txt", part)] };
    }

    private async Task RunAsync(Func<byte[], ReadMail> read)
    {
        var desk = ActivatorUtilities.CreateInstance<InboundStore>(host.Services, read);
        var filing = ActivatorUtilities.CreateInstance<MailFiling>(host.Services, desk);
        using var run = ActivatorUtilities.CreateInstance<MailInWorker>(host.Services, desk, filing);
        await run.RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<InboundMail> RowAsync(byte[] raw)
    {
        var checksum = RawMails.ChecksumOf(raw);
        return host.ReadAsync(db => db.InboundMails().AsNoTracking().SingleAsync(m => m.RawChecksum == checksum));
    }

    private static Task<byte[]> CorpusAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(CorpusTable.Folder, name + ".eml"), TestContext.Current.CancellationToken);
}
