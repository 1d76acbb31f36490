using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Administration.OrderedLists;
using Helpdesk.Web.Cases.Acts.AskOwner;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.JudgeAnew;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Outlook;
using Helpdesk.Web.Cases.Acts.Participants;
using Helpdesk.Web.Cases.Acts.See;
using Helpdesk.Web.Cases.Acts.Take;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Cases.Composer;
using Helpdesk.Web.Cases.CustomerSilence;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Cases.ReplyTemplates;
using Helpdesk.Web.Cases.Timeline;
using Helpdesk.Web.Customers.Records;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Search;
using Helpdesk.Web.ServiceLevels.Programme;
using Quartz;

namespace Helpdesk.Web.Cases;

/// <summary>Cases: what reads, saves and runs commands on them, their acts, drafts and silence.</summary>
public static class CasesSetup
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CaseQuery>();
        services.AddSingleton<QueueEntries>();
        services.AddSingleton<CaseSaver>();
        services.AddSingleton<ISearchSource, CaseDocuments>();
        services.AddScoped<CaseCommandRunner>();
        services.AddScoped<ManyCases>();
        services.AddScoped<CaseAnswers>();
        services.AddScoped<TakeNextCase>();
        services.AddScoped<OwnerUndo>();
        services.AddScoped<OutlookWords>();
        services.AddScoped<GivingAway>();
        services.AddSingleton<OwnerSinceQuery>();
        services.AddSingleton<ICaseSaveStep, TakenOverNotices>();
        services.AddSingleton<ICaseSaveStep, CameBackNotices>();
        services.AddScoped<SeeCase>();
        services.AddScoped<SplitCaseHandler>();
        services.AddScoped<JudgeAnewHandler>();
        services.AddSingleton<CaseJudge>();
        services.AddSingleton<JudgedOtherwiseQuery>();
        services.AddSingleton<CustomerNames>();
        services.AddSingleton<IRecordEffect>(s => s.GetRequiredService<CustomerNames>());
        services.AddSingleton<ICustomerCases>(s => s.GetRequiredService<CustomerNames>());
        services.AddScoped<MergeCasesHandler>();
        services.AddScoped<UndoMergeHandler>();
        services.AddScoped<LinkCasesHandler>();
        services.AddSingleton<IContactData, ParticipantData>();
        services.AddSingleton<OwnerQuestionQuery>();
        services.AddSingleton<OwnerAnswers>();
        services.AddScoped<AskOwnerHandler>();
        services.AddScoped<AdmitCallerHandler>();
        services.AddScoped<SeverityNoticeQuery>();
        services.AddSingleton<DraftNews>();
        services.AddScoped<DraftStore>();
        services.AddScoped<TimelineWords>();
        services.AddSingleton<ReplyTemplateFiller>();
        services.AddScoped<FittingTemplatesQuery>();
        services.AddSingleton(ReplyTemplateHandlers.Codes);
        services.AddScoped<OrderedEntries<ReplyTemplate>>();
        services.AddScoped<ReplyTemplateHandlers>();
        services.AddSingleton<SilenceKeeper>();
        services.AddSingleton<PromiseWatch>();
        services.AddSingleton<IReadinessCheck, PromisesCheck>();
        services.AddSingleton<ClockSelfCheck>();
        services.AddSingleton<IProgrammeEffect, AtRiskRecount>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddCaseJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<SilenceJob>(trigger => trigger.Every(TimeSpan.FromMinutes(1), "silence"));
        quartz.ScheduleJob<PromiseJob>(trigger => trigger.EveryOnceSettled(TimeSpan.FromHours(6), "promises"));
        quartz.ScheduleJob<ClockStartCheckJob>(trigger => trigger.WithIdentity("clock-start-check").OnceSettled());
        quartz.ScheduleJob<ClockSelfCheckJob>(trigger => trigger.WithIdentity("clock-self-check").WithCronSchedule("0 30 3 * * ?"));
    }
}
