using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Composition;

/// <summary>Paging and hand-over: who is asked, by what way, and what looks after it (spec U3).</summary>
public static class PagingSetup
{
    public static void AddHelpdeskPaging(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PagingOptions>().BindConfiguration(PagingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PagingOptions>, PagingOptionsCheck>();
        services.AddSingleton<DutyRoster>();
        services.AddSingleton<PagingWords>();
        services.AddSingleton<HookBodies>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<PageSignal>();
        services.AddSingleton<PageNews>();
        services.AddSingleton<ICaseSaveStep, PageSaveStep>();
        services.AddSingleton<PageWorker>();
        services.AddSingleton<PageScreens>();
        services.AddSingleton<HookWorker>();
        services.AddSingleton<IHookSender, HookSender>();
        // The address may hold a secret of the receiver's: nothing of it goes into the log.
        services.AddHttpClient(HookSender.Client).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<PageTrigger>();
        services.AddHostedService<PageScheduler>();
        services.AddScoped<AcknowledgePageHandler>();
        services.AddScoped<HandCaseOverHandler>();
        services.AddScoped<OnCallQuery>();
        services.AddSingleton<HandOverCache>();
        services.AddSingleton<HandOverWorker>();
        services.AddSingleton<HandOverTrigger>();
        services.AddScoped<HandOverHandlers>();
    }

    /// <summary>The jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddPagingJobs(this IQuartzBuilder quartz)
    {
        quartz.AddJob<PageJob>(job => job.WithIdentity(PageTrigger.Job).StoreDurably());
        quartz.ScheduleJob<PageSweepJob>(trigger => trigger.WithIdentity("page-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
        quartz.AddJob<HookJob>(job => job.WithIdentity(PageTrigger.HookJob).StoreDurably());
        quartz.ScheduleJob<HookSweepJob>(trigger => trigger.WithIdentity("page-hook-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
        quartz.AddJob<HandOverJob>(job => job.WithIdentity(HandOverTrigger.Job).StoreDurably());
        quartz.ScheduleJob<HandOverSweepJob>(trigger => trigger.WithIdentity("hand-over-sweep").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(30)).RepeatForever()));
    }
}
