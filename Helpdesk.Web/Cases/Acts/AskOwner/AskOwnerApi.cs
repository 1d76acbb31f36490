using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Cases.Acts.AskOwner;

/// <summary>Asking the owner of a serial number over HTTP.</summary>
public static class AskOwnerApi
{
    public static void MapAskOwner(this RouteGroupBuilder cases) =>
        cases
            .MapPost("/{number}/ask-owner", RunAsync)
            .WithName("AskOwner")
            .WithSummary("Asks contacts of the customer whose serial number an unknown caller names whether they act for it (E5).")
            .Accepts<AskSerialOwner>("application/json")
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
        AskOwnerHandler handler,
        ApiAnswers answers
    )
    {
        if (!ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", request.Headers.IfMatch.ToString());
        var body = await ApiBody.ReadAsync<AskSerialOwner>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var done = await handler.HandleAsync(number, version, body.Value, who);
        if (!done.IsOk)
            return answers.Refused(done.Errors);
        request.HttpContext.Response.Headers.ETag = $"\"{done.Value.Version}\"";
        return Results.Json(done.Value, ApiJson.Options);
    }
}
