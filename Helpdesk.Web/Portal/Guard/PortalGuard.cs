using System.Net;
using System.Text.Encodings.Web;
using Helpdesk.Web.Portal.CustomerPage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Portal.Guard;

/// <summary>Stands before everything public that writes: counts, and turns away before a byte of the body is read.</summary>
public static class PortalGuard
{
    /// <summary>The public side.</summary>
    public const string Root = "/support";

    // A draft or a case is nothing for a shared computer's cache, nor for what lies in between.
    // In the words of the antiforgery service, which would else write them over ours with a warning at every form.
    private const string NotKept = "no-cache, no-store";

    // What is sent without a length counts as much as the largest piece.
    private const long PieceWithoutLength = 1024 * 1024;

    // What the server reads of one form at most; several large files go one after another, or in pieces by a script.
    private const long LargestForm = 80L * 1024 * 1024;

    public static void UsePortalGuard(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root, StringComparison.Ordinal), branch => branch.Use(GuardAsync));

    /// <summary>The visitor's key among the limits.</summary>
    public static string Visitor(HttpContext context) => PortalLimits.KeyOf(context.Connection.RemoteIpAddress);

    /// <summary>Tells a page that it was asked for anew, because what was sent came from one that is out of date.</summary>
    public const string Stale = "stale";

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = NotKept;
        var limits = context.RequestServices.GetRequiredService<PortalLimits>();
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            return next(context);
        return !MayWrite(context, limits) ? TurnAwayAsync(context, HttpStatusCode.TooManyRequests, "busy")
            : context.Request.ContentLength > LargestForm ? TurnAwayAsync(context, HttpStatusCode.RequestEntityTooLarge, "large")
            : NextAsync(context, next);
    }

    // A form that is no longer on its page (answered in another tab), or whose browser forgot us meanwhile, is refused by the framework
    // with a bare 400: the page as it is now says more.
    private static async Task NextAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (
            context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }
            && HttpMethods.IsPost(context.Request.Method)
            && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null
        )
            context.Response.Redirect(QueryHelpers.AddQueryString(context.Request.Path, Stale, "1"));
    }

    // A piece of a file counts by its bytes, everything else by its number as well.
    private static bool MayWrite(HttpContext context, PortalLimits limits) =>
        (HttpMethods.IsPut(context.Request.Method) || limits.TryTake(LimitKind.Post, Visitor(context)))
        && limits.TryTake(LimitKind.Upload, Visitor(context), context.Request.ContentLength ?? PieceWithoutLength);

    private static Task TurnAwayAsync(HttpContext context, HttpStatusCode status, string why)
    {
        var text = context.RequestServices.GetRequiredService<IStringLocalizer<PortalText>>();
        context.Response.StatusCode = (int)status;
        context.Response.Headers.RetryAfter = "60";
        // Not read, and not waited for: whoever floods us pays alone.
        context.Response.Headers.Connection = "close";
        context.Response.ContentType = "text/html; charset=utf-8";
        string Say(string key) => HtmlEncoder.Default.Encode(text[key]);
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html><html lang="{System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Say(why + ".title")}</title>
            <link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/account.css"></head>
            <body><div class="account"><main class="account-main"><section class="account-card"><h1>{Say(why + ".title")}</h1><p>{Say(
                why
            )}</p></section></main></div></body></html>
            """
        );
    }
}
