using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Helpdesk.Tests.Support.Smtp;

/// <summary>A message as the server took it.</summary>
public sealed record TrappedMail(string From, string To, byte[] Raw, string? User, bool Encrypted)
{
    /// <summary>A header as it stands on the wire, unfolded, not decoded; null when absent.</summary>
    public string? RawHeader(string name) =>
        System
            .Text.RegularExpressions.Regex.Replace(
                Head,
                "\r\n[ \t]",
                " ",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)
            )
            .Split("\r\n")
            .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            ?[(name.Length + 1)..].Trim();

    public string Head => Encoding.ASCII.GetString(Raw) is var text ? text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)] : "";
}

/// <summary>
/// An SMTP server of our own (RFC 5321, 3207, 4954) on a port of 127.0.0.1; it can be told to refuse, and taken down and put up again.
/// </summary>
public sealed class SmtpTrap : IAsyncDisposable
{
    public const string User = "console";
    public const string Password = "pässwörd-1";

    private readonly ConcurrentQueue<TrappedMail> _received = [];
    private readonly ConcurrentBag<Task> _talks = [];
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private TcpListener? _listener;
    private CancellationTokenSource _end = new();

    public SmtpTrap()
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _talks.Add(AcceptAsync(_listener, _end.Token));
    }

    public int Port { get; }

    public IReadOnlyList<TrappedMail> Received => [.. _received];

    public string CertificateHash => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Whether mail is taken only after signing in.</summary>
    public bool NeedsSignIn { get; set; }

    /// <summary>Another answer to a command line, or null for the usual one; "." is the end of a message.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Runs when a message has been taken and before the sender hears of it.</summary>
    public Func<TrappedMail, Task> Taken { get; set; } = _ => Task.CompletedTask;

    /// <summary>Nobody listens any more.</summary>
    public async Task TakeDownAsync()
    {
        await _end.CancelAsync();
        _listener?.Dispose();
        _listener = null;
        await Task.WhenAll(_talks);
    }

    /// <summary>Listens again on the same port.</summary>
    public void PutUp()
    {
        _end.Dispose();
        _end = new();
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _talks.Add(AcceptAsync(_listener, _end.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await TakeDownAsync();
        _end.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellation);
                _talks.Add(TalkAsync(client, cancellation));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Taken down.
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken cancellation)
    {
        using (client)
        {
            try
            {
                await new SmtpTalk(this, client.GetStream(), _certificate).RunAsync(cancellation);
            }
            catch (Exception e)
                when (e is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                // The sender went away, was killed, or did not trust us.
            }
        }
    }

    internal async Task TakeAsync(TrappedMail mail)
    {
        _received.Enqueue(mail);
        await Taken(mail);
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

/// <summary>One connection.</summary>
internal sealed class SmtpTalk(SmtpTrap trap, Stream plain, X509Certificate2 certificate)
{
    private SmtpWire _wire = new(plain);
    private string? _user;
    private string? _from;
    private string? _to;
    private bool _encrypted;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await _wire.WriteAsync(trap.Answer("") ?? "220 trap ESMTP", cancellation);
        while (await _wire.ReadTextAsync(cancellation) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (trap.Answer(line) is { } other)
                await _wire.WriteAsync(other, cancellation);
            else if (verb == "QUIT")
            {
                await _wire.WriteAsync("221 bye", cancellation);
                return;
            }
            else
                await ObeyAsync(verb, line, cancellation);
        }
    }

    private Task ObeyAsync(string verb, string line, CancellationToken cancellation) =>
        verb switch
        {
            "EHLO" => _wire.WriteAsync(
                $"250-trap\r\n250-PIPELINING\r\n250-8BITMIME\r\n{(_encrypted ? "" : "250-STARTTLS\r\n")}250-AUTH PLAIN LOGIN\r\n"
                    + "250 SIZE 35882577",
                cancellation
            ),
            "STARTTLS" => EncryptAsync(cancellation),
            "AUTH" => SignInAsync(line, cancellation),
            "MAIL" when trap.NeedsSignIn && _user is null => _wire.WriteAsync("530 sign in first", cancellation),
            "MAIL" => NoteAsync(() => _from = Address(line), cancellation),
            "RCPT" => NoteAsync(() => _to = Address(line), cancellation),
            "DATA" => TakeMessageAsync(cancellation),
            "RSET" or "NOOP" => _wire.WriteAsync("250 ok", cancellation),
            _ => _wire.WriteAsync("502 what?", cancellation),
        };

    private Task NoteAsync(Action note, CancellationToken cancellation)
    {
        note();
        return _wire.WriteAsync("250 ok", cancellation);
    }

    private async Task EncryptAsync(CancellationToken cancellation)
    {
        await _wire.WriteAsync("220 go ahead", cancellation);
        var secure = new SslStream(_wire.Stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellation);
        // A new wire: whatever came in the clear behind STARTTLS is not obeyed.
        (_wire, _encrypted, _user) = (new SmtpWire(secure), true, null);
    }

    private async Task SignInAsync(string line, CancellationToken cancellation)
    {
        string[] said;
        if (line.StartsWith("AUTH PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            said = Encoding
                .UTF8.GetString(Convert.FromBase64String(line.Length > 11 ? line[11..] : await AskAsync("334 ", cancellation)))
                .Split('\0')[^2..];
        }
        else
        {
            said = [Decoded(await AskAsync("334 VXNlcm5hbWU6", cancellation)), Decoded(await AskAsync("334 UGFzc3dvcmQ6", cancellation))];
        }

        var good = said is [SmtpTrap.User, SmtpTrap.Password];
        _user = good ? said[0] : null;
        await _wire.WriteAsync(good ? "235 welcome" : "535 wrong name or password", cancellation);
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellation)
    {
        await _wire.WriteAsync(question, cancellation);
        return await _wire.ReadTextAsync(cancellation) ?? "";
    }

    private async Task TakeMessageAsync(CancellationToken cancellation)
    {
        await _wire.WriteAsync("354 go on", cancellation);
        if (await _wire.ReadMessageAsync(cancellation) is not { } raw)
            return;
        if (trap.Answer(".") is { } other)
        {
            await _wire.WriteAsync(other, cancellation);
            return;
        }

        await trap.TakeAsync(new TrappedMail(_from ?? "", _to ?? "", raw, _user, _encrypted));
        await _wire.WriteAsync("250 taken", cancellation);
    }

    private static string Address(string line) =>
        line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private static string Decoded(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
