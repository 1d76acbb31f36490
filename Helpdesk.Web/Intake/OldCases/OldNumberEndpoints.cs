using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.Intake.OldCases;

/// <summary>
/// <c>/cases/old/{from}/{oldNumber}</c> and the same under <c>/api/v1</c>: links with old numbers, in mails and papers, lead to the cases
/// here.
/// </summary>
public static class OldNumberEndpoints
{
    public static void MapOldNumbers(this WebApplication app) =>
        app.MapGet("/cases/old/{from}/{oldNumber}", PageAsync).RequireAuthorization(Policies.WorkCases).ExcludeFromDescription();

    public static void MapOldNumbersApi(this RouteGroupBuilder cases) =>
        cases
            .MapGet("/old/{from}/{oldNumber}", ApiAsync)
            .WithName("GetCaseByOldNumber")
            .WithSummary("Leads to the case that another help desk had under this number: 302 to /cases/{number}.")
            .Produces(302)
            .ProducesProblem(404);

    private static async Task<IResult> PageAsync(string from, string oldNumber, OldNumberQuery query, CancellationToken cancellation) =>
        await query.FindAsync(from, oldNumber, cancellation) is { } number
            ? Results.LocalRedirect("/cases/" + number)
            // Perhaps it is written otherwise, or came from another system: the search finds it.
            : Results.LocalRedirect("/cases?q=" + Uri.EscapeDataString(oldNumber));

    private static async Task<IResult> ApiAsync(
        string from,
        string oldNumber,
        OldNumberQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    ) =>
        await query.FindAsync(from, oldNumber, cancellation) is { } number
            ? Results.LocalRedirect("/api/v1/cases/" + number)
            : answers.Refused(ErrorKind.NotFound, "old-case.unknown", "oldNumber", from, oldNumber);
}
