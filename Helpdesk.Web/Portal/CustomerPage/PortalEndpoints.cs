using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Guard;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;

namespace Helpdesk.Web.Portal.CustomerPage;

/// <summary>What a script on the public pages asks for; every page works without them.</summary>
public static class PortalEndpoints
{
    public static void MapPortal(this IEndpointRouteBuilder app)
    {
        // No token of the form's at hand: that the page is our own is as good a proof.
        var portal = app.MapGroup(PortalGuard.Root)
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription()
            .AddEndpointFilter(OwnPagesOnlyAsync);
        portal.MapPost("/keep/{step}", KeepAsync);
        portal.MapPost("/check", CheckAsync);
        portal.MapPost("/propose", ProposeAsync);
        MapFiles(portal.MapGroup("/upload"), DraftOwnerAsync);
        var visit = portal.MapGroup("/case/{number}");
        MapFiles(visit.MapGroup("/upload"), CaseOwnerAsync);
        visit.MapGet("/files/{id:long}", DownloadAsync);
    }

    private static void MapFiles(RouteGroupBuilder group, Func<HttpContext, Task<string?>> owner)
    {
        group.MapPost(
            "",
            async (HttpContext context, PortalPieces pieces, ErrorWords words, string name = "", long size = 0) =>
                await owner(context) is { } mine ? Said(await pieces.BeginAsync(mine, name, size, context.RequestAborted), words) : Nothing
        );
        group.MapGet(
            "/{id:guid}",
            async (HttpContext context, PortalPieces pieces, Guid id) =>
                await owner(context) is { } mine && await pieces.StateAsync(mine, id, context.RequestAborted) is { } state
                    ? Results.Json(state)
                    : Nothing
        );
        group.MapPut(
            "/{id:guid}",
            async (HttpContext context, PortalPieces pieces, ErrorWords words, Guid id, long offset = 0) =>
                await owner(context) is { } mine
                    ? Said(await pieces.AppendAsync(mine, id, offset, context.Request.Body, context.RequestAborted), words)
                    : Nothing
        );
        group.MapDelete(
            "/{id:guid}",
            async (HttpContext context, PortalFiles files, Guid id) =>
            {
                if (await owner(context) is not { } mine)
                    return Nothing;
                await files.RemoveAsync(mine, id);
                return Results.NoContent();
            }
        );
    }

    // With a word of its own: an empty 404 would be answered by the console's page for lost colleagues.
    private static IResult Nothing => Results.Json(new { code = "files.unknown" }, statusCode: StatusCodes.Status404NotFound);

    private static async ValueTask<object?> OwnPagesOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        HttpMethods.IsGet(context.HttpContext.Request.Method) || SameOriginGuard.IsSameOrigin(context.HttpContext.Request)
            ? await next(context)
            : Results.Json(new { code = "auth.cross-origin" }, statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Keeps what is being typed; the answer says nothing.</summary>
    private static async Task<IResult> KeepAsync(SupportStep step, HttpContext context, SupportDrafts drafts)
    {
        if (!context.Request.HasFormContentType || await drafts.LoadAsync(context) is { SentNumber: not null })
            return Results.NoContent();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var typed = Enquiry
            .FieldsOf(step)
            .Where(name => name != Enquiry.Consent)
            .ToDictionary(name => name, name => form[name].ToString().ReplaceLineEndings("\n"), StringComparer.Ordinal);
        // A page that was only looked at makes no draft.
        if (form[SupportPage.Trap].ToString().Length == 0 && typed.Values.Any(v => v.Length > 0))
            await drafts.SaveAsync(context, typed);
        return Results.NoContent();
    }

    private static async Task<IResult> CheckAsync(
        HttpContext context,
        SupportDrafts drafts,
        SupportVerdictQuery verdicts,
        CustomerVerdictWords said
    )
    {
        if (!context.Request.HasFormContentType || await drafts.LoadAsync(context) is not { } draft)
            return Results.NoContent();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        // On this copy alone: asking keeps nothing.
        draft.Write(
            Enquiry.FieldsOf(SupportStep.Product).ToDictionary(name => name, name => form[name].ToString(), StringComparer.Ordinal),
            Enquiry.Email
        );
        return await verdicts.AskAsync(draft, PortalGuard.Visitor(context), context.RequestAborted) is { } verdict
            ? Results.Json(
                new
                {
                    tone = verdict.Tone.ToString(),
                    verdict.Title,
                    Lines = verdict.AskForDownload is { } ask ? [.. verdict.Lines, ask] : verdict.Lines,
                    Download = verdict.DownloadAddress,
                    DownloadWords = said.Download,
                }
            )
            : Results.NoContent();
    }

    /// <summary>What the answers ticked so far propose; keeps nothing.</summary>
    private static async Task<IResult> ProposeAsync(HttpContext context, SupportDrafts drafts, EnquiryWords words)
    {
        if (!context.Request.HasFormContentType || await drafts.LoadAsync(context) is not { } draft)
            return Results.NoContent();
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        draft.Write(
            Enquiry.FieldsOf(SupportStep.Impact).ToDictionary(name => name, name => form[name].ToString(), StringComparer.Ordinal),
            Enquiry.Email
        );
        return Results.Json(new { words = words.Proposal(draft) });
    }

    private static async Task<IResult> DownloadAsync(
        string number,
        long id,
        HttpContext context,
        CustomerCaseQuery cases,
        AttachmentStore store
    ) =>
        (
            CaseNumber.IsValid(number)
            && await cases.FileAsync(number, id, CustomerCookie.Read(context), context.RequestAborted) is { } file
                ? FileDownload.Of(context, file, store)
                : null
        ) ?? Nothing;

    private static async Task<string?> DraftOwnerAsync(HttpContext context) =>
        await context.RequestServices.GetRequiredService<SupportDrafts>().LoadAsync(context) is { SentNumber: null } draft
            ? PortalFiles.OwnerOf(draft)
            : null;

    private static async Task<string?> CaseOwnerAsync(HttpContext context) =>
        context.GetRouteValue("number") is string number
        && await context
            .RequestServices.GetRequiredService<CustomerDoor>()
            .WhoAsync(number, CustomerCookie.Read(context), context.RequestAborted)
            is { } visit
            ? PortalFiles.OwnerOf(visit.Number)
            : null;

    private static IResult Said(Result<PieceState> done, ErrorWords words) =>
        done.IsOk
            ? Results.Json(done.Value)
            : Results.Json(
                new
                {
                    code = done.Errors[0].Code,
                    words = words.Of(done.Errors),
                    received = done.Errors[0].Args is [long at] ? at : (long?)null,
                },
                statusCode: done.Errors[0].Code == "piece.elsewhere"
                    ? StatusCodes.Status409Conflict
                    : StatusCodes.Status422UnprocessableEntity
            );
}
