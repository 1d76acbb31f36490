using Helpdesk.Web.Mail.In;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.In.Held;
using Helpdesk.Web.Platform.Data;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Mail that comes in: the box it lies in, the desk that keeps it, what files it.</summary>
public static class MailInSetup
{
    public static void AddHelpdeskMailIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailInOptions>().BindConfiguration(MailInOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailInOptions>, MailInOptionsCheck>();
        services.AddSingleton<RawMails>();
        services.AddSingleton<InboundStore>();
        services.AddSingleton<MailKnowledgeQuery>();
        services.AddSingleton<MailIntakeReader>();
        services.AddSingleton<MailFiles>();
        services.AddSingleton<MailIntoCase>();
        services.AddSingleton<MailInStatus>();
        services.AddSingleton<MailFiling>();
        services.AddSingleton<MailInWorker>();
        services.AddSingleton<HeldMailWatch>();
        services.AddSingleton<MailInPlace>();
        services.AddSingleton<IContactData, MailContactData>();
        services.AddScoped<HeldMailQuery>();
        services.AddScoped<HeldMailHandlers>();
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
}
