using System.Net;
using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Files;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Portal.CustomerPage;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Portal.Front;
using Helpdesk.Web.Portal.Guard;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Portal.Visit;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Portal;

/// <summary>The customers' side: the form, the page of a case, what guards both.</summary>
public static class PortalSetup
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PortalOptions>().BindSettings(PortalOptions.Section);
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsCheck>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<PortalOptions>>(Trust);
        services.AddSingleton<PortalLimits>();
        services.AddSingleton<CustomerDoor>();
        services.AddScoped<CustomerEntrance>();
        services.AddScoped<CustomerCaseQuery>();
        services.AddScoped<CustomerActMoves>();
        services.AddScoped<CustomerActsHandler>();
        services.AddSingleton<NewLinkSender>();
        services.AddHostedService(provider => provider.GetRequiredService<NewLinkSender>());
        services.AddSingleton<PortalFiles>();
        services.AddSingleton<PortalPieces>();
        services.AddSingleton<PortalSweep>();
        services.AddSingleton<IStoredFiles, UploadedFiles>();
        services.AddSingleton<IContactData, DraftContactData>();
        services.AddScoped<SupportDrafts>();
        services.AddScoped<EnquiryWords>();
        services.AddScoped<SupportVerdictQuery>();
        services.AddScoped<SendEnquiryHandler>();
        services.AddScoped<SentEnquiryQuery>();
        services.AddScoped<EarlierCases>();
        services.AddSingleton<ICustomerRatings, CustomerRatings>();
        services.AddScoped<FrontHours>();
        services.AddScoped<FrontProducts>();
        // These write whole addresses, and the address of a link is a secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Components.Endpoints", LogLevel.Warning);
    }

    /// <summary>
    /// Behind a proxy the visitor's address and scheme are what a trusted proxy says they are; nobody else's word counts.
    /// </summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<PortalOptions>>().Value.TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
    }

    private static void Trust(ForwardedHeadersOptions headers, IOptions<PortalOptions> portal)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.ForwardLimit = null;
        headers.KnownIPNetworks.Clear();
        headers.KnownProxies.Clear();
        foreach (var proxy in portal.Value.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
                headers.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network))
                headers.KnownIPNetworks.Add(network);
        }
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddPortalJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<PortalSweepJob>(trigger => trigger.WithIdentity("sweep-portal").WithCronSchedule("0 17 * * * ?"));
    }
}
