using Helpdesk.Web.Files;
using Helpdesk.Web.Mail.Out.Staff;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Helpdesk.Web.Mail.Out;

/// <summary>A mail of the outbox with the number of its case.</summary>
public sealed record DueMail(OutboxMail Mail, string CaseNumber)
{
    /// <summary>What travels with it.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];
}

/// <summary>Makes the message that travels: headers, text and HTML. The same row always makes the same message.</summary>
public sealed class MailMessages(IOptions<MailOptions> options, MailSenderName sender, AttachmentStore store)
{
    private const int LookedAt = 65_536;

    /// <summary>Bears the mail's own id, which nobody could guess: another console's mail is not taken for ours.</summary>
    public const string Mark = "X-Helpdesk-Mark";

    /// <exception cref="FormatException">The customer's address is none, or a file that should travel is gone.</exception>
    public MimeMessage Build(DueMail due)
    {
        var (mail, settings) = (due.Mail, options.Value);
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.NotBefore.ToDateTimeOffset(),
            Body = WithFiles(new MultipartAlternative(Part("plain", mail.TextBody), Part("html", mail.HtmlBody)), due.Files),
        };
        message.Headers.Replace(MailHeaderLines.Subject(mail.Subject));
        message.From.Add(Named(sender.In(mail.Language), settings.From));
        message.To.Add(Named(mail.ToName, mail.To));
        foreach (var copy in mail.Copies)
            message.Cc.Add(Named("", copy));
        if (settings.ReplyTo.Length > 0)
            message.ReplyTo.Add(Named(sender.In(mail.Language), WithToken(settings.ReplyTo, mail.MessageId)));
        message.InReplyTo = mail.InReplyTo;
        foreach (var id in mail.References?.Split(' ') ?? [])
            message.References.Add(id);
        message.Headers.Add("X-Helpdesk-Case", due.CaseNumber);
        message.Headers.Add(Mark, mail.MessageId);
        message.Headers.Add("X-Helpdesk-Kind", mail.Kind.ToString());
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        if (mail.IsAutomatic)
            SayAutomatic(message);
        MailHeaderLines.FoldAddresses(message);
        return message;
    }

    /// <exception cref="FormatException">The address is none.</exception>
    public MimeMessage Build(StaffMail mail)
    {
        var settings = options.Value;
        var message = new MimeMessage
        {
            MessageId = mail.MessageId,
            Date = mail.CreatedAt.ToDateTimeOffset(),
            Body = new MultipartAlternative(
                Part("plain", mail.Text),
                Part("html", MailHtml.Document(mail.Text, mail.Subject, mail.Language))
            ),
        };
        message.Headers.Replace(MailHeaderLines.Subject(mail.Subject));
        message.From.Add(Named(sender.In(mail.Language), settings.From));
        message.To.Add(Named(mail.ToName, mail.To));
        message.Headers.Add(Mark, mail.MessageId);
        message.Headers.Add("X-Helpdesk-Kind", mail.IsToCustomer ? "Notice" : "Staff");
        message.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        SayAutomatic(message);
        if (mail.PageStep is not null)
            message.Importance = MessageImportance.High;
        MailHeaderLines.FoldAddresses(message);
        return message;
    }

    // The type is what the bytes say, and the customer's mail program is told to save, not to show.
    private MimeEntity WithFiles(MimeEntity words, IReadOnlyList<Attachment> files)
    {
        if (files.Count == 0)
            return words;
        var all = new Multipart("mixed") { words };
        foreach (var file in files)
        {
            var bytes = store.Open(file.Checksum) ?? throw new FormatException("the file is gone: " + file.FileName);
            var part = new MimePart(ContentType.Parse(file.Kind.ContentType()))
            {
                Content = new MimeContent(bytes),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = file.FileName,
            };
            if (part.ContentType.MediaType == "text")
                part.ContentType.Charset = CharsetOf(bytes);
            all.Add(part);
        }

        return all;
    }

    // Without it a text is read as whatever the customer's program guesses.
    private static string CharsetOf(Stream bytes)
    {
        var start = new byte[LookedAt];
        var read = bytes.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        bytes.Position = 0;
        return TextEncodings.Detect(start.AsSpan(0, read)).Name.ToLowerInvariant();
    }

    // RFC 3834; the second is what Exchange listens to. Neither a list nor bulk mail: no List-Id, no Precedence.
    private static void SayAutomatic(MimeMessage message)
    {
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
    }

    /// <summary>support@x → support+token@x; the token is the random part of the mail's own id.</summary>
    public static string WithToken(string address, string messageId) =>
        address.LastIndexOf('@') is var at && at > 0
            ? $"{address[..at]}+{messageId[..messageId.IndexOf('@', StringComparison.Ordinal)]}{address[at..]}"
            : address;

    private static MailboxAddress Named(string name, string address) =>
        MailboxAddress.TryParse(address, out var parsed) && parsed.Address == address
            ? new MailboxAddress(name, address)
            : throw new FormatException("not a mail address: " + address);

    private static TextPart Part(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.Base64 };
        part.SetText(System.Text.Encoding.UTF8, text);
        // Plain ASCII stays readable on the wire; anything else survives every relay.
        if (System.Text.Ascii.IsValid(text) && text.Split('\n').All(line => line.Length < 900))
            part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
        return part;
    }
}
