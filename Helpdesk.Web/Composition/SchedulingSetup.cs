using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Demo;
using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Portal.Uploads;
using Helpdesk.Web.Privacy;
using Helpdesk.Web.Queue.Clocks;
using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.Search;
using Helpdesk.Web.Supervision.Acknowledgement;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Workforce.Absences;
using NodaTime;
using NodaTime.Extensions;
using Quartz;

namespace Helpdesk.Web.Composition;

/// <summary>Quartz, in memory: every deadline is derived from the cases, so there is nothing to store (architecture, clocks).</summary>
public static class SchedulingSetup
{
    public static void AddHelpdeskScheduling(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IClock>(services => services.GetRequiredService<TimeProvider>().ToClock());
        builder.Services.AddSingleton<TransitionTrigger>();
        builder.Services.AddHostedService<TransitionScheduler>();
        builder.Services.AddSingleton<ClockSelfCheck>();
        builder.AddQuartz(quartz =>
        {
            quartz.AddJob<ClockTransitionsJob>(job => job.WithIdentity(TransitionTrigger.Job).StoreDurably());
            quartz.ScheduleJob<ClockSweepJob>(trigger => trigger.WithIdentity("clock-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.AddJob<OutboxJob>(job => job.WithIdentity(OutboxTrigger.Job).StoreDurably());
            quartz.ScheduleJob<OutboxSweepJob>(trigger => trigger.WithIdentity("outbox-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.ScheduleJob<MailInJob>(trigger => trigger.WithIdentity("mail-in").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(45)).RepeatForever()));
            quartz.ScheduleJob<ForgetMailJob>(trigger => trigger.WithIdentity("forget-mail").WithCronSchedule("0 53 * * * ?"));
            quartz.AddPagingJobs();
            quartz.ScheduleJob<SilenceJob>(trigger => trigger.WithIdentity("silence").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()));
            quartz.ScheduleJob<AbsenceJob>(trigger => trigger.WithIdentity("absences").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.AddJob<AcknowledgeJob>(job => job.WithIdentity(AcknowledgeTrigger.Job).StoreDurably());
            quartz.ScheduleJob<AcknowledgeSweepJob>(trigger => trigger.WithIdentity("acknowledge-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.ScheduleJob<RotaJob>(trigger => trigger.WithIdentity("rota").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.ScheduleJob<CalendarJob>(trigger => trigger.WithIdentity("calendars").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
            quartz.ScheduleJob<ExceptionJob>(trigger => trigger.WithIdentity("exceptions").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()));
            quartz.ScheduleJob<SearchSweepJob>(trigger => trigger.WithIdentity("search-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
            quartz.ScheduleJob<SettleFilesJob>(trigger => trigger.WithIdentity("settle-files").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()));
            quartz.ScheduleJob<SweepFilesJob>(trigger => trigger.WithIdentity("sweep-files").WithCronSchedule("0 41 * * * ?"));
            quartz.ScheduleJob<PortalSweepJob>(trigger => trigger.WithIdentity("sweep-portal").WithCronSchedule("0 17 * * * ?"));
            quartz.ScheduleJob<RetentionJob>(trigger => trigger.WithIdentity("retention").WithCronSchedule("0 23 3 * * ?"));
            quartz.ScheduleJob<HeartbeatJob>(trigger => trigger.WithIdentity("heartbeat").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(15)).RepeatForever()));
            if (builder.Configuration.GetValue<bool>("Demo:Enabled") && builder.Configuration.GetValue<bool>("Demo:Traffic"))
                quartz.ScheduleJob<DemoTrafficJob>(trigger => trigger.WithIdentity("demo-traffic").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(4)).RepeatForever()));
            if (builder.Configuration.GetValue<bool>("Demo:Enabled") && builder.Configuration.GetValue<int>("Demo:HistoryWeeks") > 0)
                quartz.ScheduleJob<DemoHistoryJob>(trigger => trigger.WithIdentity("demo-history").StartAt(TimeProvider.System.GetUtcNow().AddSeconds(5)));
            quartz.ScheduleJob<ReportFactsJob>(trigger => trigger.WithIdentity("report-facts").WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(5)).RepeatForever()));
            quartz.ScheduleJob<ReportFactsCheckJob>(trigger => trigger.WithIdentity("report-facts-check").WithCronSchedule("0 45 3 * * ?"));
            quartz.ScheduleJob<ClockSelfCheckJob>(trigger => trigger.WithIdentity("clock-self-check").WithCronSchedule("0 30 3 * * ?"));
        });
        builder.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}
