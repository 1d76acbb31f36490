using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Intake;

/// <summary><c>POST /api/v1/cases</c>.</summary>
public static class OpenCaseApi
{
    public static void MapOpenCase(this RouteGroupBuilder cases) =>
        cases
            .MapPost("/", OpenAsync)
            .WithName("OpenCase")
            .WithSummary("Opens a case and answers with number, verdict and clocks; idempotent by Idempotency-Key.")
            .Accepts<OpenCaseRequest>("application/json")
            .Produces<CaseAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(400)
            .ProducesProblem(422);

    private static async Task<IResult> OpenAsync(
        HttpRequest request,
        ClaimsPrincipal who,
        OpenCaseHandler handler,
        CaseAnswers shown,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 0 && (key.Length > 200 || key.Any(c => c is < '!' or > '~')))
            return answers.Refused(ErrorKind.Malformed, "header.idempotency-key", "Idempotency-Key");
        var body = await ApiBody.ReadAsync<OpenCaseRequest>(request, ApiBody.CommandLimit);
        if (!body.IsOk)
            return answers.Refused(body.Errors);
        var once = key.Length == 0 ? null : new Idempotency(who.FindFirstValue(ClaimTypes.NameIdentifier) + "/" + key, HashOf(body.Value));
        var opened = await handler.HandleAsync(body.Value, Channel.Api, once, who, cancellation);
        if (!opened.IsOk)
            return answers.Refused(opened.Errors);
        var target = opened.Value.Case;
        request.HttpContext.Response.Headers.ETag = $"\"{target.Version}\"";
        // The same answer for the same key: a client that lost the first one cannot tell them apart, and need not.
        return Results
            .Json(shown.Of(target), ApiJson.Options, statusCode: StatusCodes.Status201Created)
            .WithLocation($"/api/v1/cases/{target.Number}");
    }

    private static string HashOf(OpenCaseRequest request) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Options)));
}
