using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Cases.Acts.Link;

/// <summary>Split, merge, link over HTTP (spec I5, C9).</summary>
public static class LinkApi
{
    public static void MapLinkCases(this RouteGroupBuilder cases)
    {
        cases
            .MapPost("/{number}/split", SplitAsync)
            .WithName("SplitCase")
            .WithSummary("Makes a second case of a second question, linked (I5).")
            .Accepts<SplitCase>("application/json")
            .Produces(201)
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost("/{number}/merge", MergeAsync)
            .WithName("MergeCases")
            .WithSummary("Ends this duplicate; another case carries on (I5).")
            .Accepts<MergeCases>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost("/{number}/undo-merge", UndoMergeAsync)
            .WithName("UndoMerge")
            .WithSummary("Takes a merging back within ten minutes, asked of the duplicate (I5).")
            .Produces<QueueEntry>()
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost("/{number}/link", LinkAsync)
            .WithName("LinkCases")
            .WithSummary("Links two cases: Related or FollowUpOf (C9).")
            .Accepts<LinkCases>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
    }

    private static async Task<IResult> SplitAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        SplitCaseHandler handler,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", request.Headers.IfMatch.ToString());
        var body = await ApiBody.ReadAsync<SplitCase>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var made = await handler.HandleAsync(number, version, body.Value, who, cancellation);
        return made.IsOk ? Results.Created($"/api/v1/cases/{made.Value}", new { Number = made.Value }) : answers.Refused(made.Errors);
    }

    private static Task<IResult> MergeAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        MergeCasesHandler handler,
        ApiAnswers answers
    ) => RunAsync<MergeCases>(request, answers, (version, command) => handler.HandleAsync(number, version, command, who));

    private static async Task<IResult> UndoMergeAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        UndoMergeHandler handler,
        ApiAnswers answers
    )
    {
        if (!ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", request.Headers.IfMatch.ToString());
        return Answer(request, answers, await handler.HandleAsync(number, version, who));
    }

    private static Task<IResult> LinkAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        LinkCasesHandler handler,
        ApiAnswers answers
    ) => RunAsync<LinkCases>(request, answers, (version, command) => handler.HandleAsync(number, version, command, who));

    private static async Task<IResult> RunAsync<TCommand>(
        HttpRequest request,
        ApiAnswers answers,
        Func<int?, TCommand, Task<Result<QueueEntry>>> run
    )
        where TCommand : class
    {
        if (!ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", request.Headers.IfMatch.ToString());
        var body = await ApiBody.ReadAsync<TCommand>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        return Answer(request, answers, await run(version, body.Value));
    }

    private static IResult Answer(HttpRequest request, ApiAnswers answers, Result<QueueEntry> done)
    {
        if (!done.IsOk)
            return answers.Refused(done.Errors);
        request.HttpContext.Response.Headers.ETag = $"\"{done.Value.Version}\"";
        return Results.Json(done.Value, ApiJson.Options);
    }
}
