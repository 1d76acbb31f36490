using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Cases.CaseFiles;

/// <summary>
/// <c>GET /cases/{number}/files/{id}</c>: a case's file as a download; <c>…/picture</c>: one of four kinds of picture, to be shown.
/// </summary>
public static class CaseFilesEndpoint
{
    public static void MapCaseFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/cases/{number}/files/{id:long}").RequireAuthorization(Policies.WorkCases).ExcludeFromDescription();
        files.MapGet("", DownloadAsync);
        files.MapGet("picture", ShowAsync);
    }

    private static async Task<IResult> DownloadAsync(
        string number,
        long id,
        HttpContext context,
        CaseFileQuery files,
        AttachmentStore store,
        CancellationToken cancellation
    )
    {
        var found = await files.FindAsync(number, id, cancellation);
        return (found.IsOk ? FileDownload.Of(context, found.Value, store) : null) ?? Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(
        string number,
        long id,
        HttpContext context,
        CaseFileQuery files,
        FilePreview preview,
        AttachmentStore store,
        CancellationToken cancellation
    )
    {
        var found = await files.FindAsync(number, id, cancellation);
        if (!found.IsOk || !preview.ShowsPicture(found.Value) || store.Open(found.Value.Checksum) is not { } bytes)
            return Results.NotFound();
        FileDownload.Lock(context);
        context.Response.Headers.ContentDisposition = "inline";
        // The bytes of a file never change; whoever may see them keeps them for a day.
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return Results.File(bytes, found.Value.Kind.ContentType());
    }
}
