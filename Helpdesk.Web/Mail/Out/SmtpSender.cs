using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Helpdesk.Web.Mail.Out;

/// <summary>Sends over SMTP by MailKit; one connection for all that is due at a time.</summary>
public sealed class SmtpSender(IOptions<MailOptions> options) : IMailSender
{
    // A server that says nothing for so long counts as unreachable.
    private const int PatienceMilliseconds = 30_000;

    public IMailSession Open() => new Session(options.Value);

    private sealed class Session(MailOptions settings) : IMailSession
    {
        private Client? _client;

        public async Task<SendOutcome> SendAsync(string name, MimeMessage message, CancellationToken cancellation)
        {
            if (_client is not { IsConnected: true } && await ConnectAsync(cancellation) is { } unreachable)
                return unreachable;
            try
            {
                _client!.RefusedCopies.Clear();
                var said = await SendAsync(_client, message, cancellation);
                return SendOutcome.Accepted with { Answer = said.Trim(), RefusedCopies = [.. _client.RefusedCopies] };
            }
            catch (SmtpCommandException e)
            {
                return new((int)e.StatusCode >= 500 ? SendResult.Refused : SendResult.Later, $"{(int)e.StatusCode} {e.Message}");
            }
            catch (NotSupportedException e)
            {
                // An address outside ASCII before the @, and a server without SMTPUTF8.
                return new(SendResult.Refused, e.Message);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                return new(SendResult.Later, e.Message);
            }
        }

        // VERP: what comes back to this address is about this mail, whatever form it has.
        private Task<string> SendAsync(Client client, MimeMessage message, CancellationToken cancellation) =>
            settings.BounceAddress.Length == 0 || message.MessageId is not { Length: > 0 } id
                ? client.SendAsync(message, cancellation)
                : client.SendAsync(
                    message,
                    new MailboxAddress("", MailMessages.WithToken(settings.BounceAddress, id)),
                    [.. message.To.Mailboxes.Concat(message.Cc.Mailboxes).Concat(message.Bcc.Mailboxes)],
                    cancellation
                );

        public async ValueTask DisposeAsync()
        {
            if (_client is null)
                return;
            try
            {
                await _client.DisconnectAsync(quit: true);
            }
            catch (Exception e) when (IsTrouble(e))
            {
                // What was accepted stays accepted, however the connection ends.
            }

            _client.Dispose();
        }

        private async Task<SendOutcome?> ConnectAsync(CancellationToken cancellation)
        {
            _client?.Dispose();
            _client = new Client { Timeout = PatienceMilliseconds };
            if (settings.TrustedCertificate.Length > 0)
                _client.ServerCertificateValidationCallback = IsTrusted;
            try
            {
                await _client.ConnectAsync(settings.Host, settings.Port, Security, cancellation);
                if (settings.UserName.Length > 0)
                    await _client.AuthenticateAsync(settings.UserName, settings.Password, cancellation);
                return null;
            }
            catch (Exception e) when (IsTrouble(e) || e is SmtpCommandException or NotSupportedException)
            {
                _client.Dispose();
                _client = null;
                return new(SendResult.Unreachable, $"{settings.Host}:{settings.Port}: {e.Message}");
            }
        }

        private SecureSocketOptions Security =>
            settings.Security switch
            {
                MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
                MailSecurity.StartTls => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            };

        private bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
            errors == SslPolicyErrors.None
            || (
                certificate is not null
                && string.Equals(
                    certificate.GetCertHashString(HashAlgorithmName.SHA256),
                    settings.TrustedCertificate.Replace(":", "", StringComparison.Ordinal),
                    StringComparison.OrdinalIgnoreCase
                )
            );

        private static bool IsTrouble(Exception e) =>
            e
                is IOException
                    or SocketException
                    or TimeoutException
                    or ProtocolException
                    or AuthenticationException
                    or SslHandshakeException
                    or ServiceNotConnectedException
                    or ServiceNotAuthenticatedException;
    }

    /// <summary>Goes on where one who should get a copy is refused; the others must not lose the mail for it.</summary>
    private sealed class Client : SmtpClient
    {
        public List<RefusedCopy> RefusedCopies { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if (!message.Cc.Mailboxes.Any(cc => cc.Address == mailbox.Address))
                base.OnRecipientNotAccepted(message, mailbox, response);
            RefusedCopies.Add(new(mailbox.Address, $"{(int)response.StatusCode} {response.Response}"));
        }
    }
}
