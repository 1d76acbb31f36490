using Helpdesk.Domain.Cases;
using Helpdesk.Tests.Files;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Cases.CaseFiles;

/// <summary>
/// What keeps the files in order: the sweep, and the settling of those not looked into yet, on a real database (issue 3, Files).
/// </summary>
public sealed class FileKeepingTests(MailHost host) : IClassFixture<MailHost>
{
    [Fact]
    public async Task Sweep_RemovesWhatACrashLeft_AndDraftsThatWereGivenUp_NothingElse()
    {
        var about = await host.OpenAsync();
        var store = host.Services.GetRequiredService<AttachmentStore>();
        var orphan = (await host.ReceiveAsync("orphan.txt", "a crash came between the file and its row"u8.ToArray())).Value;
        store.Keep(orphan);
        var sent = await host.PickAsync(about, "note", "sent.txt", "sent"u8.ToArray());
        (await host.RunAsync(about, new AddNote("n", [sent.Id]))).IsOk.ShouldBeTrue();
        var waiting = await host.PickAsync(about, "note", "waiting.txt", "waiting"u8.ToArray());
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

    [Fact]
    public async Task Settle_ScansWhatWasHeldBack_OnceTheScannerIsThere()
    {
        var about = await host.OpenAsync();
        var (good, bad) = (
            await host.PickAsync(about, "note", "good.txt", "held back"u8.ToArray()),
            await host.PickAsync(about, "note", "bad.txt", FakeClamd.Eicar)
        );
        (await host.RunAsync(about, new AddNote("n", [good.Id, bad.Id]))).IsOk.ShouldBeTrue();
        await host.ReadAsync(db =>
            db.Attachments().Where(a => a.CaseId == about.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Scan, ScanState.Waiting))
        );
        var options = new FilesOptions();
        await using var clamd = new FakeClamd { Resets = true };
        (options.Scanner.Host, options.Scanner.Port) = ("127.0.0.1", clamd.Port);

        await KeepingWith(options).SettleAsync(TestContext.Current.CancellationToken);
        (await host.RowsAsync(about)).ShouldAllBe(a => a.Scan == ScanState.Waiting, "nobody has looked yet");

        clamd.Resets = false;
        await KeepingWith(options).SettleAsync(TestContext.Current.CancellationToken);
        (await host.RowsAsync(about))
            .OrderBy(a => a.Id)
            .Select(a => (a.FileName, a.Scan, a.Finding))
            .ShouldBe([("good.txt", ScanState.Clean, null), ("bad.txt", ScanState.Infected, "Eicar-Test-Signature")]);
    }

    [Fact]
    public async Task Settle_LooksIntoFilesFromBefore_ByTheirBytes()
    {
        var about = await host.OpenAsync();
        var file = await host.PickAsync(about, "note", "old.png", SampleFiles.Program);
        (await host.RunAsync(about, new AddNote("n", [file.Id]))).IsOk.ShouldBeTrue();
        await host.ReadAsync(db =>
            db.Attachments().Where(a => a.CaseId == about.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Kind, FileKind.Unchecked))
        );

        await host.Services.GetRequiredService<FileKeeping>().SettleAsync(TestContext.Current.CancellationToken);

        (await host.RowsAsync(about)).ShouldHaveSingleItem().Kind.ShouldBe(FileKind.WindowsProgram);
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
}
