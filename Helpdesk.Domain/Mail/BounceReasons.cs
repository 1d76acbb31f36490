using Helpdesk.Domain.Cases;

namespace Helpdesk.Domain.Mail;

/// <summary>Tells the reason of a bounce by its status (RFC 3463) and the server's own line.</summary>
public static class BounceReasons
{
    private static readonly (BounceReason Reason, string[] Words)[] s_words =
    [
        (
            BounceReason.MailboxFull,
            Words(
                "quota|mailbox full|mailbox is full|mailbox of this user is full|mail box full|inbox is full|"
                    + "over limit|insufficient storage|"
                    + "not enough storage|容量|いっぱい|満杯|已满"
            )
        ),
        (BounceReason.TooLarge, Words("too large|too big|size limit|message size|exceeds maximum|maximum size|サイズ")),
        (
            BounceReason.NoSuchHost,
            Words(
                "host unknown|unknown host|host not found|domain not found|no such domain|domain does not exist|"
                    + "name or service not known|ホストが見つ"
            )
        ),
        (BounceReason.Disabled, Words("disabled|inactive|suspended|deactivated|no longer in use|has left|停止")),
        (
            BounceReason.Blocked,
            Words("blacklist|blocklist|blocked|spam|reputation|banned|listed at|listed in|" + "rbl|junk|bulk mail|迷惑")
        ),
        (
            BounceReason.NoSuchAddress,
            Words(
                "user unknown|unknown user|no such user|no such mail|no such address|no mailbox|"
                    + "not a known user|unknown recipient|recipient "
                    + "unknown|recipient not found|user not found|does not exist|doesn't exist|"
                    + "address not found|address rejected|invalid "
                    + "recipient|invalid mailbox|invalid address|mailbox unavailable|mailbox not found|"
                    + "unknown address|not listed in|no account"
                    + "|unrouteable|宛先が見つ|存在しま|登録されてい|不明|见つかり|不存在"
            )
        ),
        (
            BounceReason.Policy,
            Words(
                "policy|dmarc|spf |dkim|not permitted|denied|refused|rejected|not allowed|not authorized|"
                    + "authentication|受信拒否|拒否|フィルタ"
            )
        ),
        (
            BounceReason.Temporary,
            Words("try again|timed out|timeout|greylist|graylist|temporar|connection refused|too many|deferred|" + "一時的|混雑")
        ),
    ];

    /// <param name="status">"5.1.1" and the like; null when the report names none.</param>
    /// <param name="said">The server's line.</param>
    public static BounceReason Of(string? status, string said)
    {
        var code = Code(status) ?? Code(said);
        return ByCode(code) ?? ByWords(said) ?? (code is ['4', ..] ? BounceReason.Temporary : BounceReason.Unknown);
    }

    /// <summary>Whether another try, after a while, may go better.</summary>
    public static bool MayGoBetter(this BounceReason reason) => reason is BounceReason.MailboxFull or BounceReason.Temporary;

    private static BounceReason? ByCode(string? code) =>
        code is not { Length: >= 5 }
            ? null
            : code[1..] switch
            {
                ".1.1" or ".1.0" or ".1.6" or ".1.3" => BounceReason.NoSuchAddress,
                ".1.2" or ".4.4" when code[0] == '5' => BounceReason.NoSuchHost,
                ".2.1" => BounceReason.Disabled,
                ".2.2" => BounceReason.MailboxFull,
                ".2.3" or ".3.4" => BounceReason.TooLarge,
                _ => null,
            };

    private static BounceReason? ByWords(string said)
    {
        foreach (var (reason, words) in s_words)
        {
            if (words.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)))
                return reason;
        }

        return null;
    }

    /// <summary>The first "x.y.z" of RFC 3463 in a text, or null.</summary>
    private static string? Code(string? text)
    {
        for (var i = 0; i + 4 < (text?.Length ?? 0); i++)
        {
            if (
                text![i] is '2' or '4' or '5'
                && text[i + 1] == '.'
                && char.IsAsciiDigit(text[i + 2])
                && text[i + 3] == '.'
                && char.IsAsciiDigit(text[i + 4])
                && (i == 0 || !(char.IsAsciiDigit(text[i - 1]) || text[i - 1] == '.'))
                && (
                    i + 5 == text.Length
                    || !(char.IsAsciiDigit(text[i + 5]) || text[i + 5] == '.' && i + 6 < text.Length && char.IsAsciiDigit(text[i + 6]))
                )
            )
                return text.Substring(i, 5);
        }

        return null;
    }

    private static string[] Words(string words) => words.Split('|');
}
