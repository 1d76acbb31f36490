using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Privacy;

/// <summary><c>POST /admin/privacy/export</c>: a contact's data as a zip; by a form, so that the address stands in no log.</summary>
public static class PrivacyEndpoint
{
    private const string Page = "/admin/privacy";

    public static void MapPrivacy(this IEndpointRouteBuilder app) =>
        app.MapPost(Page + "/export", ExportAsync)
            .RequireAuthorization(Policies.Administer)
            .AddEndpointFilter<SameOriginGuard>()
            .DisableAntiforgery()
            .ExcludeFromDescription();

    private static async Task<IResult> ExportAsync(HttpContext context, ContactExport export)
    {
        var email = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted))["email"].ToString()
            : null;
        // On the disk, not in memory: a contact may have sent a hundred logs. The file goes when it has been sent.
        var zip = new FileStream(
            Path.Combine(Path.GetTempPath(), "helpdesk-export-" + Chance.Name().ToString("N")),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            4096,
            FileOptions.Asynchronous | FileOptions.DeleteOnClose
        );
        if (!(await export.WriteAsync(email, context.User, zip, context.RequestAborted)).IsOk)
        {
            await zip.DisposeAsync();
            return Results.Redirect(Page);
        }

        zip.Position = 0;
        FileDownload.Lock(context);
        return Results.File(zip, "application/zip", "contact-data.zip");
    }
}
