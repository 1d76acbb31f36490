using System.Security.Claims;
using Helpdesk.Web.Files;

namespace Helpdesk.Web.Knowledge.Help;

/// <summary><c>GET /support/help/pictures/{id}</c>: a picture of an article, to whoever may read the article.</summary>
public static class HelpPicturesEndpoint
{
    public static void MapHelpPictures(this IEndpointRouteBuilder app) =>
        app.MapGet(ArticleMarkdown.PictureAddress + "{id:long}", ShowAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(
        long id,
        HttpContext context,
        ArticlePictures pictures,
        AttachmentStore store,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (await pictures.FindAsync(id, who, cancellation) is not { } picture || store.Open(picture.Checksum) is not { } bytes)
            // With a word of its own: an empty 404 would be answered by the console's page for lost colleagues.
            return Results.Json(new { code = "picture.unknown" }, statusCode: StatusCodes.Status404NotFound);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentDisposition = "inline";
        // Asked again each time: an article may be withdrawn, and what it showed with it.
        headers.CacheControl = "private, no-cache";
        return Results.File(bytes, picture.Kind.ContentType());
    }
}
