using System.Text;
using Helpdesk.Domain.Mail;
using MimeKit;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>A report taken apart: what it says itself, its fields, and what came back in it.</summary>
internal sealed class ReportParts
{
    private const int Deepest = 12;
    private const int MostParts = 200;
    private const int LongestText = 1_000_000;
    private const int MostAddresses = 20;

    // Where servers begin to repeat the mail that came back.
    private static readonly string[] s_copyBegins =
    [
        "original message",
        "this is a copy",
        "below this line is a copy",
        "returned message",
        "message header",
        "undelivered message",
        "original header",
        "included below",
        "message follows",
        "元のメッセージ",
        "オリジナルメッセージ",
        "送信されたメール",
        "元のメール",
    ];

    private int _parts;
    private readonly StringBuilder _all = new();
    private readonly StringBuilder _plain = new();

    public List<StatusGroup> Status { get; } = [];

    /// <summary>Mails within it, or their heads.</summary>
    public List<MimeMessage> Returned { get; } = [];

    /// <summary>Its own words, as far as they can be told from those of the mail that came back.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Everything that can be read in it, its own and what came back.</summary>
    public string All => _all.ToString();

    public static ReportParts Of(MimeMessage message, string text)
    {
        var parts = new ReportParts();
        parts.Add(text);
        if (message.Body is { } body)
            parts.Visit(body, 0, inside: false);
        var plain = text.Length > 0 ? text : parts._plain.ToString();
        parts.Words = BeforeCopy(plain, out var hasCopy);
        if (parts.Status.Count == 0 && StatusGroup.InText(parts.Words) is { } group)
            parts.Status.Add(group);
        parts.HasReturned = hasCopy || parts.Returned.Count > 0 || OwnIds.In(parts.All).Any();
        return parts;
    }

    /// <summary>Whether a mail, its head or the id of one of ours came back in it.</summary>
    public bool HasReturned { get; private set; }

    /// <summary>Addresses that the report names as those it failed for, the surest first.</summary>
    public IReadOnlyList<string> Addresses(MailHeaders headers) =>
        [
            .. Status
                .SelectMany(g => new[] { g["Original-Recipient"], g["Final-Recipient"] })
                .Concat((headers["X-Failed-Recipients"] ?? "").Split(','))
                .Select(ReportReader.AddressIn)
                .OfType<string>()
                .Concat(Returned.SelectMany(m => m.To.Mailboxes).Select(m => m.Address))
                .Concat(MimeReader.AddressesIn(Words.Length > 4000 ? Words[..4000] : Words))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MostAddresses),
        ];

    private void Visit(MimeEntity part, int depth, bool inside)
    {
        if (depth > Deepest || ++_parts > MostParts)
            return;
        switch (part)
        {
            case Multipart multipart:
                Add(multipart.Preamble);
                foreach (var child in multipart)
                    Visit(child, depth + 1, inside);
                break;
            case MessageDeliveryStatus status when !inside:
                Status.AddRange(status.StatusGroups.Select(StatusGroup.Of).Where(g => !g.IsEmpty));
                AddBytes(status);
                break;
            case MessagePart { Message: { } inner }:
                if (!inside)
                    Returned.Add(inner);
                Add(string.Join('\n', inner.Headers.Select(h => h.Field + ": " + HeaderText.Decode(h.RawValue))));
                if (inner.Body is { } body)
                    Visit(body, depth + 1, inside: true);
                break;
            case MimePart { Content: not null } leaf when IsReadable(leaf):
                var text = AddBytes(leaf);
                if (!inside && leaf.ContentType.IsMimeType("message", "delivery-status") && StatusGroup.InText(text) is { } group)
                    Status.Add(group);
                if (!inside && leaf is TextPart { IsPlain: true })
                    _plain.Append(text).Append('\n');
                break;
        }
    }

    private static bool IsReadable(MimePart part) =>
        part.ContentType.MediaType is "text" or "message"
        || part.ContentType.IsMimeType("application", "json")
        || part.ContentType.IsMimeType("application", "octet-stream")
            && part.FileName?.EndsWith(".eml", StringComparison.OrdinalIgnoreCase) == true;

    private string AddBytes(MimePart part)
    {
        if (part.Content is null)
            return "";
        using var bytes = new MemoryStream();
        part.Content.DecodeTo(bytes);
        var text = MailCharsets.Decode(bytes.GetBuffer().AsSpan(0, (int)Math.Min(bytes.Length, LongestText)), part.ContentType.Charset);
        Add(text);
        return text;
    }

    private void Add(string? text)
    {
        if (!string.IsNullOrEmpty(text) && _all.Length < LongestText)
            _all.Append(text).Append('\n');
    }

    private static string BeforeCopy(string text, out bool hasCopy)
    {
        var at = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (at > 0 && BeginsCopy(line))
            {
                hasCopy = true;
                return text[..range.Start.Value];
            }

            at++;
        }

        hasCopy = false;
        return text;
    }

    // The head of a mail of ours, or the line above it.
    private static bool BeginsCopy(ReadOnlySpan<char> line)
    {
        if (
            line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase)
            || line.StartsWith("X-Helpdesk-", StringComparison.OrdinalIgnoreCase)
        )
            return true;
        if (line is not ['-' or '=' or '*' or '_' or '─' or '━', ..])
            return false;
        foreach (var words in s_copyBegins)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
