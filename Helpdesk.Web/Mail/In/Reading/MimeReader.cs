using System.Net.Mail;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Mail;
using MimeKit;
using MimeKit.Utils;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>Reads a mail's bytes; forgiving with everything that mail programs get wrong.</summary>
public static partial class MimeReader
{
    private const int LongestHead = 4096;
    private const int LongestId = 300;
    private const int MostIds = 60;
    private const int MostRecipients = 100;

    // Deeper than any program nests, and far from what a stack holds.
    private static readonly ParserOptions Lenient = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Loose,
        ParameterComplianceMode = RfcComplianceMode.Loose,
        Rfc2047ComplianceMode = RfcComplianceMode.Loose,
        MaxMimeDepth = 60,
        MaxAddressGroupDepth = 3,
    };

    /// <exception cref="FormatException">These are no mail's bytes.</exception>
    public static ReadMail Read(byte[] raw) => Read(raw, TimeProvider.System);

    internal static ReadMail Read(byte[] raw, TimeProvider time)
    {
        var budget = new ReadingBudget(time);
        using var stream = new MemoryStream(WithLineFeeds(raw), writable: false);
        var message = MimeMessage.Load(Lenient, stream);
        try
        {
            return Read(message, budget);
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    private static ReadMail Read(MimeMessage message, ReadingBudget budget)
    {
        var headers = HeadersOf(message);
        var (address, name) = Sender(message);
        var content = BodyReader.Read(message, CharsetOf(message), budget);
        return new()
        {
            Message = message,
            Headers = headers,
            FromAddress = address,
            FromName = name,
            Subject = Shortened(headers["Subject"] ?? "", 400),
            MessageId = IdsIn(headers["Message-ID"]).FirstOrDefault() ?? Bare(headers["Message-ID"]),
            Answers =
            [
                .. IdsIn(headers["In-Reply-To"])
                    .Concat(IdsIn(headers["References"]).Reverse())
                    .Distinct(StringComparer.Ordinal)
                    .Take(MostIds),
            ],
            ThreadRoot = IdsIn(headers["References"]).Concat(IdsIn(headers["In-Reply-To"])).FirstOrDefault(),
            Recipients = [.. RecipientsOf(message, headers)],
            Text = content.Text,
            Files = content.Files,
            IsStripped = content.IsStripped,
            IsCut = content.IsCut,
            Opened = content.Opened,
            Report = ReportReader.Read(message, headers, content.Text),
        };
    }

    /// <summary>All headers; what describes the content stands with it. Bare bytes are read as the words of the mail are.</summary>
    internal static MailHeaders HeadersOf(MimeMessage message)
    {
        var charset = CharsetOf(message);
        return new([
            .. message
                .Headers.Concat(message.Body?.Headers ?? Enumerable.Empty<Header>())
                .Select(h => (h.Field, HeaderText.Decode(h.RawValue, charset))),
        ]);
    }

    private static string? CharsetOf(MimeMessage message) =>
        message.BodyParts.OfType<TextPart>().Select(p => p.ContentType.Charset).FirstOrDefault(c => !string.IsNullOrEmpty(c));

    // Old systems end their lines with CR alone: a mail that has no LF where its head is, has none of its own.
    private static byte[] WithLineFeeds(byte[] raw)
    {
        var head = raw.AsSpan(0, Math.Min(raw.Length, LongestHead));
        if (head.Contains((byte)'\n') || head.Count((byte)'\r') < 2)
            return raw;
        var mended = (byte[])raw.Clone();
        mended.AsSpan().Replace((byte)'\r', (byte)'\n');
        return mended;
    }

    private static (string Address, string Name) Sender(MimeMessage message)
    {
        foreach (var header in (HeaderId[])[HeaderId.From, HeaderId.Sender, HeaderId.ReplyTo])
        {
            if (message.Headers.FirstOrDefault(h => h.Id == header) is not { } found)
                continue;
            var line = HeaderText.Decode(found.RawValue);
            // The address is ASCII whatever stands around it; a name may hold an @ of its own, so the one in brackets counts.
            var address =
                (InBrackets().Matches(line).LastOrDefault() ?? Addresses().Matches(line).FirstOrDefault())?.Groups["address"].Value.Trim()
                ?? "";
            if (!IsAddress(address))
                continue;
            var at = line.LastIndexOf("<" + address, StringComparison.Ordinal);
            var name = at > 0 ? HeaderText.OneLine(line[..at].Trim().Trim('"', '\'').Replace("\\\"", "\"", StringComparison.Ordinal)) : "";
            return (address, Shortened(name.Length > 0 ? name : address, 120));
        }

        // A daemon without an address still has a name.
        return message.Headers.FirstOrDefault(h => h.Id == HeaderId.From) is { } from
            ? ("", Shortened(HeaderText.Decode(from.RawValue).Replace("<>", "", StringComparison.Ordinal).Trim(' ', '"'), 120))
            : ("", "");
    }

    internal static bool IsAddress(string text) =>
        text.Length is > 2 and <= 254 && MailAddress.TryCreate(text, out var parsed) && parsed.Address == text;

    private static IEnumerable<string> RecipientsOf(MimeMessage message, MailHeaders headers) =>
        ((string[])["To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Resent-To"])
            .SelectMany(name => headers.All.Where(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(h => Addresses().Matches(h.Value).Select(m => m.Groups["address"].Value))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostRecipients);

    internal static IEnumerable<string> AddressesIn(string text) => Addresses().Matches(text).Select(m => m.Groups["address"].Value);

    /// <summary>Everything between brackets that could be a Message-ID.</summary>
    internal static IEnumerable<string> IdsIn(string? header) => MessageIds().Matches(header ?? "").Select(m => m.Groups["id"].Value);

    // Some programs forget the brackets.
    private static string? Bare(string? header) =>
        header?.Trim() is { Length: > 2 and <= LongestId } id && !id.Any(c => char.IsWhiteSpace(c) || c is '<' or '>') ? id : null;

    private static string Shortened(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";

    [GeneratedRegex(@"<(?<id>[^<>\s]{3,300})>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex MessageIds();

    [GeneratedRegex(@"<\s*(?<address>[^<>\s]+@[^<>\s]+)\s*>?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex InBrackets();

    [GeneratedRegex(
        @"(?<address>[^\s<>"",;:()\[\]]+@[A-Za-z0-9\-._]+[A-Za-z0-9])",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Addresses();
}
