using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Mail;
using MimeKit;
using MimeKit.Text;
using MimeKit.Tnef;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>Walks through the parts of a mail: its words on one side, its files, inline pictures among them, on the other.</summary>
internal sealed partial class BodyReader(string? charset, ReadingBudget budget, List<IDisposable> opened)
{
    private const int Deepest = 50;
    private const int LongestText = 4_000_000;
    private const int LongestCompared = 200_000;
    private const string Invitation = "invitation.ics";

    private readonly List<string> _texts = [];
    private readonly List<MailFile> _files = [];
    private bool _isStripped;
    private bool _isCut;

    /// <param name="charset">That of the words, for names that are bare bytes.</param>
    public static MailBody Read(MimeMessage message, string? charset, ReadingBudget budget)
    {
        var reader = new BodyReader(charset, budget, []);
        if (message.Body is { } body)
            reader.Visit(body, 0);
        // Invitations come twice in one mail: for calendars without a name, and as a file for everybody else.
        if (reader._files.Exists(f => f.Name != Invitation && f.Name.EndsWith(".ics", StringComparison.OrdinalIgnoreCase)))
            reader._files.RemoveAll(f => f.Name == Invitation);
        return reader.ToBody();
    }

    private MailBody ToBody() => new(Cleaned(string.Join("\n\n", _texts.Where(t => t.Length > 0))), _files, _isStripped, _isCut, opened);

    private void Visit(MimeEntity part, int depth)
    {
        if (depth > Deepest)
        {
            _isCut = true;
            return;
        }

        switch (part)
        {
            case MultipartAlternative alternative:
                Choose(alternative, depth);
                break;
            case Multipart { Count: 0, Preamble: { Length: > 0 } bare }:
                // A multipart that names no boundary has its words where nobody looks.
                _texts.Add(bare.Trim('\r', '\n'));
                break;
            case Multipart multipart:
                foreach (var child in multipart)
                    Visit(child, depth + 1);
                break;
            case TnefPart tnef:
                Unpack(tnef, depth);
                break;
            case TextPart text when IsWords(text):
                _texts.Add(WordsOf(text));
                // With a name it is a file as well.
                if (PartNames.Of(text, charset) is { } name)
                    _files.Add(new(name, text));
                break;
            case MessageDeliveryStatus or MessageDispositionNotification:
                break;
            case MimePart
            {
                ContentType.MimeType: "application/pkcs7-signature" or "application/x-pkcs7-signature" or "application/pgp-signature"
            }:
                break;
            default:
                _files.Add(new(PartNames.Of(part, charset) ?? NameFor(part), part));
                break;
        }
    }

    /// <summary>The plain form, unless it is only a stub for what stands in the HTML.</summary>
    private void Choose(MultipartAlternative alternative, int depth)
    {
        var plain = alternative.OfType<TextPart>().Where(p => p.IsPlain && IsWords(p)).Select(WordsOf).FirstOrDefault(t => t.Length > 0);
        var rest = new BodyReader(charset, budget, opened);
        foreach (var child in alternative.Where(c => c is not TextPart { IsPlain: true } text || !IsWords(text)))
            rest.Visit(child, depth + 1);
        var rich = string.Join("\n\n", rest._texts.Where(t => t.Length > 0));
        // What was said now is told best by HTML that marks what it quotes.
        var isRich = plain is null || IsStub(plain, rich) || (!QuotesIn(plain) && QuotesIn(rich));
        _texts.Add(isRich ? rich : plain!);
        _isStripped |= isRich && rest._isStripped;
        _isCut |= rest._isCut;
        _files.AddRange(rest._files);
    }

    private static bool QuotesIn(string text) =>
        text.Length <= LongestCompared && MailParts.Split(text).Any(p => p.Kind == MailPartKind.Quote);

    private static bool IsStub(string plain, string rich) => rich.Length > 200 && plain.Length * 5 < rich.Length;

    // Outlook's own wrapping, which other programs show as winmail.dat.
    private void Unpack(TnefPart tnef, int depth)
    {
        try
        {
            var inner = tnef.ConvertToMessage();
            // Its files are read long after this; they go with the mail.
            opened.Add(inner);
            var unpacked = new BodyReader(charset, budget, opened);
            if (inner.Body is { } body)
                unpacked.Visit(body, depth + 1);
            if (unpacked._texts.Exists(t => t.Length > 0) || unpacked._files.Count > 0)
            {
                _texts.AddRange(unpacked._texts);
                _files.AddRange(unpacked._files);
                _isStripped |= unpacked._isStripped;
                _isCut |= unpacked._isCut;
                return;
            }
        }
        catch (Exception)
        {
            // As it came, then: lengths that lie end in exceptions of every kind, memory's among them.
        }

        _files.Add(new(PartNames.Of(tnef, charset) ?? "winmail.dat", tnef));
    }

    private static bool IsWords(TextPart part) =>
        !part.IsAttachment && (part.IsPlain || part.IsHtml || part.IsEnriched || part.ContentType.MediaSubtype is "x-unknown" or "");

    private string WordsOf(TextPart part)
    {
        if (part.Content is null)
            return "";
        using var bytes = new MemoryStream();
        part.Content.DecodeTo(bytes);
        _isCut |= bytes.Length > LongestText;
        var span = bytes.GetBuffer().AsSpan(0, (int)Math.Min(bytes.Length, LongestText));
        var text = MailCharsets.Decode(span, CharsetOf(part, span));
        if (part.IsHtml)
            return WordsOfHtml(text);
        if (part.IsFlowed)
            text = new FlowedToText
            {
                DeleteSpace = part.ContentType.Parameters["delsp"]?.Equals("yes", StringComparison.OrdinalIgnoreCase) == true,
            }.Convert(text);
        return text.Trim('\r', '\n');
    }

    private string WordsOfHtml(string html)
    {
        try
        {
            if (!budget.IsSpent && !HtmlNesting.IsTooDeep(html))
                return HtmlWords.Of(html, budget).Trim();
        }
        catch (Exception)
        {
            // Too dear, or something the parser stumbles over: its words are what counts.
        }

        _isStripped = true;
        return HtmlStripped.WordsOf(html);
    }

    // HTML may name its charset within; where the part names none, that counts.
    private static string? CharsetOf(TextPart part, ReadOnlySpan<byte> bytes)
    {
        if (part.ContentType.Charset is { Length: > 0 } named || !part.IsHtml)
            return part.ContentType.Charset;
        return MetaCharset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)])) is { Success: true } meta
            ? meta.Groups["charset"].Value
            : null;
    }

    private static string NameFor(MimeEntity part) =>
        part switch
        {
            MessagePart { Message: { } inner } => (
                inner.Headers.FirstOrDefault(h => h.Id == HeaderId.Subject) is { } subject
                && HeaderText.Decode(subject.RawValue) is { Length: > 0 } words
                    ? words
                    : "mail"
            ) + ".eml",
            MimePart { ContentType.MediaType: "image" } picture => "picture."
                + (picture.ContentType.MediaSubtype is "jpeg" or "pjpeg" ? "jpg" : picture.ContentType.MediaSubtype),
            { ContentType: { MediaType: "text", MediaSubtype: "calendar" } } => Invitation,
            // The words of a mail in Outlook's own form.
            { ContentType: { MediaType: "text", MediaSubtype: "rtf" } } => "message.rtf",
            _ => "file",
        };

    /// <summary>
    /// Line ends of one kind, no control characters, nothing that turns the direction of writing, no more than two blank lines.
    /// </summary>
    private static string Cleaned(string text)
    {
        var clean = new StringBuilder(text.Length);
        var lines = text.ReplaceLineEndings("\n");
        for (var i = 0; i < lines.Length; i++)
        {
            var c = lines[i];
            if (char.IsHighSurrogate(c) && i + 1 < lines.Length && char.IsLowSurrogate(lines[i + 1]))
                clean.Append(c).Append(lines[++i]);
            else if (char.IsSurrogate(c))
                clean.Append('\uFFFD');
            else if (!(char.IsControl(c) && c is not ('\n' or '\t')) && !HeaderText.IsTurning(c))
                clean.Append(c);
        }

        return TextLines.Tidy(clean.ToString(), mostBlank: 2, keepSignatureMark: true).Trim('\n', ' ', '\u3000');
    }

    [GeneratedRegex(
        @"<meta[^>]{0,200}charset\s*=\s*[""']?(?<charset>[A-Za-z0-9_\-]+)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex MetaCharset();
}
