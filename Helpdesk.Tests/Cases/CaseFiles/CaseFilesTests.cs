using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CaseFiles;

/// <summary>
/// Files from the pick to the entry that brings them and the mail that carries them, on a real database (issue 3, Files).
/// </summary>
public sealed class CaseFilesTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Reply_TakesItsFilesAlong_AndTheMailCarriesThem()
    {
        var about = await host.OpenAsync();
        var file = await host.PickAsync(about, "reply", "検証ログ.log", Encoding.UTF8.GetBytes("一行目\n"));

        (await host.RunAsync(about, new ReplyToCustomer("See the log.", Files: [file.Id]))).IsOk.ShouldBeTrue();

        var row = (await host.RowsAsync(about)).ShouldHaveSingleItem();
        var entry = await host.ReadAsync(db => db.Timeline.AsNoTracking().SingleAsync(e => e.Id == row.EntryId));
        entry.Event.ShouldBeOfType<ReplySent>();
        (row.CustomerMaySee, row.GoesByMail, row.Kind, row.AddedBy).ShouldBe((true, true, FileKind.Text, "Kato Kenta"));
        (await WaitingAsync(about)).ShouldBe(0, "it is no draft any more");
        await host.SendAsync();
        var mail = host.Received(about).Single(m => m.RawHeader("X-Helpdesk-Kind") == "Reply");
        var parsed = MimeKit.MimeMessage.Load(new MemoryStream(mail.Raw), TestContext.Current.CancellationToken);
        var part = parsed.Attachments.OfType<MimeKit.MimePart>().ShouldHaveSingleItem();
        part.FileName.ShouldBe("検証ログ.log");
        using var bytes = new MemoryStream();
        await part.Content!.DecodeToAsync(bytes, TestContext.Current.CancellationToken);
        bytes.ToArray().ShouldBe(Encoding.UTF8.GetBytes("一行目\n"));
        parsed.TextBody.ShouldNotBeNull().ShouldContain("検証ログ.log");
    }

    [Fact]
    public async Task Reply_WithMoreThanAMailTakes_NamesTheFilesInstead()
    {
        var about = await host.OpenAsync();
        var files = new[]
        {
            await host.PickAsync(about, "reply", "a.bin", new byte[6 << 20]),
            await host.PickAsync(about, "reply", "b.bin", [.. new byte[6 << 20], 1]),
        };

        (await host.RunAsync(about, new ReplyToCustomer("Two dumps.", Files: [.. files.Select(f => f.Id)]))).IsOk.ShouldBeTrue();

        (await host.RowsAsync(about)).ShouldAllBe(a => !a.GoesByMail && a.CustomerMaySee);
        var mail = (await host.MailsOfAsync(about)).Single(m => m.Kind == MailKind.Reply);
        mail.TextBody.ShouldContain("a.bin (6.0 MB)");
        await host.SendAsync();
        var raw = host.Received(about).Single(m => m.RawHeader("X-Helpdesk-Kind") == "Reply").Raw;
        raw.Length.ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public async Task Note_KeepsItsFilesInside()
    {
        var about = await host.OpenAsync();
        var file = await host.PickAsync(about, "note", "inner.txt", "for colleagues"u8.ToArray());

        (await host.RunAsync(about, new AddNote("Look at this.", [file.Id]))).IsOk.ShouldBeTrue();
        (await host.RunAsync(about, new ReplyToCustomer("Hello."))).IsOk.ShouldBeTrue();

        (await host.RowsAsync(about)).ShouldHaveSingleItem().CustomerMaySee.ShouldBeFalse();
        await host.SendAsync();
        foreach (var mail in host.Received(about))
            MimeKit.MimeMessage.Load(new MemoryStream(mail.Raw), TestContext.Current.CancellationToken).Attachments.ShouldBeEmpty();
        (await host.MailsOfAsync(about)).ShouldAllBe(m => !m.TextBody.Contains("inner.txt"));
    }

    [Fact]
    public async Task Command_WithAFileOfAnotherCase_IsRefusedWithoutATrace()
    {
        var (about, other) = (await host.OpenAsync(), await host.OpenAsync());
        var file = await host.PickAsync(other, "reply", "x.txt", "x"u8.ToArray());

        var refused = await host.RunAsync(about, new ReplyToCustomer("Hello.", Files: [file.Id]));

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("files.unknown");
        (await host.EventsOfAsync(about)).ShouldNotContain(e => e is ReplySent);
        (await WaitingAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task RefusedCommand_LeavesTheDraftItsFiles()
    {
        var about = await host.OpenAsync();
        var file = await host.PickAsync(about, "reply", "x.txt", "x"u8.ToArray());

        (await host.RunAsync(about, new ReplyToCustomer(" ", Files: [file.Id]))).IsOk.ShouldBeFalse();

        (await WaitingAsync(about)).ShouldBe(1);
    }

    [Theory]
    [InlineData(ScanState.Infected, "file.infected")]
    [InlineData(ScanState.Waiting, "file.waiting")]
    public async Task FileThatMayNotLeave_IsGivenToNobody(ScanState state, string code)
    {
        var about = await host.OpenAsync();
        var file = await host.PickAsync(about, "reply", "bad.txt", "bad"u8.ToArray());
        await host.ReadAsync(db =>
            db.PendingFiles().Where(p => p.Id == file.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Scan, state))
        );

        (await host.RunAsync(about, new ReplyToCustomer("Hello.", Files: [file.Id]))).IsOk.ShouldBeTrue();

        var row = (await host.RowsAsync(about)).ShouldHaveSingleItem();
        row.GoesByMail.ShouldBeFalse();
        (await host.Services.GetRequiredService<CaseFileQuery>().FindAsync(about.Number, row.Id, TestContext.Current.CancellationToken))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe(code);
        var preview = host.Services.GetRequiredService<FilePreview>();
        preview.Shows(row).ShouldBeFalse();
        (await preview.ReadTextAsync(row, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Preview_OfALongLog_ShowsBothEndsWithTheirLineNumbers()
    {
        var about = await host.OpenAsync();
        var lines = Enumerable.Range(1, 20_000).Select(i => $"{i} バックアップの検証");
        var file = await host.PickAsync(about, "note", "long.log", SampleFiles.Encoded(string.Join("\r\n", lines) + "\r\n", "shift_jis"));
        (await host.RunAsync(about, new AddNote("n", [file.Id]))).IsOk.ShouldBeTrue();

        var text = (
            await host
                .Services.GetRequiredService<FilePreview>()
                .ReadTextAsync((await host.RowsAsync(about))[0], TestContext.Current.CancellationToken)
        )!;

        text.Encoding.ShouldBe("Shift_JIS");
        text.Head[0].ShouldBe(new TextLine(1, "1 バックアップの検証"));
        text.Tail[^1].ShouldBe(new TextLine(20_000, "20000 バックアップの検証"));
        text.Head.Concat(text.Tail)
            .ShouldAllBe(l => l.Text.StartsWith(l.Number + " ", StringComparison.Ordinal), "every number is its own line's");
        (text.Head.Count + text.Skipped + text.Tail.Count).ShouldBe(20_000);
    }

    private Task<int> WaitingAsync(Case about) => host.ReadAsync(db => db.PendingFiles().CountAsync(p => p.CaseId == about.Id));
}
