using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In;

/// <summary>Whether mail comes in: signs in to the mailbox and counts what lies there.</summary>
public sealed class MailInCheck(IOptions<MailInOptions> mail, DemoGate demo, IEnumerable<IMailBox> boxes) : IReadinessCheck
{
    public string Key => "mail-in";

    public async Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        if (boxes.LastOrDefault() is not { } box)
            return Readiness.CanWait("off", "/mail-in");
        if (mail.Value.Source == MailInSource.Maildir)
            return demo.IsOpen ? Readiness.CanWait("folder") : Readiness.Missing("folder");
        try
        {
            return Readiness.Ready("signed-in", box.Name, await box.CountAsync(cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever a server does, its words are what helps.
            return Readiness.Missing("refused", "/mail-in", box.Name, e.Message);
        }
    }
}
