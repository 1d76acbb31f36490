namespace Helpdesk.Domain.Mail;

/// <summary>What a report about a mail of ours says.</summary>
public enum ReportKind
{
    /// <summary>It did not arrive (RFC 3464, or in words).</summary>
    Failed = 0,

    /// <summary>Not yet: the server goes on trying.</summary>
    Delayed = 1,

    /// <summary>Delivered, relayed, read.</summary>
    Delivered = 2,

    /// <summary>Whoever got it complained of it (RFC 5965).</summary>
    Complaint = 3,
}

/// <summary>What stands in a mail beside its headers, as far as it tells a server's report.</summary>
/// <param name="HasStatus">A part of delivery status, or the notification of a cloud sender.</param>
/// <param name="HasReturned">A mail, the head of one, or the id of one of ours that came back in it.</param>
/// <param name="Words">Its own words, without the mail that came back.</param>
public sealed record ReportSigns(bool HasStatus, bool HasReturned, string Words);

/// <summary>
/// Tells the reports of servers from what people write, by several signs together: one sign alone, such as a subject, is a person's as
/// well.
/// </summary>
public static class MailReports
{
    public static bool IsReport(MailHeaders headers, ReportSigns signs)
    {
        if (signs.HasStatus || IsFormal(headers, signs) || MailNatures.IsSentByADaemon(headers))
            return true;
        var (from, subject) = (headers["From"] ?? "", headers["Subject"] ?? "");
        if (MailNatures.HasAutomaticSubject(headers) || BounceWords.IsAnswer(subject))
            return false;
        var names = BounceWords.InSubject(subject);
        var fails = BounceWords.SayFailure(signs.Words) || BounceWords.SayDelay(subject, signs.Words);
        // A postmaster is also a person, and "no-reply" sends much else: two more signs are asked for.
        if (BounceWords.IsMachine(from))
            return (names ? 1 : 0) + (fails ? 1 : 0) + (signs.HasReturned ? 1 : 0) + (SaysNobody(headers) ? 1 : 0) >= 2 && (names || fails);
        return SaysNobody(headers) && ((names && fails) || ((names || fails) && signs.HasReturned));
    }

    /// <summary>Whether its headers alone leave room for a report: most mails need not be looked through.</summary>
    public static bool MayBe(MailHeaders headers) =>
        (headers["Content-Type"] ?? "").TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
        || headers.Has("X-MS-Exchange-Message-Is-Ndr")
        || MailNatures.IsSentByADaemon(headers)
        || IsByMachine(headers);

    /// <summary>Whether its sender is, by name or by word, no person.</summary>
    public static bool IsByMachine(MailHeaders headers) => BounceWords.IsMachine(headers["From"] ?? "") || SaysNobody(headers);

    /// <summary>By the words alone, for a report that has no form.</summary>
    public static ReportKind KindByWords(MailHeaders headers, string words) =>
        BounceWords.SayDelay(headers["Subject"] ?? "", words) ? ReportKind.Delayed : ReportKind.Failed;

    // RFC 3464 and what leaves half of it out.
    private static bool IsFormal(MailHeaders headers, ReportSigns signs) =>
        MailNatures.ReportOf(headers["Content-Type"]) is not null
        || headers.Has("X-MS-Exchange-Message-Is-Ndr")
        || (
            signs.HasReturned
            && (headers["Content-Type"] ?? "").TrimStart().StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase)
        );

    // Nobody to answer to: no address, the null return path, or a machine's own word for it (RFC 3834).
    private static bool SaysNobody(MailHeaders headers) =>
        !(headers["From"] ?? "").Contains('@', StringComparison.Ordinal)
        || (headers["Return-Path"] ?? "").Trim() == "<>"
        || (headers["Auto-Submitted"] is { } submitted && !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase));
}
