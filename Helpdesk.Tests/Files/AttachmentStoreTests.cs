using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Files;

/// <summary>Real files in a real folder.</summary>
public sealed class AttachmentStoreTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "helpdesk-files-" + Guid.NewGuid().ToString("N"));
    private readonly AttachmentStore _store;

    public AttachmentStoreTests() => _store = Make();

    private string[] Files => Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*", SearchOption.AllDirectories) : [];

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Keep_LaysTheBytesUnderTheirChecksum()
    {
        var bytes = Encoding.UTF8.GetBytes("diagnostics");
        var staged = await StageAsync(bytes);

        _store.Keep(staged);

        staged.Checksum.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Path.GetFileName(Files.ShouldHaveSingleItem()).ShouldBe(staged.Checksum);
        await using var kept = _store.Open(staged.Checksum);
        using var read = new MemoryStream();
        await kept!.CopyToAsync(read, TestContext.Current.CancellationToken);
        read.ToArray().ShouldBe(bytes);
    }

    [Fact]
    public async Task Keep_SameBytesTwice_LieThereOnce()
    {
        _store.Keep(await StageAsync([1, 2, 3]));
        _store.Keep(await StageAsync([1, 2, 3]));

        Files.Length.ShouldBe(1);
    }

    [Fact]
    public async Task Keep_Again_ChangesNothing()
    {
        var staged = await StageAsync([1, 2, 3]);
        _store.Keep(staged);

        _store.Keep(staged);

        Files.Length.ShouldBe(1, "a save that failed after the move is tried again");
    }

    [Fact]
    public async Task Stage_OverTheLimit_IsRefusedAndLeavesNothing()
    {
        var refused = await _store.StageAsync(
            new MemoryStream(new byte[200_001]),
            "big.bin",
            null,
            200_000,
            null,
            TestContext.Current.CancellationToken
        );

        refused.Errors.ShouldHaveSingleItem().Code.ShouldBe("file.too-large");
        Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stage_AtTheLimit_IsTaken() =>
        (
            await _store.StageAsync(
                new MemoryStream(new byte[200_000]),
                "big.bin",
                null,
                200_000,
                null,
                TestContext.Current.CancellationToken
            )
        ).Value.Size.ShouldBe(200_000);

    [Fact]
    public async Task Stage_Cancelled_LeavesNothing()
    {
        using var gone = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            _store.StageAsync(new MemoryStream(new byte[500_000]), "half.bin", null, 1_000_000, _ => gone.Cancel(), gone.Token)
        );

        Files.ShouldBeEmpty("an abandoned form leaves no temporary file");
    }

    [Fact]
    public async Task Stage_DiskFull_IsRefusedWithItsOwnCode()
    {
        // /dev/full answers every write as a full disk does.
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has /dev/full.");
        var store = Make(_ => new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1));

        var refused = await store.StageAsync(
            new MemoryStream(new byte[10]),
            "log.txt",
            3 * 1024 * 1024,
            100,
            null,
            TestContext.Current.CancellationToken
        );

        var error = refused.Errors.ShouldHaveSingleItem();
        error.Code.ShouldBe("file.disk-full");
        error.Args.ShouldBe(["log.txt", "3.0 MB"], "name and size: whoever makes room has to know how much");
    }

    [Fact]
    public async Task Discard_And_RemoveAbandoned_RemoveWhatNoCaseTook()
    {
        AttachmentStore.Discard(await StageAsync([1]));
        await StageAsync([2]);
        var kept = await StageAsync([3]);
        _store.Keep(kept);

        Make().RemoveAbandoned().ShouldBe(1);

        Path.GetFileName(Files.ShouldHaveSingleItem()).ShouldBe(kept.Checksum);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\logs\\診断.txt", "診断.txt")]
    [InlineData("a\r\nb.txt", "ab.txt")]
    [InlineData("dir/", "file")]
    [InlineData("invoice_\u202Egnp.exe", "invoice_gnp.exe")]
    [InlineData("a\u200B\u2066b.log", "ab.log")]
    [InlineData("\"><img src=x onerror=alert(1)>.png", "\"><img src=x onerror=alert(1)>.png")]
    public async Task Stage_NameOfABrowser_NeverBecomesAPath(string sent, string kept) =>
        (
            await _store.StageAsync(new MemoryStream([1]), sent, null, 10, null, TestContext.Current.CancellationToken)
        ).Value.FileName.ShouldBe(kept);

    [Fact]
    public async Task RemoveOrphan_TakesWhatIsOldAndUnwanted_NotWhatWasKeptAgainMeanwhile()
    {
        var (old, again) = (await KeptLongAgoAsync([1]), await KeptLongAgoAsync([2]));
        var fresh = await StageAsync([3]);
        _store.Keep(fresh);

        _store.UntouchedFor(TimeSpan.FromHours(1)).ShouldBe([old.Checksum, again.Checksum], ignoreOrder: true);
        _store.Keep(await StageAsync([2]));

        _store.RemoveOrphan(old.Checksum, TimeSpan.FromHours(1)).ShouldBeTrue();
        _store
            .RemoveOrphan(again.Checksum, TimeSpan.FromHours(1))
            .ShouldBeFalse("somebody has just brought the same bytes; their row is on its way");
        Files.Select(Path.GetFileName).ShouldBe([again.Checksum, fresh.Checksum], ignoreOrder: true);
    }

    [Fact]
    public void Open_Missing_IsNull() => _store.Open(new string('0', 64)).ShouldBeNull();

    private async Task<StagedFile> KeptLongAgoAsync(byte[] bytes)
    {
        var staged = await StageAsync(bytes);
        _store.Keep(staged);
        var place = Path.Combine(_folder, "attachments", staged.Checksum[..2], staged.Checksum);
        File.SetLastWriteTimeUtc(place, File.GetLastWriteTimeUtc(place).AddHours(-2));
        return staged;
    }

    private AttachmentStore Make(Func<string, Stream>? create = null)
    {
        var options = Options.Create(new DataOptions { Directory = _folder });
        return create is null ? new AttachmentStore(options) : new AttachmentStore(options) { Create = create };
    }

    private async Task<StagedFile> StageAsync(byte[] bytes) =>
        (await _store.StageAsync(new MemoryStream(bytes), "log.txt", null, 1_000_000, null, TestContext.Current.CancellationToken)).Value;
}
