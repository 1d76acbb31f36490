using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Makes findable at start what a migration brought: SQL cannot fold Japanese.</summary>
public sealed class RecordFolding(
    IDbContextFactory<HelpdeskDb> databases,
    RecordTable<Product> products,
    RecordTable<ProductVersion> versions,
    RecordTable<Customer> customers,
    RecordTable<Contact> contacts,
    RecordTable<Contract> contracts,
    RecordTable<Licence> licences
)
{
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await FoldAsync(products, cancellation);
        await FoldAsync(versions, cancellation);
        await FoldAsync(customers, cancellation);
        await FoldAsync(contacts, cancellation);
        await FoldAsync(contracts, cancellation);
        await FoldAsync(licences, cancellation);
    }

    private async Task FoldAsync<T>(RecordTable<T> table, CancellationToken cancellation)
        where T : class
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Only a migration leaves it empty under change 0; an erased contact has a history.
        var found = await db.Set<T>()
            .Where(r => EF.Property<string>(r, RecordStamp.Folded) == "" && EF.Property<long>(r, RecordStamp.ChangeId) == 0)
            .ToListAsync(cancellation);
        foreach (var record in found)
            db.Entry(record).Property<string>(RecordStamp.Folded).CurrentValue = table.Folded(record);
        await db.SaveChangesAsync(cancellation);
    }
}
