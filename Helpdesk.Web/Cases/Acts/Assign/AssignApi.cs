using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Http.Features;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <param name="Owner">User name or id of the new owner, or "me".</param>
/// <param name="ExpectedOwner">User name or id of whom the caller saw owning it; without it nobody's view is checked, but for "me".</param>
/// <param name="TakeOver">With "me": takes it from whoever has it.</param>
public sealed record AssignBody(string? Owner, string? ExpectedOwner = null, bool TakeOver = false);

/// <param name="ExpectedOwner">
/// User name or id of whom the caller saw owning it; without it a case to take has to be in the queue, one to put back the caller's own.
/// </param>
/// <param name="TakeOver">Takes it from whoever has it.</param>
public sealed record TakeBody(string? ExpectedOwner = null, bool TakeOver = false);

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
            .WithSummary("The caller takes the case, if nobody has it or whoever is expected (H1).")
            .Produces<QueueEntry>()
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
        cases
            .MapPost("/{number}/unassign", UnassignAsync)
            .WithName("UnassignCase")
            .WithSummary("Puts the case back into the queue: the caller's own, or whose is expected (H1).")
            .Produces<QueueEntry>()
            .ProducesProblem(409)
            .ProducesProblem(412)
            .ProducesProblem(422);
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
        var isMe = string.Equals(wanted, "me", StringComparison.OrdinalIgnoreCase);
        if (!isMe && people.Find(wanted) is not { Active: true })
            return answers.Refused("owner.unknown", "owner", wanted);
        var seen = SeenBy(body.Value.ExpectedOwner, body.Value.TakeOver, people);
        if (!seen.IsOk)
            return answers.Refused(seen.Errors);
        if (isMe)
            return await CaseCommandEndpoints.SendAsync(request, number, new TakeCase(seen.Value ?? default), who, runner, answers);
        var colleague = people.Find(wanted)!;
        var command = new AssignCase(colleague.Id, colleague.DisplayName, seen.Value);
        return await CaseCommandEndpoints.SendAsync(request, number, command, who, runner, answers);
    }

    private static async Task<IResult> TakeAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        PeopleDirectory people,
        ApiAnswers answers,
        string? expectedOwner = null,
        bool takeOver = false
    )
    {
        var seen = await SeenAsync(request, expectedOwner, takeOver, people);
        return seen.IsOk
            ? await CaseCommandEndpoints.SendAsync(request, number, new TakeCase(seen.Value ?? default), who, runner, answers)
            : answers.Refused(seen.Errors);
    }

    // A version says more than a name: whoever sends it saw the case as it is.
    private static async Task<IResult> UnassignAsync(
        HttpRequest request,
        string number,
        ClaimsPrincipal who,
        CaseCommandRunner runner,
        PeopleDirectory people,
        ApiAnswers answers,
        string? expectedOwner = null,
        bool takeOver = false
    )
    {
        var seen = await SeenAsync(request, expectedOwner, takeOver, people);
        if (!seen.IsOk)
            return answers.Refused(seen.Errors);
        var sawVersion = ApiWords.TryVersion(request.Headers.IfMatch.ToString(), out var version) && version is not null;
        var otherwise = sawVersion ? OwnerSeen.Anybody : OwnerSeen.Of(who.IsMachine() ? null : who.ActorId());
        return await CaseCommandEndpoints.SendAsync(request, number, new UnassignCase(seen.Value ?? otherwise), who, runner, answers);
    }

    private static async Task<Result<OwnerSeen?>> SeenAsync(HttpRequest request, string? expected, bool takeOver, PeopleDirectory people)
    {
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
            return SeenBy(expected, takeOver, people);
        var read = await ApiBody.ReadAsync<TakeBody>(request, ApiBody.CommandLimit);
        return read.IsOk
            ? SeenBy(read.Value.ExpectedOwner ?? expected, read.Value.TakeOver || takeOver, people)
            : Result<OwnerSeen?>.Refuse(read.Errors);
    }

    /// <summary>Whom the caller saw; null when they did not say.</summary>
    private static Result<OwnerSeen?> SeenBy(string? expected, bool takeOver, PeopleDirectory people) =>
        string.IsNullOrWhiteSpace(expected) ? (takeOver ? OwnerSeen.Anybody : (OwnerSeen?)null)
        : people.Find(expected.Trim()) is { } owner ? (OwnerSeen?)OwnerSeen.Of(owner.Id)
        : Result<OwnerSeen?>.Refuse("owner.unknown", "expectedOwner", expected);
}
