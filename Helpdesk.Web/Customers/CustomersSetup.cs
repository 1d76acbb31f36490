using Helpdesk.Domain.Customers;
using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Customers.Api;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Customers.CustomerList;
using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Customers.GetReady;
using Helpdesk.Web.Customers.Import;
using Helpdesk.Web.Customers.Products;
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
        AddApi(services);
        services.AddSingleton<IReadinessCheck, ProductsCheck>();
        services.AddSingleton<IReadinessCheck, CustomersCheck>();
        services.AddSingleton<IReadinessCheck, ContractsCheck>();
        services.AddSingleton<IReadinessCheck, LicencesCheck>();
        builder.AddScreens();
        builder.AddImport();
    }

    private static void AddApi(IServiceCollection services)
    {
        services.AddSingleton<RecordResource<Product>, ProductResource>();
        services.AddSingleton<RecordResource<ProductVersion>, VersionResource>();
        services.AddSingleton<RecordResource<Customer>, CustomerResource>();
        services.AddSingleton<RecordResource<Contact>, ContactResource>();
        services.AddSingleton<RecordResource<Contract>, ContractResource>();
        services.AddSingleton<RecordResource<Licence>, LicenceResource>();
        services.AddScoped<StampedRecordsQuery>();
    }

    private static void AddScreens(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ProductsQuery>();
        services.AddSingleton<VersionPreviewQuery>();
        services.AddSingleton<CustomerListQuery>();
        services.AddSingleton<ContractListQuery>();
        services.AddSingleton<CustomerLookQuery>();
        services.AddSingleton<CustomerHistoryQuery>();
        services.AddScoped<JoinCustomersHandler>();
        services.AddScoped<RecordWords>();
        services.AddScoped<RecordActs>();
        services.AddScoped<RecordAsking>();
        services.AddScoped<ProductQuestions>();
        services.AddScoped<CustomerQuestions>();
        services.AddScoped<ContactQuestions>();
        services.AddScoped<ContractQuestions>();
        services.AddScoped<LicenceQuestions>();
        services.AddScoped<JoinQuestions>();
    }
}
