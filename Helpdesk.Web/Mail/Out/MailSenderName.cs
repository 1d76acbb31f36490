using Helpdesk.Web.Branding;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Whom mails come from and are signed by: what the branding says, else the settings.</summary>
public sealed class MailSenderName(IOptions<MailOptions> options, Brand brand)
{
    public string In(string language) => brand.SenderIn(language) ?? options.Value.FromNameIn(language);
}
