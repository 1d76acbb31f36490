using System.Text;
using MimeKit;

namespace Helpdesk.Web.Mail.Out;

/// <summary>
/// Writes a subject by RFC 2047: encoded words of at most 75 letters on lines of at most 78. One that only looks like encoded words is
/// encoded itself, so that it is read as it was written.
/// </summary>
internal static class MailHeaderLines
{
    // 39 bytes are 52 letters; with what stands around them 64, with the header's name 73.
    private const int BytesAWord = 39;

    public static Header Subject(string subject)
    {
        var header = new Header(HeaderId.Subject, subject);
        if (Ascii.IsValid(subject) && !subject.Contains("=?", StringComparison.Ordinal))
            return header;
        header.SetRawValue(Encoding.ASCII.GetBytes(" " + string.Join("\r\n ", Words(subject)) + "\r\n"));
        return header;
    }

    /// <summary>Names outside ASCII are encoded as a subject is, each word on a line of its own: long ones fit, too.</summary>
    public static void FoldAddresses(MimeMessage message)
    {
        foreach (var (id, list) in new[] { (HeaderId.From, message.From), (HeaderId.To, message.To), (HeaderId.ReplyTo, message.ReplyTo) })
        {
            var mailboxes = list.Mailboxes.ToList();
            // An address outside ASCII is the server's matter (SMTPUTF8).
            if (mailboxes.TrueForAll(m => Ascii.IsValid(m.Name ?? "")) || mailboxes.Exists(m => !Ascii.IsValid(m.Address)))
                continue;
            var raw = string.Join(",\r\n ", mailboxes.Select(Written));
            message.Headers.First(h => h.Id == id).SetRawValue(Encoding.ASCII.GetBytes(" " + raw + "\r\n"));
        }
    }

    private static string Written(MailboxAddress mailbox) =>
        Ascii.IsValid(mailbox.Name ?? "")
            ? mailbox.ToString(FormatOptions.Default, encode: true)
            : string.Join("\r\n ", Words(mailbox.Name!)) + "\r\n <" + mailbox.Address + ">";

    private static IEnumerable<string> Words(string subject)
    {
        var (word, length) = (new List<byte>(BytesAWord), 0);
        var bytes = new byte[4];
        foreach (var rune in subject.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(bytes);
            if (length + count > BytesAWord)
            {
                yield return Encoded(word);
                (word, length) = (new List<byte>(BytesAWord), 0);
            }

            word.AddRange(bytes[..count]);
            length += count;
        }

        yield return Encoded(word);
    }

    private static string Encoded(List<byte> word) => "=?utf-8?B?" + Convert.ToBase64String([.. word]) + "?=";
}
