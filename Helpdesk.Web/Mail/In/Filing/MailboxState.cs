using System.Net.Sockets;
using Helpdesk.Web.Platform.Data;
using MailKit;
using MailKit.Security;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>Why a mailbox cannot be read: each asks for another remedy.</summary>
public enum MailboxTrouble
{
    Other = 0,

    /// <summary>No server answers at that host and port.</summary>
    Unreachable = 1,

    /// <summary>The server's certificate is vouched for by nobody.</summary>
    Certificate = 2,

    /// <summary>The server refuses user name or password.</summary>
    SignIn = 3,

    /// <summary>The folder does not exist there.</summary>
    Folder = 4,
}

/// <summary>A mailbox that cannot be read.</summary>
/// <param name="Since">The first try that failed since the last one that went well.</param>
/// <param name="Said">The server's own words at the last try, one line, without the password.</param>
public sealed record MailboxFailure(Instant Since, MailboxTrouble Trouble, string Said);

/// <summary>
/// Whether mail can be read at this moment. Nothing of it is stored: each process tries for itself, and finds out within a minute.
/// </summary>
public sealed class MailboxState(IOptions<MailInOptions> options, MailInStatus screens, IClock clock)
{
    private const int LongestWords = 300;
    private readonly Lock _state = new();
    private MailboxFailure? _failure;
    private Instant? _readAt;

    /// <summary>Null while the mailbox can be read, and before the first try.</summary>
    public MailboxFailure? Failure
    {
        get
        {
            lock (_state)
                return _failure;
        }
    }

    /// <summary>When it was last read to its end; null when it was not since this process started.</summary>
    public Instant? ReadAt
    {
        get
        {
            lock (_state)
                return _readAt;
        }
    }

    public void Succeed()
    {
        bool isNews;
        lock (_state)
        {
            isNews = _failure is not null || _readAt is null;
            (_failure, _readAt) = (null, clock.GetCurrentInstant());
        }

        if (isNews)
            screens.Tell();
    }

    public void Fail(Exception cause)
    {
        bool isNews;
        lock (_state)
        {
            var failure = new MailboxFailure(_failure?.Since ?? clock.GetCurrentInstant(), TroubleOf(cause), Said(cause.Message));
            isNews = failure != _failure;
            _failure = failure;
        }

        if (isNews)
            screens.Tell();
    }

    private static MailboxTrouble TroubleOf(Exception cause) =>
        cause switch
        {
            AuthenticationException => MailboxTrouble.SignIn,
            SslHandshakeException => MailboxTrouble.Certificate,
            FolderNotFoundException => MailboxTrouble.Folder,
            SocketException or IOException or TimeoutException or OperationCanceledException => MailboxTrouble.Unreachable,
            _ => MailboxTrouble.Other,
        };

    private string Said(string words)
    {
        // Some servers repeat what they were given.
        var said = options.Value.Password is { Length: > 0 } password ? words.Replace(password, "…", StringComparison.Ordinal) : words;
        said = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return said.Length > LongestWords ? said[..LongestWords] + "…" : said;
    }
}
