using System.Net.Mail;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In;

/// <summary>Where mail comes from.</summary>
public enum MailInSource
{
    /// <summary>A maildir folder (the embedded default): what a mail server delivers into it, or anybody lays there, is read.</summary>
    Maildir = 0,
    Imap = 1,

    /// <summary>No mail is read.</summary>
    Off = 2,
}

/// <summary>Section <c>MailIn</c>.</summary>
public sealed class MailInOptions
{
    public const string Section = "MailIn";

    public MailInSource Source { get; set; }

    /// <summary>Folder with <c>new</c>, <c>cur</c>, <c>tmp</c>; empty takes <c>maildir</c> under the data directory.</summary>
    public string Maildir { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string UserName { get; set; } = "";

    /// <summary>From the environment (<c>MailIn__Password</c>) or user secrets; never logged.</summary>
    public string Password { get; set; } = "";

    /// <summary>SHA-256 thumbprint, in hex, of a server certificate that no authority vouches for; empty trusts authorities only.</summary>
    public string TrustedCertificate { get; set; } = "";

    public string Folder { get; set; } = "INBOX";

    /// <summary>
    /// Where a mail goes once it is in the console. Empty: it stays and is marked as seen, and only unseen ones are read.
    /// </summary>
    public string MoveTo { get; set; } = "";

    /// <summary>Bytes one mail may have; of a larger one only the beginning is read, and it is held.</summary>
    public long MaxBytes { get; set; } = 50L * 1024 * 1024;

    /// <summary>Mails one address may send within an hour before they are held.</summary>
    public int MostAnHour { get; set; } = MailLimits.Default.MailsAnHour;

    /// <summary>Cases the mails of one address may open within an hour: two programs that acknowledge each other end here.</summary>
    public int MostCasesAnHour { get; set; } = MailLimits.Default.CasesAnHour;

    /// <summary>Days the bytes of a mail are kept after it was filed or dropped; those of held ones stay.</summary>
    public int KeepDays { get; set; } = 90;

    /// <summary>Minutes a mail may be held before supervisors hear of it.</summary>
    public int AlertAfterMinutes { get; set; } = 30;

    /// <summary>More addresses that are ours, beside those of section <c>Mail</c>: mail from them is a loop.</summary>
    public IReadOnlyList<string> OwnAddresses { get; set; } = [];

    /// <summary>List-Ids that are ours: a support address that is itself a group.</summary>
    public IReadOnlyList<string> OwnLists { get; set; } = [];

    public MailLimits Limits => MailLimits.Default with { MailsAnHour = MostAnHour, CasesAnHour = MostCasesAnHour };
}

/// <summary>A wrong key stops the start and names itself and the fix.</summary>
public sealed class MailInOptionsCheck : IValidateOptions<MailInOptions>
{
    public ValidateOptionsResult Validate(string? name, MailInOptions options)
    {
        List<string> wrong = [];
        if (!Enum.IsDefined(options.Source))
            wrong.Add("MailIn:Source must be Maildir, Imap or Off.");
        if (options.Source == MailInSource.Imap)
            CheckServer(options, wrong);
        if (options.MaxBytes is < 64 * 1024 or > 512L * 1024 * 1024)
            wrong.Add("MailIn:MaxBytes must lie between 65536 and 536870912.");
        if (options.MostAnHour is < 1 or > 10_000)
            wrong.Add("MailIn:MostAnHour must lie between 1 and 10000.");
        if (options.MostCasesAnHour is < 1 or > 1_000)
            wrong.Add("MailIn:MostCasesAnHour must lie between 1 and 1000.");
        if (options.KeepDays is < 1 or > 3650)
            wrong.Add("MailIn:KeepDays must lie between 1 and 3650.");
        if (options.AlertAfterMinutes is < 1 or > 10_080)
            wrong.Add("MailIn:AlertAfterMinutes must lie between 1 and 10080.");
        foreach (var address in options.OwnAddresses.Where(a => !MailAddress.TryCreate(a, out var parsed) || parsed.Address != a))
            wrong.Add($"MailIn:OwnAddresses names \"{address}\", which is no address: write e.g. \"help@example.com\".");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static void CheckServer(MailInOptions options, List<string> wrong)
    {
        if (string.IsNullOrWhiteSpace(options.Host))
            wrong.Add("MailIn:Host is missing: name the IMAP server, or set MailIn:Source to Maildir or Off.");
        if (options.Port is < 1 or > 65535)
            wrong.Add("MailIn:Port must lie between 1 and 65535; 993 with Tls and 143 with StartTls are usual.");
        if (!Enum.IsDefined(options.Security))
            wrong.Add("MailIn:Security must be None, StartTls or Tls.");
        if (string.IsNullOrWhiteSpace(options.UserName))
            wrong.Add("MailIn:UserName is missing: name the mailbox to sign in to.");
        else if (options.Password.Length == 0)
            wrong.Add("MailIn:Password is missing for MailIn:UserName: give it in the environment variable MailIn__Password.");
        if (options.Security == MailSecurity.None && options.Host is not ("127.0.0.1" or "::1" or "localhost"))
            wrong.Add(
                "MailIn:Security must be StartTls or Tls, unless the server is on this machine: a password never travels in the clear."
            );
        if (string.IsNullOrWhiteSpace(options.Folder))
            wrong.Add("MailIn:Folder is missing: name the folder to read, e.g. \"INBOX\".");
        else if (options.MoveTo == options.Folder)
            wrong.Add("MailIn:MoveTo must be another folder than MailIn:Folder, or empty.");
    }
}
