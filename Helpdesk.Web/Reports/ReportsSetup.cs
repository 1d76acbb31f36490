using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.Reports.Wallboard;
using Helpdesk.Web.Reports.WhatIf;
using Helpdesk.Web.ServiceLevels.Programme;
using Quartz;

namespace Helpdesk.Web.Reports;

/// <summary>Reports, the facts they stand on, the wallboard.</summary>
public static class ReportsSetup
{
    public static void AddReports(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ReportFactsStore>();
        services.AddScoped<ReportsQuery>();
        services.AddScoped<ListCsv>();
        services.AddScoped<WallQuery>();
        services.AddSingleton<IProgrammeWhatIf, WhatIfQuery>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddReportJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<ReportFactsJob>(trigger =>
            trigger.WithIdentity("report-facts").WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(5)).RepeatForever())
        );
        quartz.ScheduleJob<ReportFactsCheckJob>(trigger => trigger.WithIdentity("report-facts-check").WithCronSchedule("0 45 3 * * ?"));
    }
}
