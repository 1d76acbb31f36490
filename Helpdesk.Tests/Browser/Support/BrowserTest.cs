using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>
/// Base of browser tests: opens pages, and closes them after each test. A page that logged an error fails its test; a failed test
/// leaves a picture of each of its pages in artifacts/screens. Each class is a collection of its own, as everywhere: one Chromium serves
/// them all, each page in a context of its own, so classes share nothing but the processor.
/// </summary>
public abstract partial class BrowserTest(BrowserFixture browser) : IAsyncLifetime
{
    private readonly List<PageSession> _sessions = [];
    private readonly HashSet<ConsoleServer> _servers = [];

    public virtual ValueTask InitializeAsync() => default;

    /// <summary>A page of the console, at <c>about:blank</c>; go to relative addresses.</summary>
    protected async Task<PageSession> OpenAsync(ConsoleServer server, PageOptions? options = null)
    {
        _servers.Add(server);
        return await OpenAsync(server.Address, options, options?.SignedInAs is { } user ? await server.CookiesOfAsync(user) : null);
    }

    protected async Task<PageSession> OpenAsync(
        string baseAddress,
        PageOptions? options = null,
        IReadOnlyDictionary<string, string>? cookies = null
    )
    {
        var session = await PageSession.OpenAsync(
            await browser.BrowserAsync(),
            baseAddress,
            options ?? new(),
            cookies ?? new Dictionary<string, string>(StringComparer.Ordinal)
        );
        _sessions.Add(session);
        return session;
    }

    protected static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    protected static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed || _sessions.Exists(session => session.Errors.Count > 0);
        List<string> errors = [];
        foreach (var (index, session) in _sessions.Index())
        {
            errors.AddRange(session.Errors);
            if (failed)
                await session.ScreenshotAsync($"failed-{FileName(TestContext.Current.Test?.TestDisplayName)}-{index + 1}");
            await session.CloseAsync();
        }

        if (failed)
            foreach (var line in _servers.SelectMany(server => server.Log))
                TestContext.Current.TestOutputHelper?.WriteLine(line);
        errors.ShouldBeEmpty("a page of the console logs no errors");
    }

    private static string FileName(string? test) => NotForFileNames().Replace(test ?? "test", "-");

    [GeneratedRegex(@"[^\w.-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotForFileNames();
}
