using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using NodaTime;

namespace Helpdesk.Web.ServiceLevels.Programme;

/// <summary>One promise of a version.</summary>
/// <param name="Within">As it was written.</param>
public sealed record TargetAnswer(SupportTier Tier, Severity Severity, ClockKind Clock, string Within, double Seconds, string Calendar);

/// <summary>A version of the programme.</summary>
public sealed record ProgrammeAnswer(
    int Version,
    Instant ValidFrom,
    Instant MadeAt,
    string MadeBy,
    ProgrammeOrigin Origin,
    string Reason,
    string Hotline,
    string AtRiskShare,
    string BusinessDayLength,
    IReadOnlyList<TargetAnswer> Targets
);

/// <summary>The version in force, and the one to come if there is one.</summary>
public sealed record ProgrammesAnswer(string Zone, ProgrammeAnswer InForce, ProgrammeAnswer? Planned);

/// <summary>Reading the programme under <c>/api/v1/programme</c>.</summary>
public static class ProgrammeApi
{
    /// <summary>Apart from the API's group: a key for reports may read it.</summary>
    public static void MapProgramme(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/v1/programme", Get)
            .RequireAuthorization(Policies.ReadReports)
            .WithTags("Service levels")
            .WithName("GetProgramme")
            .WithSummary("The targets in force, and those to come (P1–P6, P11).")
            .Produces<ProgrammesAnswer>()
            .ProducesProblem(403);

    private static IResult Get(ProgrammeBook book, SupportProgramme programme) =>
        Results.Json(
            new ProgrammesAnswer(
                programme.Zone.Id,
                Of(book.InForce!, programme),
                book.Planned is { } planned ? Of(planned, programme) : null
            ),
            ApiJson.Options
        );

    private static ProgrammeAnswer Of(ProgrammeVersion version, SupportProgramme programme)
    {
        var targets = ProgrammeTargets.Read(version.Content, programme.Calendars.Select(c => c.Id));
        return new(
            version.Number,
            version.ValidFrom,
            version.MadeAt,
            version.MadeBy,
            version.Origin,
            version.Reason,
            version.Content.Hotline,
            version.Content.AtRiskShare,
            version.Content.BusinessDayLength,
            [
                .. version.Content.Cells.Select(c => new TargetAnswer(
                    c.Tier,
                    c.Severity,
                    c.Kind,
                    c.Within,
                    targets.IsOk ? targets.Value.Target(c.Tier, c.Severity, c.Kind)?.Length.TotalSeconds ?? 0 : 0,
                    c.Calendar
                )),
            ]
        );
    }
}
