using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Helpdesk.Tests.Browser.Support.BrowserFixture))]

namespace Helpdesk.Tests.Browser.Support;

/// <summary>One Chromium for all tests of the run, started when the first test asks for a page.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    // The sandbox needs rights a container does not give; the rest keeps Chromium from calling home.
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <exception cref="InvalidOperationException">This machine has no browser.</exception>
    public async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(
                new()
                {
                    ExecutablePath = BrowserPresence.Find() ?? throw new InvalidOperationException(BrowserPresence.MissingReason),
                    Args = Arguments,
                    Headless = true,
                }
            );
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }
}
