using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Api;

/// <summary>A record with what is kept of its last change.</summary>
internal sealed class StampedRow<T>
    where T : class
{
    public required T Record { get; init; }

    public required string Key { get; init; }

    /// <summary>Its ETag.</summary>
    public required int Revision { get; init; }

    public required long ChangeId { get; init; }

    public required Instant ChangedAt { get; init; }

    public required string Folded { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="IsLast">False while more follow.</param>
internal sealed record RecordSlice<T>(IReadOnlyList<StampedRow<T>> Rows, bool IsLast)
    where T : class;

/// <summary>Reads records as the API shows them; each answer is one statement, so that no change falls between its parts.</summary>
public sealed class StampedRecordsQuery(IDbContextFactory<HelpdeskDb> databases, IAuthorizationService authorisation)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>record.unknown</c>.</summary>
    internal async Task<Result<StampedRow<T>>> FindAsync<T>(
        RecordResource<T> resource,
        string key,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
        where T : class
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.ReadRecords)).Succeeded)
            return Result<StampedRow<T>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = resource.Stamped(resource.Table.WithKeys(db, [key]).AsNoTracking());
        return await rows.SingleOrDefaultAsync(cancellation) is { } found
            ? found
            : Result<StampedRow<T>>.Refuse(ErrorKind.NotFound, "record.unknown", resource.Table.Kind.Keys[0], key);
    }

    /// <summary>
    /// In the order of their last changes. Whatever changes while somebody reads page after page moves to the end, where they come by
    /// again; nothing is passed over.
    /// </summary>
    internal async Task<Result<RecordSlice<T>>> ListAsync<T>(
        RecordResource<T> resource,
        RecordQuestion question,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
        where T : class
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.ReadRecords)).Succeeded)
            return Result<RecordSlice<T>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = resource.Stamped(resource.Rows(db, question.Filters).AsNoTracking());
        if (question.ChangedSince is { } since)
            rows = rows.Where(r => r.ChangedAt >= since);
        if (question.Search is { } search)
        {
            var folded = SearchFold.Fold(search);
            rows = rows.Where(r => r.Folded.Contains(folded));
        }

        if (question.After is { ChangeId: var change, Key: var key })
            rows = rows.Where(r => r.ChangeId > change || (r.ChangeId == change && r.Key.CompareTo(key) > 0));
        var page = await rows.OrderBy(r => r.ChangeId).ThenBy(r => r.Key).Take(question.Limit + 1).ToListAsync(cancellation);
        return new RecordSlice<T>([.. page.Take(question.Limit)], page.Count <= question.Limit);
    }
}
