using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Api;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Cases.CaseFiles;

/// <summary>
/// <c>POST /api/v1/cases/{number}/files?name=…</c> lays a file ready for a reply or note; <c>GET …/files/{id}</c> gives one out.
/// </summary>
public static class CaseFilesApi
{
    public static void MapCaseFilesApi(this RouteGroupBuilder cases)
    {
        cases
            .MapPost("/{number}/files", AddAsync)
            .WithName("AddFile")
            .WithSummary("Lays a file ready; the body is the file, the query names it. A reply or note takes it along by its id in files.")
            .Accepts<IFormFile>("application/octet-stream")
            .Produces<ReadyFileAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(404)
            .ProducesProblem(413)
            .ProducesProblem(422)
            .ProducesProblem(507);
        cases
            .MapGet("/{number}/files/{id:long}", GetAsync)
            .WithName("GetFile")
            .WithSummary("A file of a case; one that is infected or not scanned yet is refused.")
            .Produces(200, contentType: "application/octet-stream")
            .ProducesProblem(404)
            .ProducesProblem(409);
    }

    private static async Task<IResult> AddAsync(
        string number,
        string? name,
        HttpRequest request,
        ClaimsPrincipal who,
        FileIntake intake,
        PendingFiles pending,
        CaseQuery cases,
        IOptions<IntakeOptions> limits,
        ApiAnswers answers
    )
    {
        if (string.IsNullOrWhiteSpace(name))
            return answers.Refused("text.required", "name");
        // Asked before the body is read: an upload for nothing costs the sender minutes.
        if (!CaseNumber.IsValid(number) || await cases.FindAsync(number, request.HttpContext.RequestAborted) is null)
            return answers.Refused(ErrorKind.NotFound, "case.unknown", "number", number);
        // The intake counts for itself and says what is wrong; the server would only hang up.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Math.Max(limits.Value.MaxAttachmentBytes * 2, 80L * 1024 * 1024);
        var staged = await intake.ReceiveAsync(request.Body, name, request.ContentLength, null, request.HttpContext.RequestAborted);
        if (!staged.IsOk)
            return answers.Refused(staged.Errors);
        var added = await pending.AddAsync(number, null, staged.Value, who);
        return added.IsOk
            ? Results.Json(ReadyFileAnswer.Of(added.Value), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : answers.Refused(added.Errors);
    }

    private static async Task<IResult> GetAsync(
        string number,
        long id,
        HttpContext context,
        CaseFileQuery files,
        AttachmentStore store,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var found = await files.FindAsync(number, id, cancellation);
        if (!found.IsOk)
            return answers.Refused(found.Errors);
        return FileDownload.Of(context, found.Value, store) ?? answers.Refused(ErrorKind.NotFound, "file.unknown", "id", id);
    }
}
