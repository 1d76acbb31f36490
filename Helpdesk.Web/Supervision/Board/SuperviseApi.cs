using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.AspNetCore.Authorization;

namespace Helpdesk.Web.Supervision.Board;

/// <summary><c>/api/v1/supervise</c>: plan, apply, undo; all of it for supervisors.</summary>
public static class SuperviseApi
{
    public static void MapSupervise(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/supervise").WithTags("Supervise").RequireAuthorization(Policies.Supervise);
        group
            .MapGet("/agents", AgentsAsync)
            .WithName("ListAgents")
            .WithSummary("Engineers with skills, capacity, load and presence (U2).")
            .Produces<IReadOnlyList<AgentAnswer>>()
            .ProducesProblem(403);
        group
            .MapPost("/agents", SaveAsync)
            .WithName(nameof(SaveAgentProfile))
            .WithSummary("Enters somebody's skills, capacity and hours (U2).")
            .Accepts<AgentBody>("application/json")
            .Produces(204)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(409)
            .ProducesProblem(422);
        group
            .MapPost("/plan", ProposeAsync)
            .WithName("ProposePlan")
            .WithSummary("Proposes who gets the cases of somebody, a set, or some by number; nothing is changed (U2).")
            .Accepts<PlanBody>("application/json")
            .Produces<PlanAnswer>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        group
            .MapPost("/apply", ApplyAsync)
            .WithName(nameof(ApplyPlan))
            .WithSummary("Applies a plan in one transaction; refused cases are listed, a plan overtaken by another is refused (U2).")
            .Accepts<ApplyBody>("application/json")
            .Produces<AppliedAnswer>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(409)
            .ProducesProblem(422);
        group
            .MapGet("/applied/{id:guid}", AppliedAsync)
            .WithName("GetAppliedPlan")
            .WithSummary("What became of each case of a plan.")
            .Produces<AppliedAnswer>()
            .ProducesProblem(403)
            .ProducesProblem(404);
        group
            .MapPost(
                "/applied/{id:guid}/undo",
                (Guid id, ClaimsPrincipal who, PlanHandlers handlers, Answering answering) =>
                    answering.RunAsync(handlers.HandleAsync(new UndoPlan(id), who))
            )
            .WithName(nameof(UndoPlan))
            .WithSummary("Takes a plan back, within ten minutes.")
            .Produces<AppliedAnswer>()
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
        group
            .MapPost(
                "/applied/{id:guid}/again",
                (Guid id, ClaimsPrincipal who, PlanHandlers handlers, Answering answering) =>
                    answering.RunAsync(handlers.HandleAsync(new ApplyPlanAgain(id), who))
            )
            .WithName(nameof(ApplyPlanAgain))
            .WithSummary("Applies a plan once more that was taken back.")
            .Produces<AppliedAnswer>()
            .ProducesProblem(403)
            .ProducesProblem(404)
            .ProducesProblem(409)
            .ProducesProblem(422);
    }

    private static async Task<IResult> AgentsAsync(
        ClaimsPrincipal who,
        BoardQuery board,
        CaseFeed feed,
        IAuthorizationService authorisation,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return answers.Refused(ErrorKind.Forbidden, "auth.forbidden");
        await feed.Loaded.WaitAsync(cancellation);
        return Results.Json(
            board.Current.Engineers.Select(e => new AgentAnswer(
                e.UserName,
                e.Name,
                e.Here,
                e.IsAway,
                e.Knows.Products.Order(StringComparer.Ordinal),
                e.Knows.Languages.Order(StringComparer.Ordinal),
                e.Knows.Capacity,
                e.Load.Total,
                e.Missed,
                e.Knows.Profile?.Hours,
                e.Knows.Profile?.Zone,
                e.Knows.Profile?.Version ?? 0
            )),
            ApiJson.Options
        );
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        SaveAgentProfileHandler handler,
        PeopleDirectory people,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<AgentBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var given = body.Value;
        if (given.Person is null || people.Find(given.Person) is not { } person)
            return answers.Refused("owner.unknown", "person", given.Person);
        if (given.Capacity is not { } capacity)
            return answers.Refused("value.required", "capacity");
        var done = await handler.HandleAsync(
            new SaveAgentProfile(person.Id, given.Version, given.Products ?? [], given.Languages ?? [], capacity, given.Hours, given.Zone),
            who
        );
        return done.IsOk ? Results.NoContent() : answers.Refused(done.Errors);
    }

    private static async Task<IResult> ProposeAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        ProposePlanQuery query,
        PeopleDirectory people,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<PlanBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var made = await query.RunAsync(
            new PlanSelection(body.Value.Of, body.Value.Set, body.Value.Product, body.Value.Cases ?? [], body.Value.Severity),
            null,
            who,
            request.HttpContext.RequestAborted
        );
        if (!made.IsOk)
            return answers.Refused(made.Errors);
        string? NameOf(Guid? id) => id is { } one ? people.Find(one)?.UserName : null;
        var plan = made.Value.Plan;
        return Results.Json(
            new PlanAnswer(
                plan.At,
                [
                    .. plan.Placements.Select(p => new PlacementAnswer(
                        p.Case.Number,
                        p.Case.Version,
                        NameOf(p.Case.OwnerId),
                        NameOf(p.To),
                        p.Reasons,
                        p.Danger,
                        p.Case.Clock?.DueAt,
                        p.ExpectedAt
                    )),
                ],
                [
                    .. plan.SampleAgents.Select(d => new DeskAnswer(
                        NameOf(d.Agent.Id) ?? "",
                        d.Agent.Capacity,
                        d.Before,
                        d.After,
                        d.Endangered
                    )),
                ]
            ),
            ApiJson.Options
        );
    }

    private static async Task<IResult> ApplyAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        PlanHandlers handlers,
        PeopleDirectory people,
        ApiAnswers answers,
        Answering answering
    )
    {
        var body = await ApiBody.ReadAsync<ApplyBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        List<PlanMove> moves = [];
        foreach (var (place, move) in (body.Value.Moves ?? []).Index())
        {
            var to = move.To is { } name ? people.Find(name) : null;
            if (string.IsNullOrWhiteSpace(move.Number) || move.Version is null)
                return answers.Refused("value.required", $"moves[{place}].{(move.Version is null ? "version" : "number")}");
            if (move.To is not null && to is null)
                return answers.Refused("owner.unknown", $"moves[{place}].to", move.To);
            moves.Add(new(move.Number, move.Version.Value, to?.Id));
        }

        return await answering.RunAsync(handlers.HandleAsync(new ApplyPlan(moves), who));
    }

    private static Task<IResult> AppliedAsync(Guid id, ClaimsPrincipal who, PlanHandlers handlers, Answering answering) =>
        answering.RunAsync(handlers.FindAsync(id, who));

    /// <summary>Says what became of a plan, or why nothing did.</summary>
    public sealed class Answering(ApiAnswers answers, ErrorWords errors, DomainWords domain)
    {
        public async Task<IResult> RunAsync(Task<Result<Reassignment>> act)
        {
            var done = await act;
            return done.IsOk ? Results.Json(Of(done.Value), ApiJson.Options) : answers.Refused(done.Errors);
        }

        private AppliedAnswer Of(Reassignment r) =>
            new(r.Id, r.AppliedAt, r.AppliedBy, r.AppliedAt + Reassignment.UndoTime, r.UndoneAt, r.UndoneBy, [.. r.Moves.Select(Of)]);

        private MoveAnswer Of(ReassignmentMove m)
        {
            var refused = m.UndoRefused ?? m.Refused;
            return new(m.Number, m.FromName, m.ToName, refused is null, refused?.Code, refused?.Say(errors, domain));
        }
    }
}
