using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Helpdesk.Web.Mail.Out;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Mail.In;

/// <summary>
/// A folder of an IMAP server, by MailKit. Reading opens a connection of its own; another one listens by IDLE. With
/// <see cref="MailInOptions.MoveTo"/> everything in the folder is read and moved away; without it what is unseen, which is then marked.
/// </summary>
public sealed class ImapBox(IOptions<MailInOptions> options, TimeProvider time, ILogger<ImapBox> log) : IMailBox
{
    // A server that says nothing for so long counts as gone.
    private const int PatienceMilliseconds = 60_000;

    // Servers hang up on a client that idles for half an hour (RFC 2177).
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan WithoutIdle = TimeSpan.FromSeconds(30);

    private MailInOptions Settings => options.Value;

    private SearchQuery NotTaken => Settings.MoveTo.Length > 0 ? SearchQuery.NotDeleted : SearchQuery.NotSeen.And(SearchQuery.NotDeleted);

    public string Name => $"{Settings.UserName}@{Settings.Host}:{Settings.Port}/{Settings.Folder}";

    public async Task ReadAsync(Func<FetchedMail, CancellationToken, Task> take, CancellationToken cancellation)
    {
        using var client = await ConnectAsync(cancellation);
        var folder = await client.GetFolderAsync(Settings.Folder, cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);
        var away = Settings.MoveTo.Length > 0 ? await FolderToMoveToAsync(client, cancellation) : null;
        var found = await folder.SearchAsync(
            away is null ? SearchQuery.NotSeen.And(SearchQuery.NotDeleted) : SearchQuery.NotDeleted,
            cancellation
        );
        foreach (
            var mail in found.Count == 0
                ? []
                : await folder.FetchAsync(found, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, cancellation)
        )
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                await take(await FetchAsync(folder, mail, cancellation), cancellation);
            }
            catch (Exception e)
                when (e is not (OperationCanceledException or IOException or ProtocolException or ServiceNotConnectedException))
            {
                log.LogError(e, "The mail with UID {Uid} could not be taken; it stays where it is", mail.UniqueId.Id);
                continue;
            }

            if (away is not null)
                await folder.MoveToAsync(mail.UniqueId, away, cancellation);
            else
                await folder.AddFlagsAsync(mail.UniqueId, MessageFlags.Seen, silent: true, cancellation);
        }

        await client.DisconnectAsync(quit: true, cancellation);
    }

    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        using var client = await ConnectAsync(cancellation);
        var folder = await client.GetFolderAsync(Settings.Folder, cancellation);
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellation);
        return (await folder.SearchAsync(NotTaken, cancellation)).Count;
    }

    public async Task WaitAsync(CancellationToken cancellation)
    {
        using var client = await ConnectAsync(cancellation);
        var folder = await client.GetFolderAsync(Settings.Folder, cancellation);
        await folder.OpenAsync(FolderAccess.ReadOnly, cancellation);
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Task.Delay(WithoutIdle, time, cancellation);
            return;
        }

        // What came between the last look and this moment rings no bell.
        if ((await folder.SearchAsync(Settings.MoveTo.Length > 0 ? SearchQuery.NotDeleted : SearchQuery.NotSeen, cancellation)).Count > 0)
            return;
        using var done = new CancellationTokenSource(IdleTime, time);
        folder.CountChanged += (_, _) => done.Cancel();
        await client.IdleAsync(done.Token, cancellation);
        await client.DisconnectAsync(quit: true, cancellation);
    }

    private async Task<FetchedMail> FetchAsync(IMailFolder folder, IMessageSummary mail, CancellationToken cancellation)
    {
        var size = (long)(mail.Size ?? 0);
        await using var stream =
            size > Settings.MaxBytes
                ? await folder.GetStreamAsync(mail.UniqueId, 0, MaildirBox.Beginning, cancellation)
                : await folder.GetStreamAsync(mail.UniqueId, cancellation);
        using var raw = new MemoryStream();
        await stream.CopyToAsync(raw, cancellation);
        // Servers count line ends their own way; only what was cut short is not whole.
        return new(raw.ToArray(), size > Settings.MaxBytes ? size : raw.Length);
    }

    private async Task<IMailFolder> FolderToMoveToAsync(ImapClient client, CancellationToken cancellation)
    {
        try
        {
            return await client.GetFolderAsync(Settings.MoveTo, cancellation);
        }
        catch (FolderNotFoundException)
        {
            var made = await client
                .GetFolder(client.PersonalNamespaces[0])
                .CreateAsync(Settings.MoveTo, isMessageFolder: true, cancellation);
            return made ?? await client.GetFolderAsync(Settings.MoveTo, cancellation);
        }
    }

    private async Task<ImapClient> ConnectAsync(CancellationToken cancellation)
    {
        var client = new ImapClient { Timeout = PatienceMilliseconds };
        try
        {
            if (Settings.TrustedCertificate.Length > 0)
                client.ServerCertificateValidationCallback = IsTrusted;
            await client.ConnectAsync(Settings.Host, Settings.Port, Security, cancellation);
            await client.AuthenticateAsync(Settings.UserName, Settings.Password, cancellation);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Security =>
        Settings.Security switch
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
                Settings.TrustedCertificate.Replace(":", "", StringComparison.Ordinal),
                StringComparison.OrdinalIgnoreCase
            )
        );
}
