using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>Correcting and judging anew over HTTP (spec E5).</summary>
public static class JudgeAnewApi
{
    public static void MapJudgeAnew(this RouteGroupBuilder cases) =>
        cases
            .MapPost("/{number}/judge-anew", RunAsync)
            .WithName("JudgeCaseAnew")
            .WithSummary("Corrects product, version, serial number or contact and judges the case by the records of now (E5).")
            .Accepts<JudgeCaseAnew>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);

    private static async Task<IResult> RunAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        JudgeAnewHandler handler,
        ApiAnswers answers
    )
    {
        if (!ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", request.Headers.IfMatch.ToString());
        var body = await ApiBody.ReadAsync<JudgeCaseAnew>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var done = await handler.HandleAsync(number, version, body.Value, who);
        if (!done.IsOk)
            return answers.Refused(done.Errors);
        request.HttpContext.Response.Headers.ETag = $"\"{done.Value.Version}\"";
        return Results.Json(done.Value, ApiJson.Options);
    }
}
