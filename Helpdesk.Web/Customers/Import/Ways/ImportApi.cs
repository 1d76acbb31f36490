using System.Text.Json;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Import.Rows;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Localization;

namespace Helpdesk.Web.Customers.Import.Ways;

/// <summary><c>POST /api/v1/import/{kind}</c>: a JSON object a line in, an answer a line out.</summary>
public static class ImportApi
{
    public const string MediaType = "application/x-ndjson";

    public static void MapImport(this RouteGroupBuilder api) =>
        api.MapPost("/{kind}", TakeAsync).WithTags("Records").WithSummary("Takes records line by line (NDJSON) and answers line by line");

    private static async Task<IResult> TakeAsync(
        string kind,
        bool? dryRun,
        HttpContext http,
        ImportKinds kinds,
        ImportStream stream,
        ApiAnswers answers,
        ErrorWords words
    )
    {
        if (kinds.Find(kind) is not { } known)
            return answers.Refused(
                ErrorKind.NotFound,
                "import.kind-unknown",
                "kind",
                kind,
                string.Join(", ", kinds.All.Select(k => k.Name))
            );
        if (http.Request.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return answers.Refused(ErrorKind.Malformed, "body.not-json", "Content-Type", type);
        var taken = stream.Take(
            known,
            ImportLines.ReadAsync(http.Request.Body, http.RequestAborted),
            dryRun == true,
            http.User,
            http.RequestAborted
        );
        return taken.IsOk
            ? Results.Stream(body => AnswerAsync(taken.Value, body, words, http.RequestAborted), MediaType)
            : answers.Refused(taken.Errors);
    }

    private static async Task AnswerAsync(
        IAsyncEnumerable<IReadOnlyList<JudgedRow>> batches,
        Stream body,
        ErrorWords words,
        CancellationToken cancellation
    )
    {
        await foreach (var batch in batches.WithCancellation(cancellation))
        {
            foreach (var row in batch)
            {
                await JsonSerializer.SerializeAsync(body, ToAnswer(row, words), ApiJson.Options, cancellation);
                await body.WriteAsync("\n"u8.ToArray(), cancellation);
            }

            await body.FlushAsync(cancellation);
        }
    }

    private static RowAnswer ToAnswer(JudgedRow row, ErrorWords words) =>
        new(
            row.Row,
            JsonNamingPolicy.CamelCase.ConvertName(row.Outcome.ToString()),
            row.Key.Length > 0 ? row.Key : null,
            [.. row.Refusals.Select(r => new RowError(r.Column, r.Error.Code, words.Of(r.Error)))]
        );

    /// <summary>What became of a line.</summary>
    private sealed record RowAnswer(int Row, string Outcome, string? Key, IReadOnlyList<RowError> Errors);

    private sealed record RowError(string? Column, string Code, string Reason);
}
