using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <param name="Owner">User name or id of the new owner, or "me".</param>
public sealed record AssignBody(string? Owner);

public static class AssignApi
{
    public static void MapAssign(this RouteGroupBuilder cases)
    {
        cases
            .MapPost("/{number}/assign", AssignAsync)
            .WithName("AssignCase")
            .WithSummary("Gives the case to a colleague, or to the caller with \"me\" (H1).")
            .Accepts<AssignBody>("application/json")
            .Produces<QueueEntry>()
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost("/{number}/take", TakeAsync)
            .WithName("TakeCase")
            .WithSummary("The caller takes the case.")
            .Produces<QueueEntry>()
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost(
                "/{number}/unassign",
                (HttpRequest request, string number, ClaimsPrincipal who, CaseCommandRunner runner, ApiAnswers answers) =>
                    CaseCommandEndpoints.SendAsync(request, number, new UnassignCase(), who, runner, answers)
            )
            .WithName("UnassignCase")
            .WithSummary("Puts the case back into the queue.")
            .Produces<QueueEntry>()
            .ProducesProblem(409)
            .ProducesProblem(412);
    }

    private static async Task<IResult> AssignAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        PeopleDirectory people,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<AssignBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var wanted = body.Value.Owner?.Trim();
        if (string.IsNullOrEmpty(wanted))
            return answers.Refused("text.required", "owner");
        if (string.Equals(wanted, "me", StringComparison.OrdinalIgnoreCase))
            return await TakeAsync(request, number, who, runner, answers);
        return people.Find(wanted) is { Active: true } colleague
            ? await CaseCommandEndpoints.SendAsync(
                request,
                number,
                new AssignCase(colleague.Id, colleague.DisplayName),
                who,
                runner,
                answers
            )
            : answers.Refused("owner.unknown", "owner", wanted);
    }

    private static async Task<IResult> TakeAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        ApiAnswers answers
    ) =>
        who.ToActor() is { Kind: ActorKind.Person, Id: { } id } person
            ? await CaseCommandEndpoints.SendAsync(request, number, new AssignCase(id, person.Name), who, runner, answers)
            : answers.Refused("owner.machine", "owner");
}
