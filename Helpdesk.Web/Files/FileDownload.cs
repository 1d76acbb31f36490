namespace Helpdesk.Web.Files;

/// <summary>Gives a file out so that no browser takes it for a page of ours.</summary>
public static class FileDownload
{
    /// <summary>The bytes to be saved; null when they are missing on the disk.</summary>
    public static IResult? Of(HttpContext context, Attachment file, AttachmentStore store)
    {
        if (store.Open(file.Checksum) is not { } bytes)
            return null;
        Lock(context);
        // A type that a browser might show is of no use to a download; a file name adds both filename and filename* (RFC 5987).
        return Results.File(bytes, "application/octet-stream", file.FileName, enableRangeProcessing: true);
    }

    /// <summary>Even if a browser were made to open it as a page: no script, no form, no origin, and no other site may embed it.</summary>
    public static void Lock(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
    }
}
