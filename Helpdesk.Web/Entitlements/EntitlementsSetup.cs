using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Entitlements;

/// <summary>Who is entitled to what: the records a verdict is drawn from, and what customers are told of it.</summary>
public static class EntitlementsSetup
{
    public static void AddEntitlements(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<UpdateOptions>().BindSettings(UpdateOptions.Section);
        services.AddSingleton<IValidateOptions<UpdateOptions>, UpdateOptionsCheck>();
        services.AddSingleton<IReadinessCheck, DownloadsCheck>();
        services.AddSingleton<EntitlementLookup>();
        services.AddSingleton<CustomerVerdictWords>();
    }
}
