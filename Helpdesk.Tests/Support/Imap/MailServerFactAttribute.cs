using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Helpdesk.Tests.Support.Imap;

/// <summary>
/// A test against a real IMAP server. Without Dovecot it is skipped with the reason; a run by <c>all</c> that could install it runs it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MailServerFactAttribute : FactAttribute
{
    public const string MissingReason =
        "No Dovecot found. Install the package dovecot-imapd, or run as root on Debian or Ubuntu: "
        + "dotnet run --project Helpdesk.Tests -- all";

    public MailServerFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = MissingReason;
        SkipType = typeof(MailServerFactAttribute);
        SkipUnless = nameof(IsThere);
    }

    public static bool IsThere => Dovecot.Program is not null;
}
