using System.Security.Claims;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Customers.Contracts;

/// <summary>Pages of contracts, found and sorted in the database.</summary>
public sealed class ContractListQuery(IDbContextFactory<HelpdeskDb> databases, Catalogue catalogue)
{
    public async Task<Result<ContractRows>> RunAsync(
        ContractFilter filter,
        ContractOrder order,
        bool descending,
        int skip,
        int take,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!PolicyRoles.Allow(Policies.ReadRecords, who))
            return Result<ContractRows>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = Found(db, filter);
        var total = await found.CountAsync(cancellation);
        var rows =
            from contract in found
            join day in ContractDays.Of(db) on contract.Number equals day.Number
            join customer in db.Customers() on contract.CustomerKey equals customer.Key into owners
            from owner in owners.DefaultIfEmpty()
            select new
            {
                Contract = contract,
                day.Last,
                Name = owner == null ? contract.CustomerKey : owner.Name,
                Version = EF.Property<int>(contract, RecordStamp.Version),
            };
        rows = (order, descending) switch
        {
            (ContractOrder.Number, false) => rows.OrderBy(r => r.Contract.Number),
            (ContractOrder.Number, true) => rows.OrderByDescending(r => r.Contract.Number),
            (ContractOrder.CustomerName, false) => rows.OrderBy(r => r.Name),
            (ContractOrder.CustomerName, true) => rows.OrderByDescending(r => r.Name),
            (_, false) => rows.OrderBy(r => r.Last).ThenBy(r => r.Contract.Number),
            (_, true) => rows.OrderByDescending(r => r.Last).ThenBy(r => r.Contract.Number),
        };
        var page = await rows.Skip(skip).Take(take).AsNoTracking().ToListAsync(cancellation);
        List<string> numbers = [.. page.Select(r => r.Contract.Number)];
        var told = (
            await db.ContractNotices().AsNoTracking().Where(n => numbers.Contains(n.Number)).OrderBy(n => n.Id).ToListAsync(cancellation)
        ).ToLookup(n => (n.Number.ToUpperInvariant(), n.LastDay));
        return new ContractRows(
            page.ConvertAll(r => new ContractRow(
                r.Contract,
                r.Version,
                r.Name,
                [.. told[(r.Contract.Number.ToUpperInvariant(), r.Contract.LastDay)]]
            )),
            total
        );
    }

    private IQueryable<Contract> Found(HelpdeskDb db, ContractFilter filter)
    {
        var found = Ending(db, filter.Span);
        if (filter.Tier is { } tier)
            found = found.Where(c => c.Tier == tier);
        if (filter.Product is { } product)
        {
            // The codes lie in one column as JSON, each in quotes.
            var quoted = "\"" + product + "\"";
            found = found.Where(c => ((string)(object)c.Products).Contains(quoted));
        }

        foreach (var pattern in RecordSearch.Patterns(filter.Search))
        {
            found = found.Where(c =>
                EF.Functions.Like(EF.Property<string>(c, RecordStamp.Folded), pattern, "\\")
                || db.Customers()
                    .Any(x => x.Key == c.CustomerKey && EF.Functions.Like(EF.Property<string>(x, RecordStamp.Folded), pattern, "\\"))
            );
        }

        return found;
    }

    // What another contract follows does not end for the customer.
    private IQueryable<Contract> Ending(HelpdeskDb db, ContractSpan span)
    {
        var (today, days) = (catalogue.Today, ContractDays.Of(db));
        LocalDate? until = span switch
        {
            ContractSpan.In30 => today.PlusDays(30),
            ContractSpan.In60 => today.PlusDays(60),
            ContractSpan.In90 => today.PlusDays(90),
            _ => null,
        };
        return span switch
        {
            ContractSpan.All => db.Contracts(),
            ContractSpan.Ended => db.Contracts().Where(c => days.Any(d => d.Number == c.Number && d.Last < today)),
            _ => db.Contracts().Where(c => days.Any(d => d.Number == c.Number && d.Last >= today && d.Last <= until && !d.IsFollowed)),
        };
    }
}
