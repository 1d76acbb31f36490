using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.Workforce.Absences;

/// <param name="Person">User name or id; without it the caller.</param>
/// <param name="Until">The first instant at which they are back.</param>
/// <param name="Substitute">User name or id, or nobody.</param>
public sealed record AbsenceBody(string? Person, Instant? From, Instant? Until, string? Substitute);

/// <summary>An absence as the API answers it.</summary>
public sealed record AbsenceAnswer(
    Guid Id,
    string Person,
    Instant From,
    Instant Until,
    string? Substitute,
    IReadOnlyList<CoverAnswer> Cover
);

public sealed record CoverAnswer(Instant From, Instant Until, string? Present);

public static class AbsencesApi
{
    public static void MapAbsences(this RouteGroupBuilder api)
    {
        var absences = api.MapGroup("/absences").WithTags("Absences");
        absences
            .MapGet("", ListAsync)
            .WithName("ListAbsences")
            .WithSummary("Absences that run or come, and who is there instead.")
            .Produces<IReadOnlyList<AbsenceAnswer>>()
            .ProducesProblem(403);
        absences
            .MapPost("", EnterAsync)
            .WithName(nameof(SaveAbsence))
            .WithSummary("Enters an absence: one's own, or as a supervisor anybody's.")
            .Accepts<AbsenceBody>("application/json")
            .Produces<Entered>(201)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        absences
            .MapPost("/{id:guid}/end", EndAsync)
            .WithName(nameof(EndAbsence))
            .WithSummary("Ends an absence now, or takes back one that has not begun.")
            .Produces(204)
            .ProducesProblem(403)
            .ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        ClaimsPrincipal who,
        AbsencesQuery query,
        PeopleDirectory people,
        IClock clock,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var found = await query.RunAsync(who, cancellation);
        if (!found.IsOk)
            return answers.Refused(found.Errors);
        var now = clock.GetCurrentInstant();
        string? NameOf(Guid? id) => id is { } one ? people.Find(one)?.UserName : null;
        return Results.Json(
            found
                .Value.Where(l => l.Absence.Until > now)
                .Select(l => new AbsenceAnswer(
                    l.Absence.Id,
                    NameOf(l.Absence.PersonId) ?? "",
                    l.Absence.From,
                    l.Absence.Until,
                    NameOf(l.Absence.SubstituteId),
                    [.. l.Cover.Select(c => new CoverAnswer(c.Time.From, c.Time.Until, NameOf(c.Present)))]
                )),
            ApiJson.Options
        );
    }

    private static async Task<IResult> EnterAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        AbsenceHandlers handlers,
        PeopleDirectory people,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<AbsenceBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var (person, substitute) = (Find(body.Value.Person, people), Find(body.Value.Substitute, people));
        Error[] wrong =
        [
            .. body.Value.Person is not null && person is null
                ? [new Error("owner.unknown", "person", [body.Value.Person])]
                : Array.Empty<Error>(),
            .. body.Value.Substitute is not null && substitute is null
                ? [new Error("owner.unknown", "substitute", [body.Value.Substitute])]
                : Array.Empty<Error>(),
            .. body.Value.From is null ? [new Error("value.required", "from", [])] : Array.Empty<Error>(),
            .. body.Value.Until is null ? [new Error("value.required", "until", [])] : Array.Empty<Error>(),
        ];
        if (wrong.Length > 0)
            return answers.Refused(wrong);
        var done = await handlers.HandleAsync(
            new SaveAbsence(null, 0, person ?? Principals.ActorId(who), body.Value.From!.Value, body.Value.Until!.Value, substitute),
            who
        );
        return done.IsOk
            ? Results.Json(new Entered(done.Value), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            : answers.Refused(done.Errors);
    }

    private static async Task<IResult> EndAsync(Guid id, ClaimsPrincipal who, AbsenceHandlers handlers, ApiAnswers answers)
    {
        var done = await handlers.HandleAsync(new EndAbsence(id), who);
        return done.IsOk ? Results.NoContent() : answers.Refused(done.Errors);
    }

    private static Guid? Find(string? name, PeopleDirectory people) => name is null ? null : people.Find(name)?.Id;

    /// <summary>Under which id it was entered.</summary>
    public sealed record Entered(Guid Id);
}
