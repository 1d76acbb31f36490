using System.Text;
using Helpdesk.Web.Files;

namespace Helpdesk.Web.Mail.In.Reading;

/// <content>What to do where the bytes do not fit the charset: line by line, for one wrong byte must not spoil the rest.</content>
public static partial class MailCharsets
{
    private const char Replacement = '\uFFFD';

    private static readonly Encoding Latin = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static string ByLine(ReadOnlySpan<byte> bytes, Encoding? named)
    {
        var text = new StringBuilder(bytes.Length);
        for (var rest = bytes; !rest.IsEmpty; )
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..(end + 1)];
            text.Append(OfLine(line, named));
            rest = rest[line.Length..];
        }

        return text.ToString().TrimStart('\uFEFF');
    }

    private static string OfLine(ReadOnlySpan<byte> line, Encoding? named)
    {
        if (System.Text.Ascii.IsValid(line) && !JisText.IsIn(line))
            return Encoding.ASCII.GetString(line);
        if (JisText.IsIn(line))
            return WithoutPrivate(JisText.Decode(line));
        var isUtf8 = named is null || named.CodePage == Encoding.UTF8.CodePage;
        if (System.Text.Unicode.Utf8.IsValid(line) && (isUtf8 || Sequences(line) > 2))
            return Encoding.UTF8.GetString(line);
        if (!isUtf8 && Strictly(named!, line) is { } fits)
            return fits;
        var (whole, broken) = Utf8In(line);
        if (whole > 0 && whole >= broken)
            return Mixed(line);
        if (!isUtf8)
            return WithoutPrivate(Forgiving(named!).GetString(line));
        return JapaneseText.InShiftJis(line) >= Unmistakable || JapaneseText.InEucJp(line) >= Unmistakable
            ? WithoutPrivate(TextEncodings.Decode(line).Text)
            : Latin.GetString(line);
    }

    /// <summary>Characters of several bytes that are whole, and bytes that belong to none.</summary>
    private static (int Whole, int Broken) Utf8In(ReadOnlySpan<byte> line)
    {
        var (whole, broken) = (0, 0);
        for (var rest = line; !rest.IsEmpty; )
        {
            var done = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (done != System.Buffers.OperationStatus.Done)
                broken++;
            else if (length > 1)
                whole++;
            rest = rest[Math.Max(length, 1)..];
        }

        return (whole, broken);
    }

    // UTF-8 with a byte of Windows in it, as an apostrophe that somebody pasted.
    private static string Mixed(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(line.Length);
        for (var rest = line; !rest.IsEmpty; )
        {
            var isWhole = Rune.DecodeFromUtf8(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            length = isWhole ? length : 1;
            if (isWhole)
                text.Append(rune.ToString());
            else
                text.Append(Latin.GetString(rest[..1]) is [var c] && !char.IsControl(c) ? c : Replacement);
            rest = rest[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes as that encoding has them; null where one does not fit, or only as a character that means nothing.</summary>
    private static string? Strictly(Encoding named, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = named.GetString(bytes);
            return text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Forgiving(Encoding named) =>
        CodePagesEncodingProvider.Instance.GetEncoding(
            named.CodePage,
            EncoderFallback.ReplacementFallback,
            new DecoderReplacementFallback("\uFFFD")
        ) ?? Encoding.GetEncoding(named.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));

    // A gap in a code page of Windows decodes to a character of nobody's.
    private static string WithoutPrivate(string text) =>
        text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF')
            ? string.Create(
                text.Length,
                text,
                (to, from) =>
                {
                    for (var i = 0; i < from.Length; i++)
                        to[i] = from[i] is >= '\uE000' and <= '\uF8FF' ? Replacement : from[i];
                }
            )
            : text;
}
