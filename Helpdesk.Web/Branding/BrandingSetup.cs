using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Branding;

/// <summary>What the house is called and how it looks to customers.</summary>
public static class BrandingSetup
{
    public static void AddBranding(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<BrandingOptions>()
            .BindConfiguration(BrandingOptions.Section, o => o.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<BrandingOptions>, BrandingOptionsCheck>();
        services.AddSingleton<Brand>();
        services.AddSingleton<BrandHandlers>();
    }
}
