using Helpdesk.Web.Cases;
using Helpdesk.Web.Demo;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Portal;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Queue;
using Helpdesk.Web.Reports;
using Helpdesk.Web.Search;
using Helpdesk.Web.ServiceLevels;
using Helpdesk.Web.Supervision;
using Helpdesk.Web.Workforce;
using NodaTime;
using NodaTime.Extensions;
using Quartz;

namespace Helpdesk.Web.Composition;

/// <summary>Quartz, in memory: every deadline is derived from the cases, so there is nothing to store (docs/architecture.md).</summary>
public static class SchedulingSetup
{
    public static void AddScheduling(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IClock>(services => services.GetRequiredService<TimeProvider>().ToClock());
        builder.Services.AddSingleton(typeof(DueTrigger<>));
        builder.AddQuartz(quartz =>
        {
            quartz.AddProgrammeJobs();
            quartz.AddQueueJobs();
            quartz.AddOutboxJobs();
            quartz.AddMailJobs();
            quartz.AddOnCallJobs();
            quartz.AddCaseJobs();
            quartz.AddWorkforceJobs();
            quartz.AddSupervisionJobs();
            quartz.AddSearchJobs();
            quartz.AddFileJobs();
            quartz.AddPortalJobs();
            quartz.AddPrivacyJobs();
            quartz.AddReportJobs();
            AddDemo(quartz, builder.Configuration.GetSection("Demo"));
        });
        builder.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    private static void AddDemo(IQuartzBuilder quartz, IConfigurationSection demo)
    {
        if (!demo.GetValue<bool>("Enabled"))
            return;
        if (demo.GetValue<bool>("Traffic"))
            quartz.ScheduleJob<DemoTrafficJob>(trigger => trigger.Every(TimeSpan.FromSeconds(4), "demo-traffic"));
        if (demo.GetValue<int>("HistoryWeeks") > 0)
            quartz.ScheduleJob<DemoHistoryJob>(trigger =>
                trigger.WithIdentity("demo-history").StartAt(TimeProvider.System.GetUtcNow().AddSeconds(5))
            );
    }
}
