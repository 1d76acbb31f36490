namespace Helpdesk.Web.Customers;

/// <summary>What is on record of customers: products, contracts, licences.</summary>
public static class CustomersSetup
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Catalogue>();
        services.AddSingleton<EntitlementLookup>();
    }
}
