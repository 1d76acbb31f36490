using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce.Absences;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Workforce;

/// <summary>Who works here, what they know and carry, who is away, and who fits a case.</summary>
public static class WorkforceSetup
{
    public static void AddWorkforce(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AssignmentOptions>().BindSettings(AssignmentOptions.Section);
        services.AddSingleton<IValidateOptions<AssignmentOptions>, AssignmentOptionsCheck>();
        services.AddSingleton<AbsenceCache>();
        services.AddSingleton<AgentProfileCache>();
        services.AddSingleton<AgentPool>();
        services.AddScoped<PlacementWords>();
        services.AddScoped<PersonAsking>();
        services.AddSingleton<AbsenceWatch>();
        services.AddScoped<AbsenceHandlers>();
        services.AddScoped<AbsencesQuery>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddWorkforceJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<AbsenceJob>(trigger => trigger.Every(TimeSpan.FromSeconds(30), "absences"));
    }
}
