using Microsoft.AspNetCore.Localization;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Language, theme and zone as the browser keeps them, so that the first byte of a page is already right.</summary>
public static class DisplayCookies
{
    /// <summary>"light" or "dark"; absent means: follow the system. Readable by scripts on purpose.</summary>
    public const string ThemeName = "hd-theme";

    /// <summary>"words" or "icons"; absent means: words where the screen is wide. Written by the browser itself (start.js).</summary>
    public const string RailName = "hd-rail";

    /// <summary>The browser's zone as an IANA id, and "dark" where its system is dark. Written by the browser itself (start.js).</summary>
    public const string ZoneName = "hd-zone",
        ShadeName = "hd-shade";

    public static readonly IReadOnlyList<string> Languages = ["en", "ja"];

    /// <summary>"light", "dark" or null; put it on <c>html data-theme</c>.</summary>
    public static string? Theme(HttpContext context) =>
        context.Request.Cookies[ThemeName] is "light" or "dark" ? context.Request.Cookies[ThemeName] : null;

    /// <summary>"words", "icons" or null; put it on <c>html data-rail</c>.</summary>
    public static string? Rail(HttpContext context) =>
        context.Request.Cookies[RailName] is "words" or "icons" ? context.Request.Cookies[RailName] : null;

    public static void Write(HttpContext context, string language, string? theme)
    {
        WriteLanguage(context, language);
        WriteTheme(context, theme);
    }

    public static void WriteLanguage(HttpContext context, string language) =>
        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
            Options(context)
        );

    public static void WriteTheme(HttpContext context, string? theme)
    {
        if (theme is null)
            context.Response.Cookies.Delete(ThemeName, Options(context));
        else
            context.Response.Cookies.Append(ThemeName, theme, Options(context));
    }

    private static CookieOptions Options(HttpContext context) =>
        new()
        {
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
        };
}
