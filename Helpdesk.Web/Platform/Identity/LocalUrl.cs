using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>Return addresses that stay on this server.</summary>
public static class LocalUrl
{
    private static readonly string[] Doors =
    [
        "/account/login",
        "/account/logout",
        "/account/setup",
        "/account/password",
        "/account/denied",
    ];

    /// <summary><paramref name="url"/> when it is a path of this console, else the start page.</summary>
    public static string OrHome(string? url) => IsLocal(url) ? url! : "/";

    /// <summary>The same after signing in, when the pages around the door are no place to return to.</summary>
    public static string AfterSignIn(string? url) =>
        IsLocal(url) && !Array.Exists(Doors, door => url!.StartsWith(door, StringComparison.OrdinalIgnoreCase)) ? url! : "/";

    public static bool IsLocal(string? url) => url is ['/', ..] && RedirectHttpResult.IsLocalUrl(url) && !url.Any(char.IsControl);
}
