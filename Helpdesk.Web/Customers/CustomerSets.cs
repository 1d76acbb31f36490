using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Customers.Import.Store;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Customers;

/// <summary>The tables of this area; the context knows no area (docs/architecture.md).</summary>
public static class CustomerSets
{
    public static DbSet<Product> Products(this HelpdeskDb db) => db.Set<Product>();

    public static DbSet<ProductVersion> ProductVersions(this HelpdeskDb db) => db.Set<ProductVersion>();

    public static DbSet<Customer> Customers(this HelpdeskDb db) => db.Set<Customer>();

    public static DbSet<Contact> Contacts(this HelpdeskDb db) => db.Set<Contact>();

    public static DbSet<ContractNotice> ContractNotices(this HelpdeskDb db) => db.Set<ContractNotice>();

    public static DbSet<Contract> Contracts(this HelpdeskDb db) => db.Set<Contract>();

    public static DbSet<Licence> Licences(this HelpdeskDb db) => db.Set<Licence>();

    public static DbSet<MailOwner> MailOwners(this HelpdeskDb db) => db.Set<MailOwner>();

    public static DbSet<RecordChange> RecordChanges(this HelpdeskDb db) => db.Set<RecordChange>();

    public static DbSet<RecordImport> Imports(this HelpdeskDb db) => db.Set<RecordImport>();

    public static DbSet<ImportRefusal> ImportRefusals(this HelpdeskDb db) => db.Set<ImportRefusal>();

    public static DbSet<ImportMatching> ImportMatchings(this HelpdeskDb db) => db.Set<ImportMatching>();
}
