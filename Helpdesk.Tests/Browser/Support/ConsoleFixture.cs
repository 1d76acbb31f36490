namespace Helpdesk.Tests.Browser.Support;

/// <summary>
/// One console for a class of tests (<c>IClassFixture&lt;ConsoleFixture&gt;</c>); not started where browser tests are skipped.
/// </summary>
public sealed class ConsoleFixture : IAsyncLifetime
{
    private ConsoleServer? _server;

    public ConsoleServer Server => _server ?? throw new InvalidOperationException(BrowserPresence.MissingReason);

    public async ValueTask InitializeAsync()
    {
        if (BrowserPresence.TestsRun)
            _server = await ConsoleServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
