using System.Globalization;
using System.Security.Cryptography;
using Helpdesk.Tests.Support.Smtp;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Search;
using MailKit.Security;
using MimeKit;

namespace Helpdesk.Tests.Support.Imap;

/// <summary>
/// Everybody's mail: what the SMTP server takes lies in the addressee's IMAP mailbox a moment later. Customers send by SMTP and read
/// by IMAP, as their programs do.
/// </summary>
public sealed class PostOffice : IAsyncDisposable
{
    public const string Support = "support@helpdesk.example";

    private PostOffice(Dovecot boxes)
    {
        Boxes = boxes;
        Server.Taken = mail =>
        {
            Boxes.Deliver(BoxOf(mail.To), mail.Raw);
            return Task.CompletedTask;
        };
    }

    public Dovecot Boxes { get; }

    public SmtpTrap Server { get; } = new();

    public static async Task<PostOffice> OpenAsync() => new(await Dovecot.StartAsync());

    /// <summary>Settings with which a console sends and reads here.</summary>
    public string[] Settings(int? imapPort = null) =>
        [
            "--Mail:Sender=Smtp",
            "--Mail:Host=127.0.0.1",
            $"--Mail:Port={Server.Port}",
            "--Mail:Security=StartTls",
            "--Mail:TrustedCertificate=" + Server.CertificateHash,
            "--Mail:From=" + Support,
            "--MailIn:Source=Imap",
            "--MailIn:Host=127.0.0.1",
            string.Create(CultureInfo.InvariantCulture, $"--MailIn:Port={imapPort ?? Boxes.Port}"),
            "--MailIn:Security=Tls",
            "--MailIn:TrustedCertificate=" + Boxes.CertificateHash,
            "--MailIn:UserName=" + Support,
            "--MailIn:Password=" + Dovecot.Password,
        ];

    public async Task SendAsync(MimeMessage mail)
    {
        using var client = new SmtpClient
        {
            ServerCertificateValidationCallback = (_, shown, _, _) =>
                shown?.GetCertHashString(HashAlgorithmName.SHA256) == Server.CertificateHash,
        };
        await client.ConnectAsync("127.0.0.1", Server.Port, SecureSocketOptions.StartTls, TestContext.Current.CancellationToken);
        await client.SendAsync(mail, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for a mail in somebody's inbox that none of <paramref name="seen"/> is.</summary>
    public async Task<MimeMessage> NextAsync(string user, ISet<string> seen)
    {
        using var client = await ConnectAsync(user);
        // Another program delivers: there is nothing to await but its mailbox.
        for (var tries = 0; tries < 300; tries++)
        {
            await client.Inbox.OpenAsync(MailKit.FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
            foreach (var id in await client.Inbox.SearchAsync(SearchQuery.All, TestContext.Current.CancellationToken))
            {
                var mail = await client.Inbox.GetMessageAsync(id, TestContext.Current.CancellationToken);
                if (seen.Add(mail.MessageId!))
                    return mail;
                mail.Dispose();
            }

            await client.Inbox.CloseAsync(false, TestContext.Current.CancellationToken);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"No mail came to {user} within 30 s.");
    }

    public async Task<int> CountAsync(string user, SearchQuery query)
    {
        using var client = await ConnectAsync(user);
        await client.Inbox.OpenAsync(MailKit.FolderAccess.ReadOnly, TestContext.Current.CancellationToken);
        return (await client.Inbox.SearchAsync(query, TestContext.Current.CancellationToken)).Count;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Boxes.DisposeAsync();
    }

    // Plus addresses end in the mailbox of the address before the plus, as with every mail server that knows them.
    private static string BoxOf(string address) =>
        address.Contains('+', StringComparison.Ordinal)
            ? address[..address.IndexOf('+', StringComparison.Ordinal)] + address[address.IndexOf('@', StringComparison.Ordinal)..]
            : address;

    private async Task<ImapClient> ConnectAsync(string user)
    {
        var client = new ImapClient
        {
            ServerCertificateValidationCallback = (_, shown, _, _) =>
                shown?.GetCertHashString(HashAlgorithmName.SHA256) == Boxes.CertificateHash,
        };
        await client.ConnectAsync("127.0.0.1", Boxes.Port, SecureSocketOptions.SslOnConnect, TestContext.Current.CancellationToken);
        await client.AuthenticateAsync(user, Dovecot.Password, TestContext.Current.CancellationToken);
        return client;
    }
}
