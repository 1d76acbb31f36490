using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Take;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Supervision.Board;

/// <summary><c>POST /api/v1/queue/take-next</c>.</summary>
public static class TakeNextApi
{
    public static void MapTakeNext(this RouteGroupBuilder api) =>
        api.MapPost("/queue/take-next", TakeAsync)
            .WithName(nameof(TakeNextCase))
            .WithSummary("The caller takes the case that fits them best, and hears why (U1).")
            .Produces<TakenNext>()
            .ProducesProblem(403)
            .ProducesProblem(422);

    private static async Task<IResult> TakeAsync(HttpRequest request, ClaimsPrincipal who, TakeNextCase handler, ApiAnswers answers)
    {
        var taken = await handler.HandleAsync(who, request.HttpContext.RequestAborted);
        return taken.IsOk ? Results.Json(taken.Value, ApiJson.Options) : answers.Refused(taken.Errors);
    }
}
