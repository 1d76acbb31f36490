using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>One page in a browser context of its own, which hears every error of the page's console and scripts.</summary>
public sealed class PageSession
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = [];
    private readonly List<Regex> _expected = [];

    private PageSession(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Enqueue($"console: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => _errors.Enqueue("script: " + error);
    }

    private static readonly ConditionalWeakTable<IPage, PageOptions> WithoutScripts = [];

    public IPage Page { get; }

    /// <summary>The errors so far that the test did not expect.</summary>
    public IReadOnlyList<string> Errors => [.. _errors.Where(error => !_expected.Exists(pattern => pattern.IsMatch(error)))];

    /// <param name="baseAddress">What relative addresses are relative to.</param>
    /// <param name="cookies">Cookies the page starts with, e.g. of somebody signed in.</param>
    public static async Task<PageSession> OpenAsync(
        IBrowser browser,
        string baseAddress,
        PageOptions options,
        IReadOnlyDictionary<string, string> cookies
    )
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = baseAddress,
                ViewportSize = options.Viewport,
                ColorScheme = options.ColorScheme,
                Locale = options.Locale,
                TimezoneId = options.TimeZone,
                ReducedMotion = options.ReducedMotion,
                JavaScriptEnabled = options.Scripts,
                IsMobile = options.Viewport == PageOptions.Phone,
                HasTouch = options.Viewport == PageOptions.Phone,
            }
        );
        await context.AddCookiesAsync(
            cookies.Select(cookie => new Cookie
            {
                Name = cookie.Key,
                Value = cookie.Value,
                Url = baseAddress,
            })
        );
        var page = await context.NewPageAsync();
        if (!options.Scripts)
            WithoutScripts.Add(page, options);
        return new(context, page);
    }

    /// <summary>False on a page whose browser runs no scripts.</summary>
    public static bool RunsScripts(IPage page) => !WithoutScripts.TryGetValue(page, out _);

    /// <summary>Lets errors pass whose text matches, e.g. the 404 that a test provokes.</summary>
    public PageSession Expecting(string pattern)
    {
        _expected.Add(new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)));
        return this;
    }

    /// <summary>Keeps a picture under artifacts/screens.</summary>
    /// <param name="name">File name without its ending.</param>
    /// <returns>The picture's full path.</returns>
    public Task<string> ScreenshotAsync(string name, bool wholePage = false) => Screens.KeepAsync(Page, name, wholePage);

    internal Task CloseAsync() => _context.CloseAsync();
}
