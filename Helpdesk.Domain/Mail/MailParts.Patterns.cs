using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Mail;

/// <content>What tells history and signatures from the sender's words, in the languages that mails come in.</content>
public static partial class MailParts
{
    [GeneratedRegex(
        @"^\W{0,3}-{2,}\s*(original (message|appointment)|元のメッセージ|ursprüngliche nachricht|message d'origine|mensaje original|原始邮件)\s*-{2,}",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex OriginalMessage();

    [GeneratedRegex(@"^_{10,}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RuleOfUnderscores();

    [GeneratedRegex(
        @"(forwarded message|転送(された)?メッセージ|weitergeleitete nachricht|message transféré)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Forwarded();

    [GeneratedRegex(
        @"^\W{0,3}(from|差出人|送信元|送信者|von|de|发件人)\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeaderFrom();

    [GeneratedRegex(
        @"^\W{0,3}(sent|date|送信日時|日時|日付|gesendet|datum|envoyé|发送时间)\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeaderSent();

    [GeneratedRegex(
        @"^\W{0,3}(subject|件名|betreff|objet|主题)\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeaderSubject();

    [GeneratedRegex(
        @"^\W{0,3}(to|宛先|an|à|收件人)\*?\s*[:：]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex HeaderTo();

    [GeneratedRegex(
        @"^\s*(on\s|am\s|le\s|\d{4}[年/\-.]\s?\d{1,2}[月/\-.]\s?\d{1,2}|(19|20)\d\d-)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex AttributionBegins();

    [GeneratedRegex(
        @"^(on .{4,300}wrote|am .{4,300}schrieb.{0,120}|le .{4,300}a écrit"
            + @"|\d{4}[年/\-.]\s?\d{1,2}[月/\-.]\s?\d{1,2}.{0,40}\d{1,2}[:時：]\d{2}"
            + @".{0,250}(>|＞|のメール|のメッセージ|さん(は書きました|からのメッセージ)?|は書きました|wrote))\s*[:：]$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Attribution();

    [GeneratedRegex(
        @"^\s*(sent from my |sent from (outlook|mail|yahoo)|get outlook for |(iphone|ipad|android|スマートフォン|私の.{1,20})から送信"
            + @"|.{1,20}から送信(されました)?$|outlook for (ios|android) ?を(入手|取得))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex SentFrom();

    [GeneratedRegex(
        @"(@|(tel|fax|phone|mobile)\s*[.:：/]?|電話|ＴＥＬ|ＦＡＸ|〒|https?://|www\.|株式会社|有限会社|\(株\)|㈱|\bLtd\b|\bInc\b|GmbH)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Reachable();
}
