using Helpdesk.Web.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Identity;

namespace Helpdesk.Web.Features.CaseFiles;

/// <summary><c>GET /cases/{number}/files/{id}</c>: a case's file as a download; <c>…/picture</c>: one of four kinds of picture, to be shown.</summary>
public static class CaseFilesEndpoint
{
    public static void MapCaseFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/cases/{number}/files/{id:long}").RequireAuthorization(Policies.WorkCases).ExcludeFromDescription();
        files.MapGet("", DownloadAsync);
        files.MapGet("picture", ShowAsync);
    }

    /// <summary>The bytes to be saved; null when they are missing on the disk.</summary>
    public static IResult? Download(HttpContext context, Attachment file, AttachmentStore store)
    {
        if (store.Open(file.Checksum) is not { } bytes)
            return null;
        Lock(context);
        // A type that a browser might show is of no use to a download; a file name adds both filename and filename* (RFC 5987).
        return Results.File(bytes, "application/octet-stream", file.FileName, enableRangeProcessing: true);
    }

    private static async Task<IResult> DownloadAsync(string number, long id, HttpContext context, CaseFileQuery files, AttachmentStore store, CancellationToken cancellation)
    {
        var found = await files.FindAsync(number, id, cancellation);
        return (found.IsOk ? Download(context, found.Value, store) : null) ?? Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(string number, long id, HttpContext context, CaseFileQuery files, FilePreview preview, AttachmentStore store, CancellationToken cancellation)
    {
        var found = await files.FindAsync(number, id, cancellation);
        if (!found.IsOk || !preview.ShowsPicture(found.Value) || store.Open(found.Value.Checksum) is not { } bytes)
            return Results.NotFound();
        Lock(context);
        context.Response.Headers.ContentDisposition = "inline";
        // The bytes of a file never change; whoever may see them keeps them for a day.
        context.Response.Headers.CacheControl = "private, max-age=86400, immutable";
        return Results.File(bytes, found.Value.Kind.ContentType());
    }

    // Even if a browser were made to open it as a page: no script, no form, no origin, and no other site may embed it.
    private static void Lock(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
    }
}
