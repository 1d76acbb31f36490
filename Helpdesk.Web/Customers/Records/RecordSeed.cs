using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Platform.Data;
using NodaTime;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Puts invented records into a database that has none, with history and addresses as if somebody had entered them.</summary>
public sealed class RecordSeed(
    RecordTable<Product> products,
    RecordTable<ProductVersion> versions,
    RecordTable<Customer> customers,
    RecordTable<Contact> contacts,
    RecordTable<Contract> contracts,
    RecordTable<Licence> licences
)
{
    /// <summary>Adds them to the context; the caller saves.</summary>
    public async Task AddAsync(HelpdeskDb db, SeedRecords records, Instant at)
    {
        var next = 0L;
        next = await PutAsync(db, products, records.Products, at, next);
        next = await PutAsync(db, versions, records.Products.SelectMany(p => p.Versions), at, next);
        next = await PutAsync(db, customers, records.Customers, at, next);
        next = await PutAsync(db, contacts, records.Contacts, at, next);
        next = await PutAsync(db, contracts, records.Contracts, at, next);
        await PutAsync(db, licences, records.Licences, at, next);
    }

    private static async Task<long> PutAsync<T>(HelpdeskDb db, RecordTable<T> table, IEnumerable<T> all, Instant at, long last)
        where T : class
    {
        var batch = new RecordBatch<T>(db, table, new(Actor.System("demo"), at), last);
        foreach (var record in all)
            await batch.PutAsync(record, CancellationToken.None);
        return last + batch.Changes.Count;
    }
}

/// <summary>Records of every kind.</summary>
public sealed record SeedRecords(
    IReadOnlyList<Product> Products,
    IReadOnlyList<Customer> Customers,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<Contract> Contracts,
    IReadOnlyList<Licence> Licences
);
