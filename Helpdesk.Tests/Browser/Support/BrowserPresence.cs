namespace Helpdesk.Tests.Browser.Support;

/// <summary>
/// Where the browser is, and whether a run may do without one. The headless shell comes first: the same engine without the windows,
/// extensions and spare renderers of a desktop browser, for two fifths of the processor time.
/// </summary>
public static class BrowserPresence
{
    /// <summary>Names the browser to use, before all others.</summary>
    public const string PathVariable = "CHROMIUM_PATH";

    public const string MissingReason =
        "No Chromium found. Set CHROMIUM_PATH, install the chromium package, or run: dotnet run --project Helpdesk.Tests -- all";

    private static readonly string[] ShellPaths = ["/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium-headless-shell"];

    private static readonly string[] WellKnownPaths =
    [
        .. ShellPaths,
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private static readonly string[] ExecutableNames =
    [
        "chrome-headless-shell",
        "chrome-headless-shell.exe",
        "headless_shell",
        "chrome",
        "chrome.exe",
        "Chromium",
        "Google Chrome for Testing",
    ];

    /// <summary>True in the <c>all</c> run: then a missing browser fails the browser tests and does not skip them.</summary>
    public static bool IsRequired { get; set; }

    /// <summary>Whether browser tests run here; read by <see cref="BrowserFactAttribute"/>.</summary>
    public static bool TestsRun => IsRequired || Find() is not null;

    /// <summary>The path that <see cref="PathVariable"/> names although no file is there; else null.</summary>
    public static string? NamedButMissing => Named is { } path && !File.Exists(path) ? path : null;

    /// <summary>Whether the headless shell is there, or another browser was named.</summary>
    public static bool IsLight => Named is not null || ShellPaths.Any(File.Exists);

    private static string? Named => Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : null;

    /// <summary>Path of the browser's executable, or null when this machine has none.</summary>
    public static string? Find() =>
        Named is { } path
            ? File.Exists(path)
                ? path
                : null
            : WellKnownPaths.FirstOrDefault(File.Exists) ?? InPlaywrightCache();

    private static string? InPlaywrightCache() =>
        PlaywrightCaches()
            .Where(Directory.Exists)
            .SelectMany(cache => Directory.EnumerateDirectories(cache, "chromium*-*"))
            // chromium_headless_shell-NNN before chromium-NNN, the newest first.
            .OrderDescending(StringComparer.Ordinal)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .FirstOrDefault(file => ExecutableNames.Contains(Path.GetFileName(file)));

    private static IEnumerable<string> PlaywrightCaches()
    {
        var chosen = Environment.GetEnvironmentVariable("PLAYWRIGHT_BROWSERS_PATH");
        if (!string.IsNullOrEmpty(chosen))
            yield return chosen;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(home, ".cache", "ms-playwright");
        yield return Path.Combine(home, "Library", "Caches", "ms-playwright");
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ms-playwright");
    }
}
