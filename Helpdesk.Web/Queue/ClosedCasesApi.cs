using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;

namespace Helpdesk.Web.Queue;

/// <summary><c>GET /api/v1/cases?state=closed</c>; the open ones are at <c>/queue</c>.</summary>
public static class ClosedCasesApi
{
    private const int DefaultLimit = 100;

    private const int MostLimit = 1_000;

    public static void MapClosedCases(this RouteGroupBuilder cases) =>
        cases
            .MapGet("/", ListAsync)
            .WithName("ListClosedCases")
            .WithSummary("Closed cases, those closed first first: state=closed, closedSince; go on at next, or later with after.")
            .Produces<ClosedCasesAnswer>()
            .ProducesProblem(400);

    private static async Task<IResult> ListAsync(
        string? state,
        string? closedSince,
        string? after,
        string? limit,
        ClaimsPrincipal who,
        ClosedCasesQuery query,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        if (!string.Equals(state, "closed", StringComparison.OrdinalIgnoreCase))
            return answers.Refused(ErrorKind.Malformed, "cases.state", "state", state);
        var since = IsoInstant.Parse(closedSince);
        if (closedSince is not null && since is null)
            return answers.Refused(ErrorKind.Malformed, "instant.bad", "closedSince", closedSince);
        var place = after is null ? null : ClosedPlace.Parse(after);
        if (after is not null && place is null)
            return answers.Refused(ErrorKind.Malformed, "cases.after", "after", after);
        var most = DefaultLimit;
        if (
            limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MostLimit)
        )
            return answers.Refused(ErrorKind.Malformed, "page.take", "limit", limit, MostLimit);
        var found = await query.ListAsync(since, place, most, who, cancellation);
        return found.IsOk ? Page(found.Value, most, place, closedSince) : answers.Refused(found.Errors);
    }

    private static IResult Page(IReadOnlyList<Case> found, int most, ClosedPlace? asked, string? since)
    {
        var shown = found.Take(most).ToList();
        var after = (shown.Count > 0 ? new ClosedPlace(shown[^1].ClosedAt!.Value, shown[^1].Id) : asked)?.ToString();
        var next = QueryString.Create(
            new Dictionary<string, string?>
            {
                ["state"] = "closed",
                ["closedSince"] = since,
                ["after"] = after,
                ["limit"] = most.ToString(CultureInfo.InvariantCulture),
            }.Where(p => p.Value is not null)
        );
        return Results.Json(
            new ClosedCasesAnswer([.. shown.Select(Of)], after, found.Count > most ? "/api/v1/cases" + next.ToUriComponent() : null),
            ApiJson.Options
        );
    }

    private static ClosedCase Of(Case c) =>
        new(
            c.Number,
            c.Version,
            c.Subject,
            c.CustomerShown,
            c.CustomerKey,
            c.ProductCode,
            c.ProductVersion,
            c.SerialNumber,
            c.Tier,
            c.Severity,
            c.Verdict.Kind,
            c.Channel,
            c.RequestType,
            c.OwnerName,
            c.OpenedAt,
            c.ClosedAt!.Value,
            c.ClosingReason,
            c.ReopenCount
        )
        {
            MovedFrom = c.MovedFrom,
            OldNumber = c.OldNumber,
        };
}
