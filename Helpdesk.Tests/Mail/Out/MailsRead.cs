using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Mail.Out;

/// <summary>Mails as a customer reads them.</summary>
internal static class MailsRead
{
    /// <summary>The text of a case's last mail; HELPDESK_MAILS names a folder into which it is laid for a person to read.</summary>
    public static async Task<string> LastTextAsync(this MailHost host, Case about)
    {
        var mail = (await host.MailsOfAsync(about))[^1];
        if (Environment.GetEnvironmentVariable("HELPDESK_MAILS") is { Length: > 0 } folder)
            await File.WriteAllTextAsync(
                Path.Combine(folder, $"{mail.Kind}-{mail.Language}-{Guid.NewGuid():N}.txt"),
                mail.Subject + "\n\n" + mail.TextBody
            );
        return mail.TextBody;
    }
}
