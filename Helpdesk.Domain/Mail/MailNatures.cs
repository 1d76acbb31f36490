using System.Text.RegularExpressions;

namespace Helpdesk.Domain.Mail;

/// <summary>What a mail's headers say of its author; several headers of one name come in their order.</summary>
public sealed record MailHeaders(IReadOnlyList<(string Name, string Value)> All)
{
    public string? this[string name] => All.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    public bool Has(string name) => this[name] is not null;

    public int Count(string name) => All.Count(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// Tells mails of machines from those of people (RFC 3834, 5230, 2076, and what programs really send). In doubt it is a person's word.
/// </summary>
public static partial class MailNatures
{
    /// <param name="ownLists">Values of List-Id that are ours: a support address that is itself a group.</param>
    public static MailNature Of(MailHeaders headers, IReadOnlyCollection<string> ownLists)
    {
        if (ReportOf(headers["Content-Type"]) is { } report)
            return report;
        if (IsSentByADaemon(headers))
            return MailNature.Bounce;
        if (IsAutomatic(headers))
            return MailNature.AutoReply;
        if (IsOfAList(headers, ownLists))
            return MailNature.MailingList;
        return AsksForNoAnswer(headers) ? MailNature.Unattended : MailNature.Person;
    }

    // Whether a delivery report tells of a failure stands in its body; until that was read it counts as one.
    internal static MailNature? ReportOf(string? type)
    {
        if (type is null || !type.TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase))
            return null;
        return type.Contains("disposition-notification", StringComparison.OrdinalIgnoreCase) ? MailNature.DeliveryNews
            : type.Contains("delivery-status", StringComparison.OrdinalIgnoreCase) ? MailNature.Bounce
            : type.Contains("feedback-report", StringComparison.OrdinalIgnoreCase) ? MailNature.Complaint
            : null;
    }

    // Exim names those who failed; a postmaster may also be a customer of flesh and blood, who does not write of undelivered mail.
    internal static bool IsSentByADaemon(MailHeaders headers) =>
        headers.Has("X-Failed-Recipients")
        || Daemons().IsMatch(headers["From"] ?? "")
        || (
            Postmasters().IsMatch(headers["From"] ?? "")
            && Undelivered().IsMatch(headers["Subject"] ?? "")
            && !BounceWords.IsAnswer(headers["Subject"] ?? "")
        );

    private static bool IsAutomatic(MailHeaders headers)
    {
        if (headers["Auto-Submitted"] is { } submitted)
            return !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase);
        if (headers.Has("X-Autoreply") || headers.Has("X-Autorespond") || headers.Has("X-Vacation"))
            return true;
        if ((headers["Precedence"] ?? "").Trim() is var precedence && precedence.Equals("auto_reply", StringComparison.OrdinalIgnoreCase))
            return true;
        return HasAutomaticSubject(headers);
    }

    /// <summary>Whether its subject is one that programs give to their answers.</summary>
    public static bool HasAutomaticSubject(MailHeaders headers) => AutomaticSubjects().IsMatch(headers["Subject"] ?? "");

    // Machines ask for it; so do some servers for what people write.
    private static bool AsksForNoAnswer(MailHeaders headers) =>
        (headers["Return-Path"] ?? "").Trim() == "<>"
        || (
            (headers["X-Auto-Response-Suppress"] ?? "") is var suppress
            && (
                suppress.Contains("All", StringComparison.OrdinalIgnoreCase)
                || suppress.Contains("AutoReply", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static bool IsOfAList(MailHeaders headers, IReadOnlyCollection<string> ownLists)
    {
        if ((headers["Precedence"] ?? "").Trim().ToLowerInvariant() is "list" or "bulk" or "junk")
            return !IsOwn(headers["List-Id"], ownLists);
        return (headers.Has("List-Id") || headers.Has("List-Unsubscribe") || headers.Has("List-Post"))
            && !IsOwn(headers["List-Id"], ownLists);
    }

    private static bool IsOwn(string? list, IReadOnlyCollection<string> ownLists) =>
        list is not null && ownLists.Any(own => own.Length > 0 && list.Contains(own, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"(^|[<\s""])(mailer-daemon|mail-daemon|mail delivery (sub)?system)(@|\b)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Daemons();

    [GeneratedRegex(
        @"(^|[<\s""])postmaster@",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Postmasters();

    [GeneratedRegex(
        @"(undeliver|delivery (status|failure|has failed)|failure notice|returned mail|mail delivery failed|配信不能|配信エラー|送信できません|エラーメール)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Undelivered();

    // At the very beginning: an answer to such a mail begins with Re:.
    [GeneratedRegex(
        @"^\s*(automatic reply|auto[- ]?reply|autoreply|out of (the )?office|vacation reply|abwesenheitsnotiz|réponse automatique"
            + @"|自動返信|自動応答|【自動返信】|\[自動返信\]|不在(通知|のお知らせ|自動))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex AutomaticSubjects();
}
