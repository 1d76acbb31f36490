using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Customers.Api;

/// <summary>One kind of record as the API offers it: its address, and what its list can be narrowed down by.</summary>
public abstract class RecordResource<T>(RecordTable<T> table)
    where T : class
{
    public RecordTable<T> Table => table;

    /// <summary>Address of the list, e.g. <c>/customers</c>.</summary>
    internal virtual string ListPath => "/" + table.Kind.Name;

    /// <summary>Address of one record.</summary>
    internal virtual string Path => ListPath + "/{" + table.Kind.Keys[0] + "}";

    /// <summary>Places of the address that stand for columns, by their names there; those of the key.</summary>
    internal virtual IReadOnlyDictionary<string, string> Places => table.Kind.Keys.ToDictionary(k => k, k => k);

    /// <summary>The parameters that only this list takes.</summary>
    internal virtual IReadOnlyList<string> Filters => [];

    internal abstract IQueryable<T> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters);

    /// <summary>The rows with their stamps; the key tells records apart that came with the same change.</summary>
    internal abstract IQueryable<StampedRow<T>> Stamped(IQueryable<T> rows);

    /// <summary>What is wrong with a filter's value, or null.</summary>
    internal virtual Error? Wrong(string filter, string value) => null;
}

public sealed class CustomerResource(RecordTable<Customer> table) : RecordResource<Customer>(table)
{
    internal override IQueryable<Customer> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters) => db.Customers();

    internal override IQueryable<StampedRow<Customer>> Stamped(IQueryable<Customer> rows) =>
        rows.Select(c => new StampedRow<Customer>
        {
            Record = c,
            Key = c.Key,
            Revision = EF.Property<int>(c, RecordStamp.Version),
            ChangeId = EF.Property<long>(c, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(c, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(c, RecordStamp.Folded),
        });
}

public sealed class ContactResource(RecordTable<Contact> table) : RecordResource<Contact>(table)
{
    internal override IReadOnlyList<string> Filters => ["customer"];

    internal override IQueryable<Contact> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters) =>
        filters.TryGetValue("customer", out var customer) ? db.Contacts().Where(c => c.CustomerKey == customer) : db.Contacts();

    internal override IQueryable<StampedRow<Contact>> Stamped(IQueryable<Contact> rows) =>
        rows.Select(c => new StampedRow<Contact>
        {
            Record = c,
            Key = c.Key,
            Revision = EF.Property<int>(c, RecordStamp.Version),
            ChangeId = EF.Property<long>(c, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(c, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(c, RecordStamp.Folded),
        });
}

public sealed class ProductResource(RecordTable<Product> table) : RecordResource<Product>(table)
{
    internal override IQueryable<Product> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters) => db.Products();

    internal override IQueryable<StampedRow<Product>> Stamped(IQueryable<Product> rows) =>
        rows.Select(p => new StampedRow<Product>
        {
            Record = p,
            Key = p.Code,
            Revision = EF.Property<int>(p, RecordStamp.Version),
            ChangeId = EF.Property<long>(p, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(p, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(p, RecordStamp.Folded),
        });
}

public sealed class VersionResource(RecordTable<ProductVersion> table) : RecordResource<ProductVersion>(table)
{
    internal override string ListPath => "/products/{code}/versions";

    internal override string Path => ListPath + "/{version}";

    internal override IReadOnlyDictionary<string, string> Places { get; } =
        new Dictionary<string, string> { ["code"] = "product", ["version"] = "version" };

    internal override IQueryable<ProductVersion> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters)
    {
        var product = filters["product"];
        return db.ProductVersions().Where(v => v.ProductCode == product);
    }

    internal override IQueryable<StampedRow<ProductVersion>> Stamped(IQueryable<ProductVersion> rows) =>
        rows.Select(v => new StampedRow<ProductVersion>
        {
            Record = v,
            Key = v.Number,
            Revision = EF.Property<int>(v, RecordStamp.Version),
            ChangeId = EF.Property<long>(v, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(v, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(v, RecordStamp.Folded),
        });
}

public sealed class ContractResource(RecordTable<Contract> table) : RecordResource<Contract>(table)
{
    internal override IReadOnlyList<string> Filters => ["customer", "product", "tier", "endsBefore"];

    internal override Error? Wrong(string filter, string value) =>
        filter switch
        {
            "tier" when ApiWords.Parse<SupportTier>(value) is null => new(
                ErrorKind.Malformed,
                "enum.unknown",
                filter,
                value,
                ApiWords.List<SupportTier>()
            ),
            "endsBefore" when !LocalDatePattern.Iso.Parse(value).Success => new(ErrorKind.Malformed, "record.date-bad", filter, value),
            _ => null,
        };

    internal override IQueryable<Contract> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters)
    {
        // The codes are kept as JSON, which LINQ cannot look into.
        IQueryable<Contract> rows = filters.TryGetValue("product", out var product)
            ? db.Contracts()
                .FromSql(
                    $"""
                    SELECT * FROM Contracts
                    WHERE EXISTS (SELECT 1 FROM json_each(Contracts.Products) p WHERE p.value = {product} COLLATE NOCASE)
                    """
                )
            : db.Contracts();
        if (filters.TryGetValue("customer", out var customer))
            rows = rows.Where(c => c.CustomerKey == customer);
        if (filters.TryGetValue("tier", out var word) && ApiWords.Parse<SupportTier>(word) is { } tier)
            rows = rows.Where(c => c.Tier == tier);
        if (filters.TryGetValue("endsBefore", out var text))
        {
            var day = LocalDatePattern.Iso.Parse(text).Value;
            rows = rows.Where(c => c.Until < day || c.EndedOn < day);
        }

        return rows;
    }

    internal override IQueryable<StampedRow<Contract>> Stamped(IQueryable<Contract> rows) =>
        rows.Select(c => new StampedRow<Contract>
        {
            Record = c,
            Key = c.Number,
            Revision = EF.Property<int>(c, RecordStamp.Version),
            ChangeId = EF.Property<long>(c, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(c, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(c, RecordStamp.Folded),
        });
}

public sealed class LicenceResource(RecordTable<Licence> table) : RecordResource<Licence>(table)
{
    internal override IReadOnlyList<string> Filters => ["customer", "product", "contract"];

    internal override IQueryable<Licence> Rows(HelpdeskDb db, IReadOnlyDictionary<string, string> filters)
    {
        IQueryable<Licence> rows = db.Licences();
        if (filters.TryGetValue("customer", out var customer))
            rows = rows.Where(l => l.CustomerKey == customer);
        if (filters.TryGetValue("product", out var product))
            rows = rows.Where(l => l.ProductCode == product);
        if (filters.TryGetValue("contract", out var contract))
            rows = rows.Where(l => l.ContractNumber == contract);
        return rows;
    }

    internal override IQueryable<StampedRow<Licence>> Stamped(IQueryable<Licence> rows) =>
        rows.Select(l => new StampedRow<Licence>
        {
            Record = l,
            Key = l.Serial,
            Revision = EF.Property<int>(l, RecordStamp.Version),
            ChangeId = EF.Property<long>(l, RecordStamp.ChangeId),
            ChangedAt = EF.Property<Instant>(l, RecordStamp.ChangedAt),
            Folded = EF.Property<string>(l, RecordStamp.Folded),
        });
}
