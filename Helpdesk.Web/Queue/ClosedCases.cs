using System.Buffers.Text;
using System.Globalization;
using System.Security.Claims;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>A closed case in a list.</summary>
/// <param name="CustomerKey">Of the customer on record, or null.</param>
public sealed record ClosedCase(
    string Number,
    int Version,
    string Subject,
    string Customer,
    string? CustomerKey,
    string Product,
    string ProductVersion,
    string? SerialNumber,
    SupportTier Tier,
    Severity Severity,
    VerdictKind Verdict,
    Channel Channel,
    RequestType RequestType,
    string? Owner,
    Instant OpenedAt,
    Instant ClosedAt,
    ClosingReason? ClosingReason,
    int ReopenCount
)
{
    /// <summary>The help desk it was moved in from; null for a case of this one.</summary>
    public string? MovedFrom { get; init; }

    /// <summary>Its number there.</summary>
    public string? OldNumber { get; init; }
}

/// <summary>One page of closed cases.</summary>
/// <param name="After">The place behind the last one; there on the last page too, for the next run.</param>
/// <param name="Next">Address of the next page, or null.</param>
public sealed record ClosedCasesAnswer(IReadOnlyList<ClosedCase> Items, string? After, string? Next);

/// <summary>A place in the list: behind the case of this id, closed then.</summary>
internal sealed record ClosedPlace(Instant ClosedAt, long Id)
{
    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{ClosedAt.ToUnixTimeTicks()}/{Id}")));

    public static ClosedPlace? Parse(string text)
    {
        if (text.Length > 100 || !Base64Url.IsValid(text))
            return null;
        return
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/') is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && Math.Abs(at) < NodaConstants.TicksPerDay * 1_000_000
            && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(Instant.FromUnixTimeTicks(at), number)
            : null;
    }
}

/// <summary>
/// Closed cases, those closed first first: a place in the list stays, however many are closed after it. A case that is opened again leaves
/// the list and comes by once more when it is closed again.
/// </summary>
public sealed class ClosedCasesQuery(IDbContextFactory<HelpdeskDb> databases, IAuthorizationService authorisation)
{
    /// <returns>One more than <paramref name="limit"/> when there are more; <c>auth.forbidden</c>.</returns>
    internal async Task<Result<IReadOnlyList<Case>>> ListAsync(
        Instant? since,
        ClosedPlace? after,
        int limit,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<Case>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var cases = db.Cases.AsNoTracking().Where(c => c.Status == CaseStatus.Closed && c.ClosedAt != null);
        if (since is { } first)
            cases = cases.Where(c => c.ClosedAt >= first);
        if (after is { ClosedAt: var at, Id: var id })
            cases = cases.Where(c => c.ClosedAt > at || (c.ClosedAt == at && c.Id > id));
        return await cases.OrderBy(c => c.ClosedAt).ThenBy(c => c.Id).Take(limit + 1).ToListAsync(cancellation);
    }
}
