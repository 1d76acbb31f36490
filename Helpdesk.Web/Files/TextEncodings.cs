using System.Text;

namespace Helpdesk.Web.Files;

/// <param name="Name">The encoding's usual name, e.g. <c>Shift_JIS</c>.</param>
public sealed record DecodedText(string Text, string Name);

/// <summary>
/// Tells the encodings that logs in a Japanese support centre come in, and reads them; bytes that fit none become U+FFFD. Own,
/// because .NET detects none and UTF.Unknown chooses among dozens by likeness; a file here is in one of seven, most of which can be proved.
/// </summary>
public static class TextEncodings
{
    private static readonly Encoding ShiftJis = Of(932);
    private static readonly Encoding EucJp = Of(51932);
    private static readonly Encoding Iso2022Jp = Of(50220);
    private static readonly Encoding Latin = Of(1252);

    /// <summary>False when the bytes hold what no text does: zero bytes outside UTF-16, control characters.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        if (start.Length == 0)
            return false;
        if (Utf16(start) is not null)
            return true;
        // ESC (ISO-2022-JP, coloured logs), tab, line breaks, form feed and the old end-of-file mark are part of texts.
        var odd = 0;
        foreach (var b in start)
        {
            if (b == 0)
                return false;
            if (b < 32 && b is not (9 or 10 or 12 or 13 or 26 or 27))
                odd++;
        }

        return odd * 100 <= start.Length;
    }

    /// <summary>Reads the beginning of a text; a character cut off at the end does not count against an encoding.</summary>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes)
    {
        var (encoding, name) = Detect(bytes);
        return new(encoding.GetString(bytes).TrimStart('\uFEFF'), name);
    }

    /// <summary>The encoding of a text by its beginning, and its usual name.</summary>
    public static (Encoding Encoding, string Name) Detect(ReadOnlySpan<byte> bytes)
    {
        if (Utf16(bytes) is { } wide)
            return wide;
        if (bytes.IndexOf("\u001b$B"u8) >= 0 || bytes.IndexOf("\u001b$@"u8) >= 0 || bytes.IndexOf("\u001b(J"u8) >= 0)
            return (Iso2022Jp, "ISO-2022-JP");
        if (IsUtf8(bytes))
            return (Encoding.UTF8, "UTF-8");
        var (jis, euc) = (JapaneseText.InShiftJis(bytes), JapaneseText.InEucJp(bytes));
        if (euc > 0 && euc >= jis)
            return (EucJp, "EUC-JP");
        return jis > 0 ? (ShiftJis, "Shift_JIS") : (Latin, "Windows-1252");
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        // Cut within a character: look at the whole ones.
        var whole = bytes.Length;
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80)
                continue;
            var needs =
                b >= 0xF0 ? 4
                : b >= 0xE0 ? 3
                : b >= 0xC0 ? 2
                : 1;
            if (needs > back)
                whole = bytes.Length - back;
            break;
        }

        return System.Text.Unicode.Utf8.IsValid(bytes[..whole]);
    }

    private static (Encoding Encoding, string Name)? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Encoding.Unicode, "UTF-16LE");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (Encoding.BigEndianUnicode, "UTF-16BE");
        // Without a mark: nearly every other byte of text with spaces and digits is zero, and no pair is.
        var look = bytes[..(Math.Min(bytes.Length, 2048) & ~1)];
        if (look.Length < 8)
            return null;
        int even = 0,
            odd = 0;
        for (var i = 0; i < look.Length; i += 2)
        {
            if (look[i] == 0 && look[i + 1] == 0)
                return null;
            even += look[i] == 0 ? 1 : 0;
            odd += look[i + 1] == 0 ? 1 : 0;
        }

        var pairs = look.Length / 2;
        if (odd * 10 >= pairs * 4 && even == 0)
            return (Encoding.Unicode, "UTF-16LE");
        return even * 10 >= pairs * 4 && odd == 0 ? (Encoding.BigEndianUnicode, "UTF-16BE") : null;
    }

    private static Encoding Of(int page) =>
        CodePagesEncodingProvider.Instance.GetEncoding(page) ?? throw new NotSupportedException("code page " + page);
}
