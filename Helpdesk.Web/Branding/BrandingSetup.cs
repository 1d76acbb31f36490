using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Branding;

/// <summary>What the house is called and how it looks to customers.</summary>
public static class BrandingSetup
{
    public static void AddBranding(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<BrandingOptions>().BindSettings(BrandingOptions.Section);
        services.AddSingleton<IValidateOptions<BrandingOptions>, BrandingOptionsCheck>();
        services.AddSingleton<Brand>();
        services.AddSingleton<BrandHandlers>();
    }
}
