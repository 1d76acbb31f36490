using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Portal.Form;
using Helpdesk.Web.Privacy;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Composition;

/// <summary>Personal data: what is kept of a contact, handed out, erased, and for how long.</summary>
public static class PrivacySetup
{
    public static void AddHelpdeskPrivacy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PrivacyOptions>().BindConfiguration(PrivacyOptions.Section, o => o.ErrorOnUnknownConfiguration = true).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsCheck>();
        services.AddSingleton<IContactData, DraftContactData>();
        services.AddSingleton<ContactEraser>();
        services.AddSingleton<ContactQuery>();
        services.AddSingleton<ContactExport>();
        services.AddSingleton<EraseContactHandler>();
        services.AddSingleton<RetentionWorker>();
    }
}
