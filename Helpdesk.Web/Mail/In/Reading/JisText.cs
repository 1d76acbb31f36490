using System.Text;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads ISO-2022-JP as Japanese mail programs write it (RFC 1468 and the vendors' own ways): the NEC and IBM characters (①㈱髙),
/// half-width kana by escape, by shift or as bare bytes, JIS X 0212, a line that ends without the way back to ASCII.
/// </summary>
public static class JisText
{
    private enum Set
    {
        Ascii,
        Kanji,
        Kana,
        Supplement,
    }

    private static readonly Encoding ShiftJis = CodePagesEncodingProvider.Instance.GetEncoding(932)!;
    private static readonly Encoding EucJp = CodePagesEncodingProvider.Instance.GetEncoding(20932)!;

    /// <summary>Whether the bytes switch to a Japanese set anywhere.</summary>
    public static bool IsIn(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOf("\u001b$B"u8) >= 0
        || bytes.IndexOf("\u001b$@"u8) >= 0
        || bytes.IndexOf("\u001b(I"u8) >= 0
        || bytes.IndexOf("\u001b$(D"u8) >= 0;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var (text, run, set, shifted) = (new StringBuilder(), new List<byte>(), Set.Ascii, false);
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b == 0x1B && Escape(bytes[(i + 1)..]) is { } escape)
            {
                (set, i) = (escape.Set, i + escape.Length);
                continue;
            }

            if (b is 0x0E or 0x0F)
                shifted = b == 0x0E;
            else if (b is (byte)'\n' or (byte)'\r')
            {
                // Every line begins in ASCII.
                (set, shifted) = (Set.Ascii, false);
                run.Add(b);
            }
            else if ((set == Set.Kana || shifted) && b is >= 0x21 and <= 0x5F)
                run.Add((byte)(b | 0x80));
            else if (
                set is Set.Kanji or Set.Supplement
                && b is >= 0x21 and <= 0x7E
                && i + 1 < bytes.Length
                && bytes[i + 1] is >= 0x21 and <= 0x7E
            )
                Pair(text, run, set, b, bytes[++i]);
            else
                run.Add(b);
        }

        Flush(text, run);
        return text.ToString();
    }

    private static (Set Set, int Length)? Escape(ReadOnlySpan<byte> after) =>
        after.StartsWith("$B"u8) || after.StartsWith("$@"u8) ? (Set.Kanji, 2)
        : after.StartsWith("(B"u8) || after.StartsWith("(J"u8) || after.StartsWith("(H"u8) ? (Set.Ascii, 2)
        : after.StartsWith("(I"u8) ? (Set.Kana, 2)
        : after.StartsWith("$(D"u8) ? (Set.Supplement, 3)
        : after.StartsWith("$(B"u8) || after.StartsWith("$(@"u8) ? (Set.Kanji, 3)
        : null;

    private static void Pair(StringBuilder text, List<byte> run, Set set, byte first, byte second)
    {
        if (set == Set.Supplement)
        {
            Flush(text, run);
            // Windows keeps JIS X 0212 in two bytes: the second without its high bit.
            text.Append(EucJp.GetString([(byte)(first | 0x80), second]));
            return;
        }

        var lead = ((first - 0x21) >> 1) + 0x81;
        var trail = (first & 1) == 1 ? second + 0x1F + (second >= 0x60 ? 1 : 0) : second + 0x7E;
        run.Add((byte)(lead > 0x9F ? lead + 0x40 : lead));
        run.Add((byte)trail);
    }

    private static void Flush(StringBuilder text, List<byte> run)
    {
        text.Append(ShiftJis.GetString([.. run]));
        run.Clear();
    }
}
