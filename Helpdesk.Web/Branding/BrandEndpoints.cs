using Helpdesk.Web.Files;

namespace Helpdesk.Web.Branding;

/// <summary>The house's colours and logo, for everybody: they stand on the page of signing in. Each address names what it holds.</summary>
public static class BrandEndpoints
{
    public const string SheetPath = "/brand.css";

    public const string LogoRoot = "/brand/logo";

    private const string ForGood = "public, max-age=31536000, immutable";

    public static void MapBranding(this IEndpointRouteBuilder app)
    {
        app.MapGet(SheetPath, Sheet).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(LogoRoot + "/{hash}", Logo).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Sheet(HttpContext context, Brand brand, string v = "")
    {
        var sheet = brand.Sheet;
        // An old address gets the colours of now, and is asked again.
        context.Response.Headers.CacheControl = sheet is { } now && now.Hash == v ? ForGood : "no-cache";
        return Results.Text(sheet?.Text ?? "", "text/css; charset=utf-8");
    }

    private static IResult Logo(string hash, HttpContext context, Brand brand)
    {
        if (brand.Logo(hash) is not { } logo)
            // With a word of its own: an empty 404 would be answered by the console's page for lost colleagues.
            return Results.Json(new { code = "logo.unknown" }, statusCode: StatusCodes.Status404NotFound);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.ContentDisposition = "inline";
        headers.CacheControl = ForGood;
        return Results.Bytes(logo.Bytes, logo.Kind.ContentType());
    }
}
