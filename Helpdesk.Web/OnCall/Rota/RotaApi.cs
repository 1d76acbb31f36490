using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

public static class RotaApi
{
    public static void MapRota(this RouteGroupBuilder api)
    {
        var onCall = api.MapGroup("/on-call").WithTags("On call");
        onCall
            .MapGet("", AtAsync)
            .WithName("OnCall")
            .WithSummary("Who is on call in each layer, now or `at` an instant.")
            .Produces<OnCallAnswer>()
            .ProducesProblem(400)
            .ProducesProblem(403);
        onCall
            .MapGet("/shifts", ShiftsAsync)
            .WithName("OnCallShifts")
            .WithSummary("The shifts between `from` and `until`, of all layers or of one; what nobody has is a shift without a person.")
            .Produces<IReadOnlyList<ShiftAnswer>>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        onCall
            .MapGet("/gaps", GapsAsync)
            .WithName("OnCallGaps")
            .WithSummary(
                "The stretches outside business hours between `from` and `until` that nobody covers; without them the next 14 days."
            )
            .Produces<IReadOnlyList<GapAnswer>>()
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        onCall
            .MapGet("/overrides", ListAsync)
            .WithName("OnCallOverrides")
            .WithSummary("Overrides that run or come.")
            .Produces<IReadOnlyList<OverrideAnswer>>()
            .ProducesProblem(403);
        onCall
            .MapPost("/overrides", TakeAsync)
            .WithName(nameof(SaveOverride))
            .WithSummary("Gives a layer to somebody for a while: one takes it over or hands over one's own, as a supervisor anybody's.")
            .Accepts<OverrideBody>("application/json")
            .Produces<Entered>(201)
            .ProducesProblem(400)
            .ProducesProblem(403)
            .ProducesProblem(422);
        onCall
            .MapPost("/overrides/{id:guid}/cancel", CancelAsync)
            .WithName(nameof(CancelOverride))
            .WithSummary("Ends an override now, or takes back one that has not begun.")
            .Produces(204)
            .ProducesProblem(403)
            .ProducesProblem(404);
    }

    private static async Task<IResult> AtAsync(
        string? at,
        ClaimsPrincipal who,
        RotaQuery query,
        PeopleDirectory people,
        IClock clock,
        ApiAnswers answers
    )
    {
        var when = Read(at, "at", clock.GetCurrentInstant());
        if (!when.IsOk)
            return answers.Refused(when.Errors);
        var found = await query.AtAsync(who, when.Value);
        return found.IsOk
            ? Results.Json(new OnCallAnswer(when.Value, [.. found.Value.Select(s => Answer(s, people))]), ApiJson.Options)
            : answers.Refused(found.Errors);
    }

    private static async Task<IResult> ShiftsAsync(
        string? from,
        string? until,
        string? layer,
        ClaimsPrincipal who,
        RotaQuery query,
        PeopleDirectory people,
        IClock clock,
        ApiAnswers answers
    )
    {
        var asked = Read(from, until, layer, clock.GetCurrentInstant());
        if (!asked.IsOk)
            return answers.Refused(asked.Errors);
        var found = await query.ShiftsAsync(who, asked.Value.Over, asked.Value.Layers);
        return found.IsOk ? Results.Json(found.Value.Select(s => Answer(s, people)), ApiJson.Options) : answers.Refused(found.Errors);
    }

    private static async Task<IResult> GapsAsync(
        string? from,
        string? until,
        string? layer,
        ClaimsPrincipal who,
        RotaQuery query,
        IClock clock,
        ApiAnswers answers
    )
    {
        var asked = Read(from, until, layer, clock.GetCurrentInstant());
        if (!asked.IsOk)
            return answers.Refused(asked.Errors);
        var found = await query.GapsAsync(who, asked.Value.Over, asked.Value.Layers);
        return found.IsOk
            ? Results.Json(
                found.Value.Select(g => new GapAnswer(
                    g.Layer,
                    g.Time.From,
                    g.Time.Until,
                    [.. g.Closed.Select(c => new ClosedAnswer(c.From, c.Until))]
                )),
                ApiJson.Options
            )
            : answers.Refused(found.Errors);
    }

    private static IResult ListAsync(RotaCache board, PeopleDirectory people, IClock clock)
    {
        var now = clock.GetCurrentInstant();
        return Results.Json(
            board
                .Overrides.Where(o => o.Until > now)
                .Select(o => new OverrideAnswer(o.Id, o.Layer, NameOf(o.PersonId, people) ?? "", o.From, o.Until, o.Reason, o.MadeBy)),
            ApiJson.Options
        );
    }

    private static async Task<IResult> TakeAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        OverrideHandlers handlers,
        PeopleDirectory people,
        IClock clock,
        ApiAnswers answers
    )
    {
        var body = await ApiBody.ReadAsync<OverrideBody>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var (taken, person) = (body.Value, body.Value.Person is { } name ? people.Find(name)?.Id : who.ActorId());
        Error[] wrong =
        [
            .. person is null ? [new Error("owner.unknown", "person", [taken.Person])] : Array.Empty<Error>(),
            .. taken.Layer is null ? [new Error("value.required", "layer", [])] : Array.Empty<Error>(),
            .. taken.Until is null ? [new Error("value.required", "until", [])] : Array.Empty<Error>(),
        ];
        if (wrong.Length > 0)
            return answers.Refused(wrong);
        var done = await handlers.HandleAsync(
            new SaveOverride(
                null,
                0,
                taken.Layer!.Value,
                person!.Value,
                taken.From ?? clock.GetCurrentInstant(),
                taken.Until!.Value,
                taken.Reason
            ),
            who
        );
        return done.IsOk
            ? Results.Json(
                new Entered(done.Value.Id, done.Value.Time.From, done.Value.Time.Until),
                ApiJson.Options,
                statusCode: StatusCodes.Status201Created
            )
            : answers.Refused(done.Errors);
    }

    private static async Task<IResult> CancelAsync(Guid id, ClaimsPrincipal who, OverrideHandlers handlers, ApiAnswers answers)
    {
        var done = await handlers.HandleAsync(new CancelOverride(id), who);
        return done.IsOk ? Results.NoContent() : answers.Refused(done.Errors);
    }

    private static Result<(TimeRange Over, OnCallLayer[] Layers)> Read(string? from, string? until, string? layer, Instant now)
    {
        var start = Read(from, "from", now);
        if (!start.IsOk)
            return Result<(TimeRange, OnCallLayer[])>.Refuse(start.Errors);
        var end = Read(until, "until", start.Value + RotaWatch.Notice);
        if (!end.IsOk)
            return Result<(TimeRange, OnCallLayer[])>.Refuse(end.Errors);
        if (layer is null)
            return (new TimeRange(start.Value, end.Value), RotaQuery.Layers.ToArray());
        return Enum.TryParse<OnCallLayer>(layer, ignoreCase: true, out var one) && Enum.IsDefined(one) && !char.IsDigit(layer[0])
            ? (new TimeRange(start.Value, end.Value), [one])
            : Result<(TimeRange, OnCallLayer[])>.Refuse(
                ErrorKind.Malformed,
                "enum.unknown",
                "layer",
                layer,
                string.Join(", ", Enum.GetNames<OnCallLayer>())
            );
    }

    private static Result<Instant> Read(string? text, string field, Instant otherwise)
    {
        if (string.IsNullOrEmpty(text))
            return otherwise;
        return IsoInstant.Parse(text) is { } at && at.InUtc().Year is > 2000 and < 2090
            ? at
            : Result<Instant>.Refuse(ErrorKind.Malformed, "instant.bad", field, text);
    }

    private static ShiftAnswer Answer(Shift shift, PeopleDirectory people) =>
        new(
            shift.Layer,
            shift.Time.From,
            shift.Time.Until,
            NameOf(shift.Person, people),
            shift.Person is { } id ? people.Find(id)?.DisplayName : null,
            shift.Source,
            NameOf(shift.InsteadOf, people)
        );

    private static string? NameOf(Guid? id, PeopleDirectory people) => id is { } one ? people.Find(one)?.UserName : null;

    /// <summary>Under which id it was entered, and for what stretch.</summary>
    public sealed record Entered(Guid Id, Instant From, Instant Until);
}
