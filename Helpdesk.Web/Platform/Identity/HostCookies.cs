using Microsoft.AspNetCore.Authentication.Cookies;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Gives a cookie the <c>__Host-</c> prefix over https, which binds it to this host and to https; browsers refuse the prefix
/// over plain http, where the demo runs.
/// </summary>
public sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
