using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Tests.Support.Smtp;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases.CaseFiles;

/// <summary>Files from the pick to the entry that brings them, the mail and the sweep, on a real database (issue 3, Files).</summary>
public sealed class CaseFilesTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Reply_TakesItsFilesAlong_AndTheMailCarriesThem()
    {
        var about = await host.OpenAsync();
        var file = await PickAsync(about, "reply", "検証ログ.log", Encoding.UTF8.GetBytes("一行目\n"));

        (await RunAsync(about, new ReplyToCustomer("See the log.", Files: [file.Id]))).IsOk.ShouldBeTrue();

        var row = (await RowsAsync(about)).ShouldHaveSingleItem();
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
            await PickAsync(about, "reply", "a.bin", new byte[6 << 20]),
            await PickAsync(about, "reply", "b.bin", [.. new byte[6 << 20], 1]),
        };

        (await RunAsync(about, new ReplyToCustomer("Two dumps.", Files: [.. files.Select(f => f.Id)]))).IsOk.ShouldBeTrue();

        (await RowsAsync(about)).ShouldAllBe(a => !a.GoesByMail && a.CustomerMaySee);
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
        var file = await PickAsync(about, "note", "inner.txt", "for colleagues"u8.ToArray());

        (await RunAsync(about, new AddNote("Look at this.", [file.Id]))).IsOk.ShouldBeTrue();
        (await RunAsync(about, new ReplyToCustomer("Hello."))).IsOk.ShouldBeTrue();

        (await RowsAsync(about)).ShouldHaveSingleItem().CustomerMaySee.ShouldBeFalse();
        await host.SendAsync();
        foreach (var mail in host.Received(about))
            MimeKit.MimeMessage.Load(new MemoryStream(mail.Raw), TestContext.Current.CancellationToken).Attachments.ShouldBeEmpty();
        (await host.MailsOfAsync(about)).ShouldAllBe(m => !m.TextBody.Contains("inner.txt"));
    }

    [Fact]
    public async Task Command_WithAFileOfAnotherCase_IsRefusedWithoutATrace()
    {
        var (about, other) = (await host.OpenAsync(), await host.OpenAsync());
        var file = await PickAsync(other, "reply", "x.txt", "x"u8.ToArray());

        var refused = await RunAsync(about, new ReplyToCustomer("Hello.", Files: [file.Id]));

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("files.unknown");
        (await host.EventsOfAsync(about)).ShouldNotContain(e => e is ReplySent);
        (await WaitingAsync(other)).ShouldBe(1);
    }

    [Fact]
    public async Task RefusedCommand_LeavesTheDraftItsFiles()
    {
        var about = await host.OpenAsync();
        var file = await PickAsync(about, "reply", "x.txt", "x"u8.ToArray());

        (await RunAsync(about, new ReplyToCustomer(" ", Files: [file.Id]))).IsOk.ShouldBeFalse();

        (await WaitingAsync(about)).ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_RemovesWhatACrashLeft_AndDraftsThatWereGivenUp_NothingElse()
    {
        var about = await host.OpenAsync();
        var store = host.Services.GetRequiredService<AttachmentStore>();
        var orphan = (await ReceiveAsync("orphan.txt", "a crash came between the file and its row"u8.ToArray())).Value;
        store.Keep(orphan);
        var sent = await PickAsync(about, "note", "sent.txt", "sent"u8.ToArray());
        (await RunAsync(about, new AddNote("n", [sent.Id]))).IsOk.ShouldBeTrue();
        var waiting = await PickAsync(about, "note", "waiting.txt", "waiting"u8.ToArray());
        foreach (var checksum in (string[])[orphan.Checksum, sent.Checksum, waiting.Checksum])
            Age(checksum);

        await SweepAsync();

        IsThere(store, orphan.Checksum).ShouldBeFalse();
        (IsThere(store, sent.Checksum), IsThere(store, waiting.Checksum)).ShouldBe((true, true));

        await host.ReadAsync(db =>
            db.PendingFiles()
                .Where(p => p.Id == waiting.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.AddedAt, host.Now - NodaTime.Duration.FromDays(15)))
        );
        await SweepAsync();

        (IsThere(store, sent.Checksum), IsThere(store, waiting.Checksum)).ShouldBe(
            (true, false),
            "a draft of a fortnight ago was given up"
        );
    }

    [Theory]
    [InlineData(ScanState.Infected, "file.infected")]
    [InlineData(ScanState.Waiting, "file.waiting")]
    public async Task FileThatMayNotLeave_IsGivenToNobody(ScanState state, string code)
    {
        var about = await host.OpenAsync();
        var file = await PickAsync(about, "reply", "bad.txt", "bad"u8.ToArray());
        await host.ReadAsync(db =>
            db.PendingFiles().Where(p => p.Id == file.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Scan, state))
        );

        (await RunAsync(about, new ReplyToCustomer("Hello.", Files: [file.Id]))).IsOk.ShouldBeTrue();

        var row = (await RowsAsync(about)).ShouldHaveSingleItem();
        row.GoesByMail.ShouldBeFalse();
        (await host.Services.GetRequiredService<CaseFileQuery>().FindAsync(about.Number, row.Id, TestContext.Current.CancellationToken))
            .Errors.ShouldHaveSingleItem()
            .Code.ShouldBe(code);
        var preview = host.Services.GetRequiredService<FilePreview>();
        preview.Shows(row).ShouldBeFalse();
        (await preview.ReadTextAsync(row, TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task Settle_ScansWhatWasHeldBack_OnceTheScannerIsThere()
    {
        var about = await host.OpenAsync();
        var (good, bad) = (
            await PickAsync(about, "note", "good.txt", "held back"u8.ToArray()),
            await PickAsync(about, "note", "bad.txt", FakeClamd.Eicar)
        );
        (await RunAsync(about, new AddNote("n", [good.Id, bad.Id]))).IsOk.ShouldBeTrue();
        await host.ReadAsync(db =>
            db.Attachments().Where(a => a.CaseId == about.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Scan, ScanState.Waiting))
        );
        var options = new FilesOptions();
        await using var clamd = new FakeClamd { Resets = true };
        (options.Scanner.Host, options.Scanner.Port) = ("127.0.0.1", clamd.Port);

        await KeepingWith(options).SettleAsync(TestContext.Current.CancellationToken);
        (await RowsAsync(about)).ShouldAllBe(a => a.Scan == ScanState.Waiting, "nobody has looked yet");

        clamd.Resets = false;
        await KeepingWith(options).SettleAsync(TestContext.Current.CancellationToken);
        (await RowsAsync(about))
            .OrderBy(a => a.Id)
            .Select(a => (a.FileName, a.Scan, a.Finding))
            .ShouldBe([("good.txt", ScanState.Clean, null), ("bad.txt", ScanState.Infected, "Eicar-Test-Signature")]);
    }

    [Fact]
    public async Task Settle_LooksIntoFilesFromBefore_ByTheirBytes()
    {
        var about = await host.OpenAsync();
        var file = await PickAsync(about, "note", "old.png", SampleFiles.Program);
        (await RunAsync(about, new AddNote("n", [file.Id]))).IsOk.ShouldBeTrue();
        await host.ReadAsync(db =>
            db.Attachments().Where(a => a.CaseId == about.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Kind, FileKind.Unchecked))
        );

        await host.Services.GetRequiredService<FileKeeping>().SettleAsync(TestContext.Current.CancellationToken);

        (await RowsAsync(about)).ShouldHaveSingleItem().Kind.ShouldBe(FileKind.WindowsProgram);
    }

    [Fact]
    public async Task Preview_OfALongLog_ShowsBothEndsWithTheirLineNumbers()
    {
        var about = await host.OpenAsync();
        var lines = Enumerable.Range(1, 20_000).Select(i => $"{i} バックアップの検証");
        var file = await PickAsync(about, "note", "long.log", SampleFiles.Encoded(string.Join("\r\n", lines) + "\r\n", "shift_jis"));
        (await RunAsync(about, new AddNote("n", [file.Id]))).IsOk.ShouldBeTrue();

        var text = (
            await host
                .Services.GetRequiredService<FilePreview>()
                .ReadTextAsync((await RowsAsync(about))[0], TestContext.Current.CancellationToken)
        )!;

        text.Encoding.ShouldBe("Shift_JIS");
        text.Head[0].ShouldBe(new TextLine(1, "1 バックアップの検証"));
        text.Tail[^1].ShouldBe(new TextLine(20_000, "20000 バックアップの検証"));
        text.Head.Concat(text.Tail)
            .ShouldAllBe(l => l.Text.StartsWith(l.Number + " ", StringComparison.Ordinal), "every number is its own line's");
        (text.Head.Count + text.Skipped + text.Tail.Count).ShouldBe(20_000);
    }

    private static bool IsThere(AttachmentStore store, string checksum)
    {
        using var bytes = store.Open(checksum);
        return bytes is not null;
    }

    private void Age(string checksum)
    {
        var place = Path.Combine(
            host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<DataOptions>>().Value.AttachmentFolder,
            checksum[..2],
            checksum
        );
        File.SetLastWriteTimeUtc(place, File.GetLastWriteTimeUtc(place).AddHours(-2));
    }

    private FileKeeping KeepingWith(FilesOptions options)
    {
        var scanner = new ClamdScanner(Options.Create(options), host.Time, NullLogger<ClamdScanner>.Instance);
        return ActivatorUtilities.CreateInstance<FileKeeping>(host.Services, scanner, Options.Create(options));
    }

    private Task<int> SweepAsync() => host.Services.GetRequiredService<FileKeeping>().SweepAsync(TestContext.Current.CancellationToken);

    private Task<List<Attachment>> RowsAsync(Case about) =>
        host.ReadAsync(db => db.Attachments().AsNoTracking().Where(a => a.CaseId == about.Id).ToListAsync());

    private Task<int> WaitingAsync(Case about) => host.ReadAsync(db => db.PendingFiles().CountAsync(p => p.CaseId == about.Id));

    private Task<Result<StagedFile>> ReceiveAsync(string name, byte[] bytes) =>
        host
            .Services.GetRequiredService<FileIntake>()
            .ReceiveAsync(new MemoryStream(bytes), name, bytes.Length, null, TestContext.Current.CancellationToken);

    private async Task<PendingFile> PickAsync(Case about, string draft, string name, byte[] bytes)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return (
            await scope
                .ServiceProvider.GetRequiredService<PendingFiles>()
                .AddAsync(about.Number, draft, (await ReceiveAsync(name, bytes)).Value, IntakeHost.Agent)
        ).Value;
    }

    private async Task<Result<QueueEntry>> RunAsync<TCommand>(Case about, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(about.Number, null, command, IntakeHost.Agent, TestContext.Current.CancellationToken);
    }
}
