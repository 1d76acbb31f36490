using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Api;
using NodaTime;

namespace Helpdesk.Web.Cases.CasePage;

/// <param name="Kind">Word of the event, e.g. <c>ReplySent</c>.</param>
public sealed record TimelineAnswer(Instant At, ActorKind By, string ByName, string Kind, string? Text);

/// <summary>A case with its time line and its files.</summary>
public sealed record CaseWithTimeline(CaseAnswer Case, IReadOnlyList<TimelineAnswer> Timeline, IReadOnlyList<FileAnswer> Files);

/// <summary><c>GET /api/v1/cases/{number}</c>.</summary>
public static class CaseApi
{
    public static void MapCase(this RouteGroupBuilder cases) =>
        cases
            .MapGet("/{number}", GetAsync)
            .WithName("GetCase")
            .WithSummary("A case with verdict, clocks and time line; the ETag is its version.")
            .Produces<CaseWithTimeline>()
            .ProducesProblem(404);

    private static async Task<IResult> GetAsync(
        string number,
        HttpContext http,
        CaseQuery query,
        CaseAnswers shown,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!CaseNumber.IsValid(number) || await query.FindAsync(number, cancellation) is not { } found)
            return answers.Refused(ErrorKind.NotFound, "case.unknown", "number", number);
        http.Response.Headers.ETag = $"\"{found.Case.Version}\"";
        var timeline = found.Timeline.Select(e => new TimelineAnswer(e.At, e.ActorKind, e.ActorName, e.Event.GetType().Name, e.Words));
        return Results.Json(
            new CaseWithTimeline(shown.Of(found.Case), [.. timeline], [.. found.Attachments.Select(FileAnswer.Of)]),
            ApiJson.Options
        );
    }
}
