namespace Helpdesk.Web.Customers;

/// <summary>What is on record of customers: products, contracts, licences.</summary>
public static class CustomersSetup
{
    public static void AddCustomers(this WebApplicationBuilder builder) => builder.Services.AddSingleton<Catalogue>();
}
