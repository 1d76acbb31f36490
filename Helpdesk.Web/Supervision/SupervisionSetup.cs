using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Supervision.Acknowledgement;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Supervision.Board;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Supervision.Calendars;
using Helpdesk.Web.Supervision.ContractEnds;
using Helpdesk.Web.Supervision.JudgeAnew;
using Helpdesk.Web.Supervision.Plan;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Supervision;

/// <summary>What supervisors work with: attention, the board, plans, what goes back untouched, calendar files.</summary>
public static class SupervisionSetup
{
    public static void AddSupervision(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<AlertHandlers>();
        services.AddScoped<AttentionQuery>();
        services.AddSingleton<ExceptionWatch>();
        services.AddSingleton<JudgeWatch>();
        services.AddSingleton<IRecordEffect>(s => s.GetRequiredService<JudgeWatch>());
        services.AddOptions<ContractNoticeOptions>().BindSettings(ContractNoticeOptions.Section);
        services.AddSingleton<IValidateOptions<ContractNoticeOptions>, ContractNoticeOptionsCheck>();
        services.AddSingleton<ContractEndMails>();
        services.AddSingleton<ContractEndWatch>();
        services.AddScoped<AbsenceImportHandler>();
        services.AddScoped<HolidayImportHandler>();
        services.AddSingleton<CalendarWatch>();
        services.AddSingleton<CalendarWriter>();
        services.AddSingleton<CalendarTurn>();
        services.AddScoped<SaveCalendarHandler>();
        services.AddScoped<CalendarsQuery>();
        services.AddSingleton<AcknowledgeWatch>();
        services.AddSingleton<BoardQuery>();
        services.AddSingleton<SelectedCases>();
        services.AddScoped<ProposePlanQuery>();
        services.AddScoped<PlanHandlers>();
        services.AddScoped<SaveAgentProfileHandler>();
        services.AddScoped<SuperviseApi.Answering>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddSupervisionJobs(this IQuartzBuilder quartz)
    {
        quartz.WhenDue<AcknowledgeWatch>();
        quartz.WhenDue<CalendarTurn>();
        quartz.ScheduleJob<CalendarJob>(trigger => trigger.EveryOnceSettled(TimeSpan.FromHours(1), "calendars"));
        quartz.ScheduleJob<JudgeJob>(trigger => trigger.EveryOnceSettled(TimeSpan.FromSeconds(20), "judge-anew"));
        quartz.ScheduleJob<ContractEndJob>(trigger => trigger.EveryOnceSettled(TimeSpan.FromMinutes(5), "contract-ends"));
        quartz.ScheduleJob<ExceptionJob>(trigger => trigger.Every(TimeSpan.FromMinutes(1), "exceptions"));
    }
}
