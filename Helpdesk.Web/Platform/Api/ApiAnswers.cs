using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Localization;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Platform.Api;

/// <summary>
/// Refusals as problem details (RFC 9457): status by the kind of refusal, the field, the reason
/// in the caller's language, and the stable code for machines.
/// </summary>
public sealed class ApiAnswers(ErrorWords words)
{
    public IResult Refused(IReadOnlyList<Error> errors)
    {
        var status = Status(errors[0].Kind);
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

    public IResult Refused(ErrorKind kind, string code, string? field = null, params object?[] args) =>
        Refused([new Error(kind, code, field, args)]);

    // A machine knows no reader's zone: instants are said here as everywhere else in the API.
    private string Reason(Error error) =>
        words.Of(error with { Args = [.. error.Args.Select(a => a is Instant at ? InstantPattern.General.Format(at) : a)] });

    private static int Status(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Malformed => StatusCodes.Status400BadRequest,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Changed => StatusCodes.Status412PreconditionFailed,
            ErrorKind.VersionMissing => StatusCodes.Status428PreconditionRequired,
            ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.NoSpace => StatusCodes.Status507InsufficientStorage,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
}
