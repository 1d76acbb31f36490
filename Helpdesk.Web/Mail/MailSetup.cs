using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Customers.CustomerPage;
using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Mail.Mailbox;
using Helpdesk.Web.Mail.Trouble;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Mail;

/// <summary>Mail that comes in (the box, the store, what files it), delivery problems, the demo mailbox.</summary>
public static class MailSetup
{
    public static void AddMailIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailInOptions>().BindSettings(MailInOptions.Section);
        services.AddSingleton<IValidateOptions<MailInOptions>, MailInOptionsCheck>();
        services.AddSingleton<IReadinessCheck, MailInCheck>();
        services.AddScoped<MailboxQuery>();
        services.AddScoped<MailTroubleQuery>();
        services.AddScoped<MailTroubleHandlers>();
        services.AddScoped<ReportBounceHandler>();
        services.AddSingleton<RawMails>();
        services.AddSingleton<InboundStore>();
        services.AddSingleton<MailKnowledgeQuery>();
        services.AddSingleton<MailThreads>();
        services.AddSingleton<BouncedMails>();
        services.AddSingleton<MailCopies>();
        services.AddSingleton<StatedInMail>();
        services.AddSingleton<MailIntakeReader>();
        services.AddSingleton<MailFiles>();
        services.AddSingleton<MailIntoCase>();
        services.AddSingleton<MailInStatus>();
        services.AddSingleton<MailboxState>();
        services.AddSingleton<MailboxWatch>();
        services.AddHealthChecks().AddCheck<MailboxHealth>("mail-in", tags: ["ready"]);
        services.AddSingleton<MailFiling>();
        services.AddSingleton<MailInWorker>();
        services.AddSingleton<HeldMailWatch>();
        services.AddSingleton<MailInPlace>();
        services.AddSingleton<ICustomerHeldMails, CustomerHeldMails>();
        services.AddSingleton<IContactData, MailContactData>();
        services.AddScoped<HeldMailQuery>();
        services.AddScoped<HeldMailHandlers>();
        services.AddSingleton<ReleasedReports>();
        // Asked while the host is put together: without a box nothing listens.
        var source = builder.Configuration.GetValue($"{MailInOptions.Section}:{nameof(MailInOptions.Source)}", MailInSource.Maildir);
        if (source == MailInSource.Off)
            return;
        if (source == MailInSource.Imap)
            services.AddSingleton<IMailBox, ImapBox>();
        else
            services.AddSingleton<IMailBox, MaildirBox>();
        services.AddHostedService<MailInWatch>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddMailJobs(this IQuartzBuilder quartz)
    {
        quartz.ScheduleJob<MailInJob>(trigger => trigger.Every(TimeSpan.FromSeconds(45), "mail-in"));
        quartz.ScheduleJob<ForgetMailJob>(trigger => trigger.WithIdentity("forget-mail").WithCronSchedule("0 53 * * * ?"));
    }
}
