using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Privacy;

/// <summary>Personal data: what is kept of a contact, handed out, erased, and for how long.</summary>
public static class PrivacySetup
{
    public static void AddPrivacy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PrivacyOptions>().BindSettings(PrivacyOptions.Section);
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsCheck>();
        services.AddSingleton<ContactEraser>();
        services.AddSingleton<ContactQuery>();
        services.AddSingleton<ContactExport>();
        services.AddSingleton<EraseContactHandler>();
        services.AddSingleton<RetentionWorker>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddPrivacyJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<RetentionJob>(trigger => trigger.WithIdentity("retention").WithCronSchedule("0 23 3 * * ?"));
    }
}
