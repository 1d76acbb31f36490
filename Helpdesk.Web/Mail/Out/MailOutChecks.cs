using Helpdesk.Web.Administration.GetReady;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Links in mails must lead customers here, not to their own machine.</summary>
public sealed class PublicAddressCheck(IOptions<MailOptions> mail, DemoGate demo) : IReadinessCheck
{
    public string Key => "address";

    public Task<Readiness> CheckAsync(CancellationToken cancellation)
    {
        var address = mail.Value.PublicAddress;
        var isOwn = Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
        return Task.FromResult(
            !isOwn ? Readiness.Ready("set", address)
            : demo.IsOpen ? Readiness.CanWait("local", null, address)
            : Readiness.Missing("local", null, address)
        );
    }
}

/// <summary>Whether mail reaches customers: a test mail by the way that all mail goes, with what the server says to it.</summary>
public sealed class MailOutCheck(
    IOptions<MailOptions> mail,
    DemoGate demo,
    IMailSender sender,
    IStringLocalizer<GetReadyText> text,
    IClock clock,
    IdSource ids
) : IReadinessCheck, IReadinessTrial
{
    public string Key => "mail-out";

    public bool AsksForAddress => true;

    public bool IsOffered => true;

    public Task<Readiness> CheckAsync(CancellationToken cancellation) =>
        Task.FromResult(
            mail.Value.Sender == MailSenderKind.Smtp ? Readiness.Ready("server", $"{mail.Value.Host}:{mail.Value.Port}")
            : demo.IsOpen ? Readiness.CanWait("folder")
            : Readiness.Missing("folder")
        );

    public async Task<TriedOut> TryAsync(string address, CancellationToken cancellation)
    {
        var message = new MimeMessage
        {
            Subject = text["mail-out.subject"].Value,
            Body = new TextPart("plain") { Text = text["mail-out.body", mail.Value.FromName, mail.Value.PublicAddress].Value },
            Date = clock.GetCurrentInstant().ToDateTimeOffset(),
        };
        message.From.Add(new MailboxAddress(mail.Value.FromName, mail.Value.From));
        message.To.Add(MailboxAddress.Parse(address));
        await using var session = sender.Open();
        var outcome = await session.SendAsync("test-" + ids.New().ToString("N"), message, cancellation);
        return new(outcome.Result == SendResult.Accepted, outcome.Result == SendResult.Accepted ? outcome.Answer : outcome.Cause);
    }
}
