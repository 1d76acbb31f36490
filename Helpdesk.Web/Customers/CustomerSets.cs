using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class CustomerSets
{
    public static DbSet<ProductRow> Products(this HelpdeskDb db) => db.Set<ProductRow>();

    public static DbSet<ContractRow> Contracts(this HelpdeskDb db) => db.Set<ContractRow>();

    public static DbSet<LicenceRow> Licences(this HelpdeskDb db) => db.Set<LicenceRow>();
}
