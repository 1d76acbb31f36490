using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers.Records;

/// <summary>Which other records a batch names: asked for once, then looked up.</summary>
internal sealed class KnownRecords
{
    private readonly HashSet<string> _products = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _customers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _contracts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _contacts = new(StringComparer.OrdinalIgnoreCase);

    public static async Task<KnownRecords> LoadAsync(
        HelpdeskDb db,
        IReadOnlyCollection<RecordReference> named,
        CancellationToken cancellation
    )
    {
        var known = new KnownRecords();
        known._products.UnionWith(await db.Products().Select(p => p.Code).ToListAsync(cancellation));
        var customers = Keys(named, RecordKinds.Customers.Name);
        known._customers.UnionWith(await db.Customers().Where(c => customers.Contains(c.Key)).Select(c => c.Key).ToListAsync(cancellation));
        var contracts = Keys(named, RecordKinds.Contracts.Name);
        foreach (
            var c in await db.Contracts()
                .Where(c => contracts.Contains(c.Number))
                .Select(c => new { c.Number, c.CustomerKey })
                .ToListAsync(cancellation)
        )
            known._contracts[c.Number] = c.CustomerKey;
        var contacts = Keys(named, RecordKinds.Contacts.Name);
        foreach (
            var c in await db.Contacts()
                .Where(c => contacts.Contains(c.Key))
                .Select(c => new { c.Key, c.CustomerKey })
                .ToListAsync(cancellation)
        )
            known._contacts[c.Key] = c.CustomerKey;
        return known;
    }

    /// <summary>Why a record cannot name what it names, or nothing.</summary>
    /// <param name="of">Key of the customer whose record it is, where contracts and contacts must be the same one's.</param>
    public IEnumerable<Error> Missing(RecordReference named, string? of)
    {
        var (kind, key) = (named.Kind, named.Key);
        if (kind == RecordKinds.Products.Name)
            return _products.Contains(key) ? [] : [new Error("product.unknown", named.Column, key, string.Join(", ", _products.Order()))];
        if (kind == RecordKinds.Customers.Name)
            return _customers.Contains(key) ? [] : [new Error("customer.unknown", named.Column, key)];
        var all = kind == RecordKinds.Contracts.Name ? _contracts : _contacts;
        var unknown = kind == RecordKinds.Contracts.Name ? "contract.unknown" : "contact.unknown";
        return !all.TryGetValue(key, out var owner) ? [new Error(unknown, named.Column, key)]
            : of is not null && !string.Equals(owner, of, StringComparison.OrdinalIgnoreCase)
                ? [new Error("record.of-other-customer", named.Column, key, owner, of)]
            : [];
    }

    private static List<string> Keys(IEnumerable<RecordReference> named, string kind) =>
        [.. named.Where(n => n.Kind == kind).Select(n => n.Key).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>That a column of a record names another record.</summary>
/// <param name="Kind">Name of the other's kind.</param>
internal sealed record RecordReference(string Column, string Kind, string Key);
