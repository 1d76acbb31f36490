using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>A page that nobody has acknowledged, as the API answers it.</summary>
/// <param name="NextStepAt">When the next are asked.</param>
public sealed record PageAnswer(
    Guid Id,
    string Case,
    PageCause Cause,
    Instant OpenedAt,
    Instant? NextStepAt,
    IReadOnlyList<PageStepAnswer> Steps
);

/// <param name="People">User names.</param>
public sealed record PageStepAnswer(int Number, PageStage Stage, Instant At, IReadOnlyList<string> People);

/// <param name="Person">User name or id of who takes it; without it the caller, who then has to be a person.</param>
public sealed record AcknowledgeBody(string? Person);

/// <summary>Pages for a pager service: what is open, and the acknowledgement from its own buttons.</summary>
public static class PagesApi
{
    public static void MapPages(this RouteGroupBuilder api)
    {
        var pages = api.MapGroup("/on-call/pages").WithTags("On call");
        pages
            .MapGet("", ListAsync)
            .WithName("ListPages")
            .WithSummary("Pages that nobody has acknowledged yet, oldest first (U3).")
            .Produces<IReadOnlyList<PageAnswer>>()
            .ProducesProblem(403);
        pages
            .MapPost("/{id:guid}/acknowledge", AcknowledgeAsync)
            .WithName(nameof(AcknowledgePage))
            .WithSummary("Acknowledges a page and takes its case, for the caller or the person named (U3).")
            .Accepts<AcknowledgeBody>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal who,
        OpenPages board,
        PeopleDirectory people,
        IAuthorizationService authorisation,
        ApiAnswers answers
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return answers.Refused(ErrorKind.Forbidden, "auth.forbidden");
        return Results.Json(
            board.Open.Select(p => new PageAnswer(
                p.Id,
                p.CaseNumber,
                p.Cause,
                p.OpenedAt,
                p.NextStepAt,
                [
                    .. p.Steps.Select(s => new PageStepAnswer(
                        s.Number,
                        s.Stage,
                        s.At,
                        [.. s.People.Select(one => people.Find(one.Id)?.UserName ?? one.Name)]
                    )),
                ]
            )),
            ApiJson.Options
        );
    }

    private static async Task<IResult> AcknowledgeAsync(
        Guid id,
        HttpRequest request,
        ClaimsPrincipal who,
        AcknowledgePageHandler handler,
        PeopleDirectory people,
        ApiAnswers answers
    )
    {
        var body = request.ContentLength is null or 0
            ? new AcknowledgeBody(null)
            : await ApiBody.ReadAsync<AcknowledgeBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        Guid? person = null;
        if (body.Value.Person is { Length: > 0 } name)
        {
            if (people.Find(name) is not { Active: true } found)
                return answers.Refused("owner.unknown", "person", name);
            person = found.Id;
        }

        var done = await handler.HandleAsync(new(id, person), who);
        return done.IsOk ? Results.Json(done.Value, ApiJson.Options) : answers.Refused(done.Errors);
    }
}
