using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce.Choosing;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.OnCall;

/// <summary>Who is asked at night and by what way, the rota, the hand-over (spec U3).</summary>
public static class OnCallSetup
{
    public static void AddOnCall(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PagingOptions>().BindSettings(PagingOptions.Section);
        services.AddSingleton<IValidateOptions<PagingOptions>, PagingOptionsCheck>();
        services.AddSingleton<IReadinessCheck, RotaCheck>();
        services.AddSingleton<PagerCheck>();
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<PagerCheck>());
        services.AddSingleton<IReadinessTrial>(provider => provider.GetRequiredService<PagerCheck>());
        services.AddSingleton<OffDuty>();
        services.AddSingleton<RotaCache>();
        services.AddSingleton<RotaWatch>();
        services.AddSingleton<GapMail>();
        services.AddScoped<OverrideHandlers>();
        services.AddScoped<RotationHandlers>();
        services.AddScoped<RotaQuery>();
        services.AddScoped<RotaWords>();
        services.AddScoped<CalendarFeed>();
        services.AddScoped<FeedWriter>();
        services.AddSingleton<DutyRoster>();
        services.AddSingleton<PagingWords>();
        services.AddSingleton<HookBodies>();
        services.AddSingleton<NightWatch>();
        services.AddSingleton<PageWriter>();
        services.AddSingleton<ICaseSaveStep, PageSaveStep>();
        services.AddSingleton<ICaseSaveStep, EscalationAlerts>();
        services.AddSingleton<OpenPages>();
        services.AddSingleton<INightAsking, NightAsking>();
        services.AddSingleton<PageSignal>();
        services.AddSingleton<PageNews>();
        services.AddSingleton<PageWorker>();
        services.AddSingleton<PageScreens>();
        services.AddSingleton<HookWorker>();
        services.AddSingleton<IHookSender, HookSender>();
        // The address may hold a secret of the receiver's: nothing of it goes into the log.
        services
            .AddHttpClient(HookSender.Client)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddHostedService<PageScheduler>();
        services.AddScoped<AcknowledgePageHandler>();
        services.AddScoped<HandCaseOverHandler>();
        services.AddScoped<OnCallQuery>();
        services.AddSingleton<HandOverCache>();
        services.AddSingleton<HandOverWorker>();
        services.AddScoped<HandOverHandlers>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddOnCallJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<RotaJob>(trigger => trigger.Every(TimeSpan.FromSeconds(30), "rota"));
        quartz.WhenDue<PageWorker>();
        quartz.WhenDue<HookWorker>();
        quartz.WhenDue<HandOverWorker>();
    }
}
