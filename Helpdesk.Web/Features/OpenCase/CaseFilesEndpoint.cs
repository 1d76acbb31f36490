using Helpdesk.Web.Data;
using Helpdesk.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Features.OpenCase;

/// <summary><c>GET /cases/{number}/files/{id}</c>: a case's file, always as a download, never shown inside the console.</summary>
public static class CaseFilesEndpoint
{
    public static void MapCaseFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/cases/{number}/files/{id:long}", DownloadAsync).RequireAuthorization(Policies.WorkCases).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(string number, long id, HttpContext context, IDbContextFactory<HelpdeskDb> databases, AttachmentStore store, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var file = await db.Attachments.AsNoTracking()
            .Where(a => a.Id == id && db.Cases.Any(c => c.Id == a.CaseId && c.Number == number))
            .Select(a => new { a.FileName, a.Checksum })
            .SingleOrDefaultAsync(cancellation);
        if (file is null || store.Open(file.Checksum) is not { } bytes)
            return Results.NotFound();
        var headers = context.Response.Headers;
        // Even if a browser were made to show it: no script, no form, no origin.
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        // The type a stranger's browser claimed is of no use to a download; a file name adds both filename and filename* (RFC 5987).
        return Results.File(bytes, "application/octet-stream", file.FileName, enableRangeProcessing: true);
    }
}
