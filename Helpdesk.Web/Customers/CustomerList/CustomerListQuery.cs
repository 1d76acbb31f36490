using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.CustomerList;

/// <summary>Pages of customers, found and sorted in the database.</summary>
public sealed class CustomerListQuery(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue)
{
    private const int MostChoices = 20;

    public async Task<Result<CustomerRows>> RunAsync(
        CustomerFilter filter,
        CustomerOrder order,
        bool descending,
        int skip,
        int take,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<CustomerRows>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = Found(db, filter);
        var total = await found.CountAsync(cancellation);
        var today = catalogue.Today;
        var days = ContractDays.Of(db);
        var rows = found.Select(c => new
        {
            Customer = c,
            NextEnd = days.Where(d => d.CustomerKey == c.Key && !d.IsFollowed && d.Last >= today)
                .OrderBy(d => d.Last)
                .Select(d => d.Last)
                .FirstOrDefault(),
            Licences = db.Licences().Count(l => l.CustomerKey == c.Key && (l.EndedOn == null || l.EndedOn >= today)),
            Open = db.Cases.Count(x => x.CustomerKey == c.Key && x.Status != CaseStatus.Closed),
        });
        // Whoever has no contract to end comes last either way.
        rows = (order, descending) switch
        {
            (CustomerOrder.NextEnd, false) => rows.OrderBy(r => r.NextEnd == null).ThenBy(r => r.NextEnd),
            (CustomerOrder.NextEnd, true) => rows.OrderBy(r => r.NextEnd == null).ThenByDescending(r => r.NextEnd),
            (CustomerOrder.Reading, false) => rows.OrderBy(r => r.Customer.Reading ?? r.Customer.Name),
            (CustomerOrder.Reading, true) => rows.OrderByDescending(r => r.Customer.Reading ?? r.Customer.Name),
            (_, false) => rows.OrderBy(r => r.Customer.Name),
            (_, true) => rows.OrderByDescending(r => r.Customer.Name),
        };
        var page = await rows.Skip(skip).Take(take).AsNoTracking().ToListAsync(cancellation);
        var tiers = await TiersAsync(db, [.. page.Select(r => r.Customer.Key)], today, cancellation);
        return new CustomerRows(
            page.ConvertAll(r => new CustomerRow(
                r.Customer.Key,
                r.Customer.Name,
                r.Customer.NameLatin,
                r.Customer.Reading,
                r.Customer.EndedOn,
                [.. tiers[r.Customer.Key].Distinct().OrderDescending()],
                r.NextEnd,
                r.Licences,
                r.Open
            )),
            total
        );
    }

    /// <summary>Customers to choose from, by some letters or by a key; whoever may not look finds none.</summary>
    /// <param name="partnersOnly">Only those who serve others.</param>
    public async Task<IReadOnlyList<FieldChoice>> ChoicesAsync(
        string? typed,
        ClaimsPrincipal who,
        CancellationToken cancellation,
        bool partnersOnly = false
    )
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = Matching(db, db.Customers().Where(c => c.JoinedInto == null), typed);
        if (partnersOnly)
            found = found.Where(c => db.Customers().Any(x => x.ServedBy == c.Key));
        return await found
            .OrderBy(c => c.Name)
            .Take(MostChoices)
            .Select(c => new FieldChoice(c.Key, c.Name + " · " + c.Key))
            .ToListAsync(cancellation);
    }

    private IQueryable<Customer> Found(HelpdeskDb db, CustomerFilter filter)
    {
        var today = catalogue.Today;
        var running = ContractDays.Of(db).Where(d => d.From <= today && d.Last >= today);
        var found = filter.State switch
        {
            CustomerState.Ended => db.Customers().Where(c => c.JoinedInto != null || c.EndedOn < today),
            CustomerState.Running => db.Customers().Where(c => c.JoinedInto == null && running.Any(d => d.CustomerKey == c.Key)),
            CustomerState.Without => db.Customers()
                .Where(c => c.JoinedInto == null && (c.EndedOn == null || c.EndedOn >= today) && !running.Any(d => d.CustomerKey == c.Key)),
            _ => db.Customers().Where(c => c.JoinedInto == null),
        };
        if (filter.Tier is { } tier)
            found = found.Where(c => running.Any(d => d.CustomerKey == c.Key && d.Tier == tier));
        if (filter.ServedBy is { } partner)
            found = found.Where(c => c.ServedBy == partner);
        return Matching(db, found, filter.Search);
    }

    private static IQueryable<Customer> Matching(HelpdeskDb db, IQueryable<Customer> found, string? typed)
    {
        foreach (var pattern in RecordSearch.Patterns(typed))
        {
            found = found.Where(c =>
                EF.Functions.Like(EF.Property<string>(c, RecordStamp.Folded), pattern, "\\")
                || db.Contacts()
                    .Any(x => x.CustomerKey == c.Key && EF.Functions.Like(EF.Property<string>(x, RecordStamp.Folded), pattern, "\\"))
                || db.Contracts()
                    .Any(x => x.CustomerKey == c.Key && EF.Functions.Like(EF.Property<string>(x, RecordStamp.Folded), pattern, "\\"))
                || db.Licences()
                    .Any(x => x.CustomerKey == c.Key && EF.Functions.Like(EF.Property<string>(x, RecordStamp.Folded), pattern, "\\"))
            );
        }

        return found;
    }

    private static async Task<ILookup<string, SupportTier>> TiersAsync(
        HelpdeskDb db,
        IReadOnlyList<string> keys,
        LocalDate today,
        CancellationToken cancellation
    ) =>
        (
            await ContractDays
                .Of(db)
                .Where(d => keys.Contains(d.CustomerKey) && d.From <= today && d.Last >= today)
                .Select(d => new { d.CustomerKey, d.Tier })
                .ToListAsync(cancellation)
        ).ToLookup(d => d.CustomerKey, d => d.Tier, StringComparer.OrdinalIgnoreCase);
}
