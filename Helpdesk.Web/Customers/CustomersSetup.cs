using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers.Import;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Customers;

/// <summary>What is on record of customers: products, contacts, contracts, licences.</summary>
public static class CustomersSetup
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Catalogue>();
        services.AddSingleton<IContactData, ContactRecordData>();
        services.AddSingleton<RecordTable<Product>, ProductTable>();
        services.AddSingleton<RecordTable<ProductVersion>, ProductVersionTable>();
        services.AddSingleton<RecordTable<Customer>, CustomerTable>();
        services.AddSingleton<RecordTable<Contact>, ContactTable>();
        services.AddSingleton<RecordTable<Contract>, ContractTable>();
        services.AddSingleton<RecordTable<Licence>, LicenceTable>();
        services.AddSingleton<RecordEffects>();
        services.AddSingleton<RecordSeed>();
        services.AddSingleton<RecordFolding>();
        services.AddScoped<RecordWriter>();
        builder.AddImport();
    }
}
