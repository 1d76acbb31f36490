using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Where mail goes: into a folder (the embedded default), or to a server.</summary>
public enum MailSenderKind
{
    Folder = 0,
    Smtp = 1,
}

public enum MailSecurity
{
    None = 0,

    /// <summary>Plain at first, then encrypted by STARTTLS; refused when the server cannot.</summary>
    StartTls = 1,

    /// <summary>Encrypted from the first byte (port 465).</summary>
    Tls = 2,
}

/// <summary>Section <c>Mail</c>.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public MailSenderKind Sender { get; set; }

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty signs in nowhere.</summary>
    public string UserName { get; set; } = "";

    /// <summary>From the environment (<c>Mail__Password</c>) or user secrets; never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>SHA-256 thumbprint, in hex, of a server certificate that no authority vouches for; empty trusts authorities only.</summary>
    public string TrustedCertificate { get; set; } = "";

    public string From { get; set; } = "";

    /// <summary>Whom mails come from, and are signed by.</summary>
    public string FromName { get; set; } = "";

    /// <summary>The same in Japanese mails; empty takes <see cref="FromName"/>.</summary>
    public string FromNameJa { get; set; } = "";

    /// <summary>
    /// Where answers go; each mail gets its own <c>+</c>token so that an answer finds its case. Empty: to <see cref="From"/>.
    /// </summary>
    public string ReplyTo { get; set; } = "";

    /// <summary>
    /// Where servers return mail to: each mail's envelope gets its own <c>+</c>token, so that whatever comes back is told on its case. The
    /// host has to deliver plus addresses into the mailbox that is read. Empty: mail comes back to <see cref="From"/>, without a token.
    /// </summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>What customers reach this console by, without a slash at the end; links in mails begin with it.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Folder of templates; empty takes those beside the program.</summary>
    public string TemplateFolder { get; set; } = "";

    public string FromNameIn(string language) => language == "ja" && FromNameJa.Length > 0 ? FromNameJa : FromName;

    /// <summary>An address of the portal's, with its query.</summary>
    public string LinkTo(string pathAndQuery) => PublicAddress.TrimEnd('/') + pathAndQuery;
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class MailOptionsCheck : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        List<string> wrong = [];
        if (!Enum.IsDefined(options.Sender))
            wrong.Add("Mail:Sender must be Folder or Smtp.");
        if (!Enum.IsDefined(options.Security))
            wrong.Add("Mail:Security must be None, StartTls or Tls.");
        if (!IsAddress(options.From))
            wrong.Add("Mail:From is missing or no address: name the sender of all mail, e.g. \"support@example.com\".");
        if (string.IsNullOrWhiteSpace(options.FromName))
            wrong.Add("Mail:FromName is missing: name whom mails come from, e.g. \"Support centre\".");
        if (options.ReplyTo.Length > 0 && !IsAddress(options.ReplyTo))
            wrong.Add("Mail:ReplyTo is no address: write e.g. \"support@example.com\", or leave it empty.");
        if (options.BounceAddress.Length > 0 && !IsAddress(options.BounceAddress))
            wrong.Add("Mail:BounceAddress is no address: write e.g. \"bounces@example.com\", or leave it empty.");
        if (
            !Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0
        )
            wrong.Add(
                "Mail:PublicAddress must be the absolute address that customers reach this console by, e.g. "
                    + "\"https://support.example.com\"."
            );
        if (options.Sender == MailSenderKind.Smtp && string.IsNullOrWhiteSpace(options.Host))
            wrong.Add("Mail:Host is missing: name the SMTP server, or set Mail:Sender to Folder.");
        if (options.Port is < 1 or > 65535)
            wrong.Add("Mail:Port must lie between 1 and 65535; 587 with StartTls and 465 with Tls are usual.");
        if (options.UserName.Length > 0 && options.Password.Length == 0)
            wrong.Add("Mail:Password is missing for Mail:UserName: give it in the environment variable Mail__Password.");
        if (options.UserName.Length > 0 && options.Security == MailSecurity.None)
            wrong.Add("Mail:Security must be StartTls or Tls when Mail:UserName is set: a password never travels in the clear.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsAddress(string text) => MailAddress.TryCreate(text, out var parsed) && parsed.Address == text;
}
