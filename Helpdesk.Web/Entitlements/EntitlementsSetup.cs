namespace Helpdesk.Web.Entitlements;

/// <summary>Who is entitled to what: the records a verdict is drawn from.</summary>
public static class EntitlementsSetup
{
    public static void AddEntitlements(this WebApplicationBuilder builder) => builder.Services.AddSingleton<EntitlementLookup>();
}
