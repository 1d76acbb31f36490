using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Records;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>A kind of record, as importing sees it.</summary>
public interface IImportKind
{
    string Name { get; }

    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Columns that may name another row of the same file.</summary>
    internal IReadOnlyList<string> SelfColumns { get; }

    /// <summary>Begins to read a file of it.</summary>
    internal IImportPass Begin();

    /// <summary>Brings records back to what they were before these changes.</summary>
    internal IImportReturn Return();
}

/// <summary>The kinds that can be imported, in the order in which one needs the other.</summary>
public sealed class ImportKinds(
    RecordTable<Product> products,
    RecordTable<ProductVersion> versions,
    RecordTable<Customer> customers,
    RecordTable<Contact> contacts,
    RecordTable<Contract> contracts,
    RecordTable<Licence> licences
)
{
    public IReadOnlyList<IImportKind> All { get; } =
    [
        new ImportKind<Product>(products, "maintainedBy"),
        new ImportKind<ProductVersion>(versions),
        new ImportKind<Customer>(customers, "servedBy", "joinedInto"),
        new ImportKind<Contact>(contacts),
        new ImportKind<Contract>(contracts, "successor"),
        new ImportKind<Licence>(licences),
    ];

    public IImportKind? Find(string? name) => All.FirstOrDefault(k => string.Equals(k.Name, name, StringComparison.OrdinalIgnoreCase));
}

internal sealed class ImportKind<T>(RecordTable<T> table, params string[] selfColumns) : IImportKind
    where T : class
{
    public string Name => table.Kind.Name;

    public IReadOnlyList<ImportColumn> Columns { get; } =
    [.. table.Kind.Columns.Select(c => new ImportColumn(c.Name, table.Kind.Required.Contains(c.Name)))];

    public IReadOnlyList<string> SelfColumns => selfColumns;

    public IImportPass Begin() => new ImportPass<T>(table);

    public IImportReturn Return() => new ImportReturn<T>(table);
}
