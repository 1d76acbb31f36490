using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads the reports of servers about a mail of ours: by RFC 3464 and what breaks it, in plain words, as the JSON of cloud senders, and
/// within a mail that somebody forwarded.
/// </summary>
internal static class ReportReader
{
    private const int MostIds = 60;

    /// <returns>Null for a mail that is none and holds none.</returns>
    public static MailReport? Read(MimeMessage message, MailHeaders headers, string text)
    {
        if (CloudReport.Read(text) is { } cloud && (MailReports.IsByMachine(headers) || OwnIds.In(text).Any()))
            return cloud;
        if (!MailReports.MayBe(headers) && !message.BodyParts.Any(p => p is MessagePart or MessageDeliveryStatus))
            return null;
        var parts = ReportParts.Of(message, text);
        var signs = new ReportSigns(parts.Status.Count > 0, parts.HasReturned, parts.Words);
        if (MailReports.IsReport(headers, signs))
            return Of(parts, headers);
        // What somebody forwards holds the report; their own words stay theirs.
        foreach (var inner in parts.Returned)
        {
            var innerHeaders = MimeReader.HeadersOf(inner);
            var innerParts = ReportParts.Of(inner, inner.TextBody ?? "");
            if (MailReports.IsReport(innerHeaders, new(innerParts.Status.Count > 0, innerParts.HasReturned, innerParts.Words)))
                return Of(innerParts, innerHeaders) with { IsForwarded = text.Trim().Length > 0 };
        }

        return null;
    }

    /// <summary>What can be said of a mail that came to the address bounces alone come to, whatever it is.</summary>
    public static MailReport Assume(ReadMail mail)
    {
        var parts = ReportParts.Of(mail.Message, mail.Text);
        return Of(parts, mail.Headers) with { Kind = MailReports.KindByWords(mail.Headers, parts.Words) };
    }

    private static MailReport Of(ReportParts parts, MailHeaders headers)
    {
        var kind = KindOf(parts, headers);
        var group = parts.Status.Find(g => HasFailed(g)) ?? parts.Status.LastOrDefault();
        var cause = BounceCause.Of(group, parts.Words, headers["Subject"] ?? "");
        return new(kind, cause, [.. IdsOf(parts, headers).Distinct(StringComparer.Ordinal).Take(MostIds)], FailedOf(parts, headers, cause))
        {
            Reason = BounceReasons.Of(group?["Status"], cause + "\n" + (group is null ? "" : group["Diagnostic-Code"])),
            Named = parts.Addresses(headers),
            ReturnedCase = parts.Returned.Select(m => m.Headers["X-Helpdesk-Case"]).FirstOrDefault(c => c is not null),
        };
    }

    private static ReportKind KindOf(ReportParts parts, MailHeaders headers)
    {
        if (MailNatures.Of(headers, []) is var nature && nature == MailNature.Complaint)
            return ReportKind.Complaint;
        // A mailbox's own rules turn a mail away in the form of a read receipt (RFC 5429): nobody has read it.
        if (nature == MailNature.DeliveryNews)
            return headers["Auto-Submitted"]?.Contains("rejected", StringComparison.OrdinalIgnoreCase) == true
                ? ReportKind.Failed
                : ReportKind.Delivered;
        List<string> actions = [.. parts.Status.Select(g => g["Action"]?.Trim().ToLowerInvariant()).OfType<string>()];
        if (actions.Count == 0)
            return MailReports.KindByWords(headers, parts.Words);
        return actions.Exists(a => a.StartsWith("fail", StringComparison.Ordinal)) ? ReportKind.Failed
            : actions.Exists(a => a.StartsWith("delay", StringComparison.Ordinal)) ? ReportKind.Delayed
            : actions.Exists(a => a.StartsWith("deliver", StringComparison.Ordinal) || a is "relayed" or "expanded") ? ReportKind.Delivered
            : MailReports.KindByWords(headers, parts.Words);
    }

    /// <summary>Message-IDs that may be of the mail that came back, the surest first.</summary>
    private static IEnumerable<string> IdsOf(ReportParts parts, MailHeaders headers) =>
        parts
            .Returned.Select(m => m.MessageId)
            .OfType<string>()
            .Concat(OwnIds.Labelled(parts.All))
            .Concat(OwnIds.In(parts.All))
            .Concat(MimeReader.IdsIn(headers["In-Reply-To"]))
            .Concat(MimeReader.IdsIn(headers["References"]));

    // Each mailbox has a group of its own; servers that know no such form name them in a header.
    private static List<RefusedCopy> FailedOf(ReportParts parts, MailHeaders headers, string cause)
    {
        List<RefusedCopy> failed =
        [
            .. parts
                .Status.Where(HasFailed)
                .SelectMany(g =>
                    new[] { g["Original-Recipient"], g["Final-Recipient"] }
                        .Select(AddressIn)
                        .OfType<string>()
                        .Distinct()
                        .Select(address => new RefusedCopy(address, BounceCause.Of(g, "", cause)))
                ),
        ];
        return failed.Count > 0 || headers["X-Failed-Recipients"] is not { } named
            ? failed
            : [.. named.Split(',').Select(AddressIn).OfType<string>().Select(address => new RefusedCopy(address, cause))];
    }

    private static bool HasFailed(StatusGroup group) =>
        group["Action"]?.Trim().StartsWith("fail", StringComparison.OrdinalIgnoreCase) == true;

    // "rfc822; someone@example.com", or the address alone.
    internal static string? AddressIn(string? recipient)
    {
        var address = recipient?[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
        return address?.Contains('@', StringComparison.Ordinal) == true ? address : null;
    }
}
