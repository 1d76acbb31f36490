using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>
/// Refuses what another site makes a signed-in browser do: unsafe API calls and WebSocket handshakes that ride on the cookie.
/// API keys are not sent by browsers on their own, so they pass.
/// </summary>
public sealed class SameOriginGuard : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        IsForged(context.HttpContext) ? AuthProblem.CrossOrigin.ToResult(context.HttpContext) : await next(context);

    /// <summary>
    /// The same for hubs and circuits, which have no endpoint filters: a WebSocket handshake is a GET that no other check sees.
    /// </summary>
    public static Task SocketsAsync(HttpContext context, RequestDelegate next) =>
        IsHandshake(context) && RidesOnCookie(context) && !IsSameOrigin(context.Request)
            ? AuthProblem.CrossOrigin.WriteAsync(context)
            : next(context);

    /// <summary>
    /// The browser's own word (Sec-Fetch-Site), else the Origin compared with the host. A request with neither comes from no
    /// browser and cannot be forged by one (the rule of Go's net/http CrossOriginProtection).
    /// </summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsForged(HttpContext context) =>
        IsUnsafe(context.Request.Method) && RidesOnCookie(context) && !IsSameOrigin(context.Request);

    private static bool IsUnsafe(string method) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method));

    private static bool IsHandshake(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || context.Request.Headers.Upgrade.Count > 0;

    private static bool RidesOnCookie(HttpContext context) =>
        context.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;
}
