using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads a header's text by RFC 2047 and beyond: characters split across encoded words, words without a space between them or within
/// quotes, words cut off, bare bytes in any Japanese encoding. The result is one line without control characters.
/// </summary>
public static partial class HeaderText
{
    private const int Longest = 20_000;

    /// <param name="hint">The charset of the mail's words, for bytes that name none.</param>
    public static string Decode(ReadOnlySpan<byte> raw, string? hint = null)
    {
        var line = Encoding.Latin1.GetString(raw.Length > Longest ? raw[..Longest] : raw);
        line = Folding().Replace(line, " ").Trim();
        var (text, at) = (new StringBuilder(), 0);
        List<byte> bytes = [];
        string? charset = null;
        foreach (Match word in Words().Matches(line))
        {
            var between = line[at..word.Index];
            var next = word.Groups["charset"].Value.Split('*')[0];
            // Only space stands between two words: it is none. Words of one charset are
            // one run of bytes: some programs cut within a character.
            if (between.Trim().Length > 0 || (charset is not null && !string.Equals(charset, next, StringComparison.OrdinalIgnoreCase)))
                Flush(text, bytes, charset);
            if (between.Trim().Length > 0 || at == 0)
                text.Append(MailCharsets.Decode(Encoding.Latin1.GetBytes(between), null, hint));
            charset = next;
            bytes.AddRange(
                word.Groups["way"].Value is "b" or "B" ? Base64(word.Groups["text"].Value) : QuotedPrintable(word.Groups["text"].Value)
            );
            at = word.Index + word.Length;
        }

        Flush(text, bytes, charset);
        text.Append(MailCharsets.Decode(Encoding.Latin1.GetBytes(line[at..]), null, hint));
        return OneLine(text.ToString());
    }

    /// <summary>Without control characters and without those that turn the direction of writing.</summary>
    public static string OneLine(string text) =>
        Spaces()
            .Replace(new string([.. text.Select(c => char.IsControl(c) || IsTurning(c) || c is '\u2028' or '\u2029' ? ' ' : c)]), " ")
            .Trim();

    internal static bool IsTurning(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFEFF';

    private static void Flush(StringBuilder text, List<byte> bytes, string? charset)
    {
        if (bytes.Count > 0)
            text.Append(MailCharsets.Decode(bytes.ToArray(), charset));
        bytes.Clear();
    }

    internal static byte[] Base64(string text)
    {
        var clean = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        // One letter too many holds no byte.
        if (clean.Length % 4 == 1)
            clean = clean[..^1];
        return Convert.FromBase64String(clean.PadRight((clean.Length + 3) / 4 * 4, '='));
    }

    internal static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (
                text[i] == '='
                && i + 2 < text.Length + 0
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)
            )
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(
        @"=\?(?<charset>[^?\s=]{1,60})\?(?<way>[bBqQ])\?(?<text>.*?)(\?=|$)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Words();

    [GeneratedRegex(@"\r?\n[ \t]*", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folding();

    [GeneratedRegex(@" {2,}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
