using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Platform.Identity;

/// <summary>What programs get in place of a sign-in page: problem details with a stable code, in the caller's language.</summary>
public sealed record AuthProblem(int Status, string Code)
{
    public static readonly AuthProblem SignInRequired = new(StatusCodes.Status401Unauthorized, "auth.required");
    public static readonly AuthProblem KeyRefused = new(StatusCodes.Status401Unauthorized, "auth.key-refused");
    public static readonly AuthProblem Forbidden = new(StatusCodes.Status403Forbidden, "auth.forbidden");
    public static readonly AuthProblem CrossOrigin = new(StatusCodes.Status403Forbidden, "auth.cross-origin");

    /// <summary>Whether the caller is a program: the API, the hubs and a circuit's own connection.</summary>
    public static bool Applies(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
        || request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);

    public Task WriteAsync(HttpContext context)
    {
        if (Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = ApiKeyHandler.Scheme;
        return ToResult(context).ExecuteAsync(context);
    }

    public IResult ToResult(HttpContext context)
    {
        var text = context.RequestServices.GetRequiredService<IStringLocalizer<IdentityText>>();
        var reason = text["Problem." + Code].Value;
        return TypedResults.Problem(
            new ProblemDetails
            {
                Status = Status,
                Type = "urn:helpdesk:" + Code,
                Title = text["Problem." + Status],
                Detail = reason,
                Extensions = { ["errors"] = new Dictionary<string, object> { [""] = new[] { new { code = Code, reason } } } },
            }
        );
    }
}
