using Helpdesk.Tests.OnCall.Paging;

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
        console.Refused.ShouldBeGreaterThan(80);
    }
}
