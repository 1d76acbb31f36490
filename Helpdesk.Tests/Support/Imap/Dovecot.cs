using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Helpdesk.Tests.Support.Hosts;

namespace Helpdesk.Tests.Support.Imap;

/// <summary>
/// Debian's Dovecot with a configuration, a certificate and mailboxes of its own, on a
/// port of 127.0.0.1; everybody's password is <see cref="Password"/>.
/// </summary>
public sealed class Dovecot : IAsyncDisposable
{
    public const string Password = "a-mailbox-password";

    private readonly string _folder = Directory.CreateTempSubdirectory("helpdesk-dovecot-").FullName;
    private readonly Process _process;
    private int _delivered;

    private Dovecot()
    {
        (Port, PlainPort) = (ConsoleProcess.FreePort(), ConsoleProcess.FreePort());
        CertificateHash = WriteCertificate(_folder);
        File.WriteAllText(Path.Combine(_folder, "conf"), Configuration());
        Directory.CreateDirectory(Path.Combine(_folder, "mail"));
        Open(_folder);
        Open(Path.Combine(_folder, "mail"));
        _process = Process.Start(
            new ProcessStartInfo(Program!, ["-F", "-c", Path.Combine(_folder, "conf")])
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>IMAP over TLS.</summary>
    public int Port { get; }

    /// <summary>IMAP in the clear, for a test that looks at what is said.</summary>
    public int PlainPort { get; }

    public string CertificateHash { get; }

    /// <summary>Where the program is, or null when this machine has none.</summary>
    public static string? Program =>
        ((string[])["/usr/sbin/dovecot", "/usr/local/sbin/dovecot", "/opt/homebrew/sbin/dovecot"]).FirstOrDefault(File.Exists);

    public static async Task<Dovecot> StartAsync()
    {
        var server = new Dovecot();
        for (var tries = 0; tries < 200; tries++)
        {
            if (server._process.HasExited)
                throw new InvalidOperationException("Dovecot ended with " + server._process.ExitCode + ": " + server.Log);
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", server.Port, TestContext.Current.CancellationToken);
                return server;
            }
            catch (SocketException)
            {
                // Another process: there is nothing to await but its port.
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        throw new InvalidOperationException("Dovecot did not listen within 10 s: " + server.Log);
    }

    public string Log => File.Exists(Path.Combine(_folder, "log")) ? File.ReadAllText(Path.Combine(_folder, "log")) : "";

    /// <summary>Puts a mail into somebody's inbox, as a mail server does: whole, by renaming.</summary>
    public void Deliver(string user, byte[] raw)
    {
        var box = Path.Combine(_folder, "mail", user);
        foreach (var folder in (string[])["", "tmp", "new", "cur"])
        {
            Directory.CreateDirectory(Path.Combine(box, folder));
            Open(Path.Combine(box, folder));
        }

        var name = $"{Environment.ProcessId}.{Interlocked.Increment(ref _delivered)}.test";
        File.WriteAllBytes(Path.Combine(box, "tmp", name), raw);
        Open(Path.Combine(box, "tmp", name));
        File.Move(Path.Combine(box, "tmp", name), Path.Combine(box, "new", name));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // It ends its own children when asked politely.
            using var kill = Process.Start("kill", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Configuration()
    {
        var mine = Environment.IsPrivilegedProcess
            ? ""
            : $"default_internal_user = {Environment.UserName}\ndefault_internal_group = {Group()}\n"
                + $"default_login_user = {Environment.UserName}\nservice anvil {{\n  chroot =\n}}\n"
                + "service imap-login {\n  chroot =\n}\n";
        var owner = Environment.IsPrivilegedProcess ? "uid=nobody gid=nogroup" : $"uid={Environment.UserName} gid={Group()}";
        return $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/log
            first_valid_uid = 0
            mail_location = maildir:{{_folder}}/mail/%u
            ssl = yes
            disable_plaintext_auth = no
            ssl_cert = <{{_folder}}/cert.pem
            ssl_key = <{{_folder}}/key.pem
            auth_mechanisms = plain login
            # Pauses after a wrong password are for strangers.
            auth_failure_delay = 0
            {{mine}}
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = {{owner}} home={{_folder}}/mail/%u
            }
            service imap-login {
              inet_listener imap {
                port = {{PlainPort}}
              }
              inet_listener imaps {
                port = {{Port}}
                ssl = yes
              }
            }
            """.ReplaceLineEndings("\n");
    }

    private static string Group()
    {
        using var id = Process.Start(new ProcessStartInfo("id", ["-gn"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return id.StandardOutput.ReadToEnd().Trim();
    }

    private static string WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), made.ExportCertificatePem(), Encoding.ASCII);
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem(), Encoding.ASCII);
        return made.GetCertHashString(HashAlgorithmName.SHA256);
    }

    // Dovecot reads mail as somebody else than root.
    private static void Open(string path)
    {
        const UnixFileMode all =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.GroupWrite
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite
            | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, all);
    }
}
