using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.MailIn;
using Helpdesk.Tests.Mail.In;
using Helpdesk.Web.Features.MailIn;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Features.MailIn;

/// <summary>Whatever a mail is, its bytes and a row are kept, and the next mail comes through (issue 13).</summary>
public sealed class HardMailTests(MailInHouse house) : IClassFixture<MailInHouse>
{
    [Fact]
    public async Task Winmail_WithAFile_BringsTheFileIntoTheCase()
    {
        var row = await house.DeliverAsync(await CorpusAsync("raw-winmail-with-file"));

        (row.State, row.LeftOut).ShouldBe((InboundState.Filed, null));
        var file = await house.ReadAsync(db => db.Attachments.SingleAsync(a => a.EntryId == row.TimelineEntryId));
        (file.FileName, file.Size).ShouldBe(("log.txt", 9));
    }

    [Theory]
    [InlineData("text/plain", "before{0}after")]
    [InlineData("text/html", "<pre>before{0}after</pre>")]
    public async Task Spaces_AMillionAndAHalf_AreTheWordsOfACase(string type, string words)
    {
        var text = string.Format(null, words, new string(' ', 1_500_000));
        var mail = MailInHouse.Mail(MailInHouse.Contact, "Re: spaces", text, MailInHouse.Ack);
        var row = await house.DeliverAsync(mail.Replace("text/plain", type, StringComparison.Ordinal));

        (row.State, row.Cause).ShouldBe((InboundState.Filed, InboundCause.None));
        (await house.WordsOfAsync(row.TimelineEntryId!.Value))!.ShouldStartWith("before ");
    }

    [Fact]
    public async Task Html_OverItsBudget_IsPlainText_AndTheCaseSaysSo()
    {
        var row = await house.DeliverAsync(await CorpusAsync("raw-nested-div"));

        (await house.WordsOfAsync(row.TimelineEntryId!.Value)).ShouldBe("deep words");
        row.LeftOut.ShouldBe("mail.layout\tHTML");
    }

    public static TheoryData<string> Failures() => ["ObjectDisposed", "OutOfMemory", "Cancelled", "FilesGone"];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Mail_ThatReadingStumblesOver_IsHeldAsUnreadable_AndTheNextComesThrough(string failure)
    {
        var (bad, good) = (Hard("hard " + failure), Hard("good " + failure));
        house.Lay(bad);
        house.Lay(good);
        await RunAsync(raw => raw.AsSpan().SequenceEqual(bad) ? Stumble(failure, raw) : MimeReader.Read(raw));

        var row = await RowAsync(bad);
        (row.State, row.Cause, row.Size).ShouldBe((InboundState.Held, InboundCause.Unparsable, bad.Length));
        var raws = house.Services.GetRequiredService<RawMails>();
        (await raws.ReadAsync(row.RawChecksum, TestContext.Current.CancellationToken)).ShouldBe(bad);
        (await RowAsync(good)).State.ShouldBe(InboundState.Filed);
        Directory.GetFiles(Path.Combine(house.Maildir, "new")).ShouldBeEmpty("nothing is tried again");
    }

    [Fact]
    public async Task Mail_ThatReadingStumblesOver_IsAlertedAsOtherHeldMails()
    {
        house.Lay(Hard("alert"));
        await RunAsync(raw => Stumble("ObjectDisposed", raw));
        house.House.Time.Advance(TimeSpan.FromMinutes(31));
        await house.Services.GetRequiredService<HeldMailWatch>().RunAsync(TestContext.Current.CancellationToken);

        (await house.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.MailHeld && a.SettledAt == null))).ShouldBe(1);
    }

    [Fact]
    public async Task Mail_OnItsWayIntoACase_IsReadOnce()
    {
        var (raw, readings) = (Hard("once"), 0);
        house.Lay(raw);
        await RunAsync(bytes =>
        {
            readings++;
            return MimeReader.Read(bytes);
        });

        (await RowAsync(raw)).State.ShouldBe(InboundState.Filed);
        readings.ShouldBe(1);
    }

    private static byte[] Hard(string words) =>
        Encoding.UTF8.GetBytes(MailInHouse.Mail(MailInHouse.Contact, "Re: " + words, words, MailInHouse.Ack).ReplaceLineEndings("\r\n"));

    private static ReadMail Stumble(string failure, byte[] raw) => failure switch
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
        var desk = ActivatorUtilities.CreateInstance<InboundDesk>(house.Services, read);
        var filing = ActivatorUtilities.CreateInstance<MailFiling>(house.Services, desk);
        using var run = ActivatorUtilities.CreateInstance<MailInRun>(house.Services, desk, filing);
        await run.RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<InboundMail> RowAsync(byte[] raw)
    {
        var checksum = RawMails.ChecksumOf(raw);
        return house.ReadAsync(db => db.InboundMails.AsNoTracking().SingleAsync(m => m.RawChecksum == checksum));
    }

    private static Task<byte[]> CorpusAsync(string name) =>
        File.ReadAllBytesAsync(Path.Combine(CorpusTable.Folder, name + ".eml"), TestContext.Current.CancellationToken);
}
