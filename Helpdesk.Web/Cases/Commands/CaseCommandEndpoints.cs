using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Cases.Commands;

/// <summary>Maps a command onto <c>POST /api/v1/cases/{number}/{word}</c>; the answer is the row as it is now.</summary>
public static class CaseCommandEndpoints
{
    public static void MapCommand<TCommand>(this RouteGroupBuilder cases, string word, string summary)
        where TCommand : class, ICaseCommand =>
        cases
            .MapPost("/{number}/" + word, RunAsync<TCommand>)
            .WithName(typeof(TCommand).Name)
            .WithSummary(summary)
            .Accepts<TCommand>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(400)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);

    public static async Task<IResult> SendAsync<TCommand>(
        HttpRequest request,
        string number,
        TCommand command,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        ApiAnswers answers
    )
        where TCommand : ICaseCommand
    {
        var header = request.Headers.IfMatch.ToString();
        if (!ApiWords.TryVersion(header, out var version))
            return answers.Refused(ErrorKind.Malformed, "header.if-match", "If-Match", header);
        var done = await runner.RunAsync(number, version, command, who, request.HttpContext.RequestAborted);
        if (!done.IsOk)
            return answers.Refused(done.Errors);
        request.HttpContext.Response.Headers.ETag = $"\"{done.Value.Version}\"";
        return Results.Json(done.Value, ApiJson.Options);
    }

    private static async Task<IResult> RunAsync<TCommand>(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        ApiAnswers answers
    )
        where TCommand : class, ICaseCommand
    {
        var body = await ApiBody.ReadAsync<TCommand>(request, ApiBody.CommandLimit);
        return body.IsOk ? await SendAsync(request, number, body.Value, who, runner, answers) : answers.Refused(body.Errors);
    }
}
