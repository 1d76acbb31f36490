using Helpdesk.Domain.Customers;

namespace Helpdesk.Web.Customers.Products;

/// <summary>A version as the list shows it.</summary>
/// <param name="Licences">How many licences report it, or a build of it.</param>
public sealed record VersionRow(ProductVersion Version, VersionStanding Standing, int Licences, int RowVersion);

/// <summary>A product as the list shows it.</summary>
/// <param name="Versions">Newest first.</param>
public sealed record ProductRow(Product Product, IReadOnlyList<VersionRow> Versions, int Licences, int RowVersion);
