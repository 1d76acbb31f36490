using System.Security.Claims;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerPage;

/// <summary>One change of one of a customer's records.</summary>
/// <param name="Differences">Empty where an erasure took what it said.</param>
public sealed record HistoryEntry(
    long Id,
    Instant At,
    string By,
    string Kind,
    string Key,
    IReadOnlyList<RecordDifference> Differences,
    bool IsNew,
    bool IsUndo,
    string? Reason
);

/// <summary>Who changed what of a customer and its records, newest first (spec U4).</summary>
public sealed class CustomerHistoryQuery(IDbContextFactory<HelpdeskDb> databases)
{
    public async Task<Result<IReadOnlyList<HistoryEntry>>> RunAsync(
        string key,
        int take,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<IReadOnlyList<HistoryEntry>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.RecordChanges()
            .AsNoTracking()
            .Where(c =>
                (c.Kind == RecordKinds.Customers.Name && c.Key == key)
                || (c.Kind == RecordKinds.Contacts.Name && db.Contacts().Any(x => x.CustomerKey == key && x.Key == c.Key))
                || (c.Kind == RecordKinds.Contracts.Name && db.Contracts().Any(x => x.CustomerKey == key && x.Number == c.Key))
                || (c.Kind == RecordKinds.Licences.Name && db.Licences().Any(x => x.CustomerKey == key && x.Serial == c.Key))
            )
            .OrderByDescending(c => c.Id)
            .Take(take)
            .ToListAsync(cancellation);
        return found.ConvertAll(c => new HistoryEntry(
            c.Id,
            c.At,
            c.ActorName,
            c.Kind,
            c.Key,
            [.. DifferencesOf(c)],
            c.Before is null && c.After is not null,
            c.Undoes is not null,
            c.Reason
        ));
    }

    private static IEnumerable<RecordDifference> DifferencesOf(RecordChange change) =>
        change.Kind switch
        {
            _ when change.Kind == RecordKinds.Customers.Name => Compare(RecordKinds.Customers, change),
            _ when change.Kind == RecordKinds.Contacts.Name => Compare(RecordKinds.Contacts, change),
            _ when change.Kind == RecordKinds.Contracts.Name => Compare(RecordKinds.Contracts, change),
            _ => Compare(RecordKinds.Licences, change),
        };

    private static IEnumerable<RecordDifference> Compare<T>(RecordKind<T> kind, RecordChange change)
        where T : class => RecordJson.Read<T>(change.After) is { } after ? kind.Compare(RecordJson.Read<T>(change.Before), after) : [];
}
