using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Api;

/// <summary>
/// Refusals as problem details (RFC 9457): status by code, the field, the reason
/// in the caller's language, and the stable code for machines.
/// </summary>
public sealed class ApiAnswers(ErrorWords words)
{
    public IResult Refused(IReadOnlyList<Error> errors)
    {
        var status = Status(errors);
        var problem = new ProblemDetails
        {
            Status = status,
            Type = "urn:helpdesk:" + errors[0].Code,
            Title = words.Title(status),
            Detail = string.Join(" ", errors.Take(3).Select(Reason)),
        };
        problem.Extensions["errors"] = errors
            .GroupBy(e => e.Field ?? "")
            .ToDictionary(g => g.Key, g => g.Select(e => new { code = e.Code, reason = Reason(e) }).ToArray());
        return Results.Json(problem, ApiJson.Options, "application/problem+json", status);
    }

    public IResult Refused(string code, string? field = null, params object?[] args) => Refused([new Error(code, field, args)]);

    // A machine knows no reader's zone: instants are said here as everywhere else in the API.
    private string Reason(Error error) =>
        words.Of(error with { Args = [.. error.Args.Select(a => a is Instant at ? InstantPattern.General.Format(at) : a)] });

    private static int Status(IReadOnlyList<Error> errors)
    {
        var first = errors[0].Code;
        return first switch
        {
            "auth.forbidden" or "override.not-yours" or "page.not-asked" => StatusCodes.Status403Forbidden,
            "address.method" => StatusCodes.Status405MethodNotAllowed,
            "page.unknown" or "handover.unknown" => StatusCodes.Status404NotFound,
            "case.unknown"
            or "article.unknown"
            or "file.unknown"
            or "mail.unknown"
            or "absence.unknown"
            or "plan.unknown"
            or "override.unknown"
            or "address.unknown" => StatusCodes.Status404NotFound,
            "file.disk-full" => StatusCodes.Status507InsufficientStorage,
            "file.too-large" => StatusCodes.Status413PayloadTooLarge,
            "case.changed" => StatusCodes.Status412PreconditionFailed,
            "case.not-allowed"
            or "page.taken"
            or "page.over"
            or "case.already-owner"
            or "case.no-owner"
            or "plan.overtaken"
            or "plan.collided"
            or "plan.undone"
            or "plan.stands"
            or "agent.changed"
            or "file.infected"
            or "file.waiting" => StatusCodes.Status409Conflict,
            _ when first.StartsWith("json.", StringComparison.Ordinal)
                    || first.StartsWith("body.", StringComparison.Ordinal)
                    || first.StartsWith("header.", StringComparison.Ordinal)
                    || first is "enum.unknown" or "instant.bad" => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
    }
}
