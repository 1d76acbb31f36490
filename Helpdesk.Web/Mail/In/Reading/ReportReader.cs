using System.Text.RegularExpressions;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.Out;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>Reads delivery reports (RFC 3464) and the bounces of servers that know no such form.</summary>
internal static partial class ReportReader
{
    private const int LongestCause = 200;

    /// <returns>Null for a mail that is neither.</returns>
    public static MailReport? Read(MimeMessage message, MailHeaders headers, string text)
    {
        var nature = MailNatures.Of(headers, []);
        if (nature is not (MailNature.Bounce or MailNature.DeliveryNews))
            return null;
        var parts = message.BodyParts.ToList();
        var status = parts.OfType<MessageDeliveryStatus>().FirstOrDefault();
        List<string> originals =
        [
            .. parts.OfType<MessagePart>().Select(p => p.Message?.MessageId).OfType<string>(),
            .. parts.OfType<TextRfc822Headers>().Select(p => p.Message?.MessageId).OfType<string>(),
        ];
        // Some put the head of the mail into plain text, or name it only there.
        originals.AddRange(IdsIn(text));
        originals.AddRange(
            parts.OfType<TextPart>().Where(p => p.ContentType.IsMimeType("text", "rfc822-headers")).SelectMany(p => IdsIn(p.Text))
        );
        originals.AddRange(MimeReader.IdsIn(headers["In-Reply-To"]).Concat(MimeReader.IdsIn(headers["References"])));
        var groups = status?.StatusGroups.ToList() ?? [];
        var actions = groups.Select(g => g["Action"]?.Trim()).OfType<string>().ToList();
        var failed =
            nature == MailNature.DeliveryNews
                ? IsRejection(headers)
                : actions.Count == 0 || actions.Exists(a => a.StartsWith("failed", StringComparison.OrdinalIgnoreCase));
        var cause = CauseOf(groups, text, headers["Subject"] ?? "");
        return new(failed, cause, [.. originals.Distinct(StringComparer.Ordinal)], FailedOf(groups, headers, cause));
    }

    // Each mailbox has a group of its own; servers that know no such form name them in a header.
    private static List<RefusedCopy> FailedOf(List<HeaderList> groups, MailHeaders headers, string cause)
    {
        List<RefusedCopy> failed =
        [
            .. groups
                .Where(HasFailed)
                .SelectMany(g =>
                    new[] { g["Original-Recipient"], g["Final-Recipient"] }
                        .Select(AddressIn)
                        .OfType<string>()
                        .Distinct()
                        .Select(address => new RefusedCopy(address, CauseOf([g], "", cause)))
                ),
        ];
        return failed.Count > 0 || headers["X-Failed-Recipients"] is not { } named
            ? failed
            : [.. named.Split(',').Select(AddressIn).OfType<string>().Select(address => new RefusedCopy(address, cause))];
    }

    private static bool HasFailed(HeaderList group) =>
        group["Action"]?.Trim().StartsWith("failed", StringComparison.OrdinalIgnoreCase) == true;

    // "rfc822; someone@example.com", or the address alone.
    private static string? AddressIn(string? recipient)
    {
        var address = recipient?[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
        return address?.Contains('@', StringComparison.Ordinal) == true ? address : null;
    }

    // A mailbox's own rules turn a mail away in the form of a read receipt (RFC 5429): nobody has read it.
    private static bool IsRejection(MailHeaders headers) =>
        headers["Auto-Submitted"]?.Contains("rejected", StringComparison.OrdinalIgnoreCase) == true;

    private static string CauseOf(List<HeaderList> groups, string text, string subject)
    {
        var group = groups.Find(HasFailed) ?? groups.LastOrDefault();
        var said = group?["Diagnostic-Code"] is { Length: > 0 } code
            ? code.Contains(';', StringComparison.Ordinal)
                ? code[(code.IndexOf(';', StringComparison.Ordinal) + 1)..]
                : code
            : group?["Status"] is { Length: > 0 } status
                ? status
                : text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => ServerSaid().IsMatch(l)) ?? subject;
        var line = HeaderText.OneLine(said);
        return line.Length == 0 ? "bounced"
            : line.Length <= LongestCause ? line
            : line[..(LongestCause - 1)] + "…";
    }

    private static IEnumerable<string> IdsIn(string? text) => Ids().Matches(text ?? "").Select(m => m.Groups["id"].Value);

    [GeneratedRegex(
        @"message-id:\s*<(?<id>[^<>\s]{3,300})>",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Ids();

    [GeneratedRegex(
        @"(\b[45]\d\d[ \-]|\b[45]\.\d\.\d|unknown|no such|full|reject|refused)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex ServerSaid();
}
