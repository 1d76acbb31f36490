using Microsoft.Playwright;

namespace Helpdesk.Tests.Browser.Support;

/// <summary>Whose browser it is: window, colours, language, time zone, and who is signed in.</summary>
public sealed record PageOptions
{
    public static readonly ViewportSize Desktop = new() { Width = 1440, Height = 900 };
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    public ViewportSize Viewport { get; init; } = Desktop;

    public ColorScheme ColorScheme { get; init; } = ColorScheme.Light;

    /// <summary>E.g. <c>ja-JP</c>; sets <c>navigator.language</c> and the Accept-Language header.</summary>
    public string Locale { get; init; } = "en-US";

    public string TimeZone { get; init; } = "Asia/Tokyo";

    /// <summary>Whether scripts run; without, a page is what the server sent.</summary>
    public bool Scripts { get; init; } = true;

    /// <summary>User name of a demo person; null for a visitor.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>Whether the page asks for less motion, which also makes screenshots steady.</summary>
    public ReducedMotion ReducedMotion { get; init; } = ReducedMotion.Reduce;
}
