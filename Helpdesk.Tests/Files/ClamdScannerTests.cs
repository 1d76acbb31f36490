using Helpdesk.Web.Files;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Helpdesk.Tests.Files;

/// <summary>What the scanner says, and what it means when it says nothing.</summary>
public sealed class ClamdScannerTests : IAsyncDisposable
{
    private readonly FakeClamd _clamd = new();
    private readonly FakeTimeProvider _time = new();

    public ValueTask DisposeAsync() => _clamd.DisposeAsync();

    [Fact]
    public async Task Scan_WithoutAScanner_SaysThatNobodyLooked() =>
        (await ScanAsync([1], o => o.Scanner.Host = "")).ShouldBe(new ScanOutcome(ScanState.NotScanned, null));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    [InlineData(300_001)]
    public async Task Scan_CleanFile_OfAnyLength(int length) =>
        (await ScanAsync(new byte[length])).ShouldBe(new ScanOutcome(ScanState.Clean, null));

    [Fact]
    public async Task Scan_Eicar_IsNamed() =>
        (await ScanAsync([.. new byte[100_000], .. FakeClamd.Eicar])).ShouldBe(new ScanOutcome(ScanState.Infected, "Eicar-Test-Signature"));

    [Theory]
    [InlineData(WhenScannerAway.HoldBack, ScanState.Waiting)]
    [InlineData(WhenScannerAway.LetThrough, ScanState.LetThrough)]
    public async Task Scan_NobodyListens_DoesWhatTheSettingsSay(WhenScannerAway away, ScanState state)
    {
        await _clamd.DisposeAsync();

        var outcome = await ScanAsync([1], o => o.Scanner.WhenAway = away);

        outcome.State.ShouldBe(state);
        outcome.Finding.ShouldNotBeNullOrEmpty("whoever looks after the scanner wants to know why");
    }

    [Fact]
    public async Task Scan_BrokenInTheMiddle_IsAway()
    {
        _clamd.Resets = true;

        (await ScanAsync(new byte[2_000_000])).State.ShouldBe(ScanState.Waiting);
    }

    [Fact]
    public async Task Scan_LargerThanTheScannerTakes_IsHeldBack_NotClean()
    {
        _clamd.Limit = 100_000;

        (await ScanAsync(new byte[150_000])).State.ShouldBe(ScanState.Waiting);
    }

    [Fact]
    public async Task Scan_NoAnswerInTime_IsAway()
    {
        _clamd.IsSilent = true;
        var scan = ScanAsync([1, 2, 3]);
        await _clamd.HasAll.Task;

        scan.IsCompleted.ShouldBeFalse("it has 30 s");
        _time.Advance(TimeSpan.FromSeconds(31));

        (await scan).ShouldBe(new ScanOutcome(ScanState.Waiting, "no answer within 30 s"));
    }

    [Fact]
    public async Task Scan_CancelledByTheUploader_IsCancelled()
    {
        _clamd.IsSilent = true;
        using var gone = new CancellationTokenSource();
        var scan = ScanAsync([1], gone: gone);
        await _clamd.HasAll.Task;

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => scan);
    }

    private Task<ScanOutcome> ScanAsync(byte[] bytes, Action<FilesOptions>? change = null, CancellationTokenSource? gone = null)
    {
        var options = new FilesOptions();
        (options.Scanner.Host, options.Scanner.Port) = ("127.0.0.1", _clamd.Port);
        change?.Invoke(options);
        return new ClamdScanner(Options.Create(options), _time, NullLogger<ClamdScanner>.Instance).ScanAsync(
            new MemoryStream(bytes),
            gone?.Token ?? TestContext.Current.CancellationToken
        );
    }
}
