using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.Mail.Out.Wording;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Scheduling;
using Helpdesk.Web.Platform.Validation;
using Microsoft.Extensions.Options;
using Quartz;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Mail to customers and colleagues: templates, outbox, the way out.</summary>
public static class MailOutSetup
{
    public static void AddMailOut(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().BindSettings(MailOptions.Section);
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>();
        // Read while the host is put together: a template that does not hold stops the start before anything is written.
        var folder = builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.TemplateFolder)}"];
        services.AddSingleton(MailTemplates.Read(string.IsNullOrWhiteSpace(folder) ? MailTemplates.Shipped : Path.GetFullPath(folder)));
        services.AddSingleton<IReadinessCheck, PublicAddressCheck>();
        services.AddSingleton<MailOutCheck>();
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<MailOutCheck>());
        services.AddSingleton<IReadinessTrial>(provider => provider.GetRequiredService<MailOutCheck>());
        services.AddSingleton<MailSenderName>();
        services.AddSingleton<MailWords>();
        services.AddSingleton<OwnMailWords>();
        services.AddSingleton<MailSamples>();
        services.AddSingleton<MailPreview>();
        services.AddSingleton<MailWordsQuery>();
        services.AddSingleton<MailWordsHandlers>();
        services.AddSingleton<CustomerLinks>();
        services.AddSingleton<OwnerLinks>();
        services.AddSingleton<MailComposer>();
        services.AddSingleton<IOutboxWriter, OutboxWriter>();
        services.AddSingleton<MailMessages>();
        services.AddSingleton<FolderSender>();
        services.AddSingleton<IMailSender>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.Sender == MailSenderKind.Smtp
                ? ActivatorUtilities.CreateInstance<SmtpSender>(provider)
                : provider.GetRequiredService<FolderSender>()
        );
        services.AddSingleton<StaffMailWriter>();
        services.AddSingleton<StaffMailWorker>();
        services.AddSingleton<NoticeMails>();
        services.AddSingleton<IContactData, NoticeContactData>();
        services.AddSingleton<FailedContacts>();
        services.AddSingleton<OutboxMarks>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<OutboxSignal>();
        services.AddHostedService<OutboxScheduler>();
    }

    /// <summary>Its jobs; each trigger is derived from the tables, so nothing of it is stored.</summary>
    public static void AddOutboxJobs(this IQuartzBuilder quartz) => quartz.WhenDue<OutboxWorker>();
}
