using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Helpdesk.Web.Reports.Wallboard;

public static class WallApi
{
    /// <summary>Apart from the API's group: a wallboard's key may do this and nothing else.</summary>
    public static void MapWall(this IEndpointRouteBuilder app)
    {
        var wall = app.MapGroup("/api/v1/wall").RequireAuthorization(Policies.WatchWall).WithTags("Wallboard");
        wall.MapGet("", PictureAsync)
            .WithName("Wall")
            .WithSummary("Open cases by severity, the next five due, missed ones, who is on call, today's attainment.")
            .Produces<WallSnapshot>()
            .ProducesProblem(401)
            .ProducesProblem(403);
        wall.MapGet("/board", BoardAsync)
            .WithName("WallBoard")
            .WithSummary("The same as the wallboard shows it, in the reader's language.")
            .Produces(200, contentType: "text/html")
            .ProducesProblem(401)
            .ProducesProblem(403);
    }

    private static async Task<IResult> PictureAsync(
        ClaimsPrincipal who,
        WallQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var picture = await query.RunAsync(who, cancellation);
        return picture.IsOk ? Results.Json(picture.Value, ApiJson.Options) : answers.Refused(picture.Errors);
    }

    private static async Task<IResult> BoardAsync(
        HttpContext http,
        ClaimsPrincipal who,
        WallQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var picture = await query.RunAsync(who, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return picture.IsOk ? new RazorComponentResult<WallBoard>(new { Picture = picture.Value }) : answers.Refused(picture.Errors);
    }
}
