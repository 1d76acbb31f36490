using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Platform.Audit;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>
/// The walk on the running console: real handlers, a real database, restarts on the same file, and a second person each time (spec H1).
/// </summary>
public sealed class HostWalkTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task WalkOnADatabase_WithRestartsAndTwoAtOnce_IsWhatTheModelSays()
    {
        var walk = await RandomWalks.OnHostAsync(20270612);
        var console = await HostConsole.OpenAsync(_host, walk);
        var run = new WalkRun(walk, console);
        if (await run.RunAsync() is { } found)
            Assert.Fail(await WalkShelf.KeepAsync("host-20270612", walk, found));
        output.WriteLine($"{run.Done} acts, {run.Accepted} accepted, {console.Refused} times somebody came second");
        console.Refused.ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task TwoPeopleAtOnce_OneWinsOrBothStand_AsOneOfTheTwoOrdersSays()
    {
        var walk = await RandomWalks.OnHostAsync(20270613);
        var run = new PairedRun(walk with { Steps = [.. walk.Steps.Take(220)] }, await HostConsole.OpenAsync(_host, walk));
        if (await run.RunAsync() is { } found)
            Assert.Fail(await WalkShelf.KeepAsync("pairs-20270613", walk, found));
        output.WriteLine($"{run.Pairs} pairs: one won {run.OneWon}, both stand {run.BothStand}");
        run.OneWon.ShouldBeGreaterThan(10);
        run.BothStand.ShouldBeGreaterThan(5);
        using var raw = new SqliteConnection($"Data Source={_host.Database};Pooling=False");
        raw.Open();
        RecordCheck.Run(raw).ShouldAllBe(chain => chain.Broken == null, "whoever came first, the record is one chain");
    }
}
