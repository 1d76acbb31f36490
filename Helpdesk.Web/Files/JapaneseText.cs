namespace Helpdesk.Web.Files;

/// <summary>
/// How well bytes read as Japanese in either of two encodings that share most of their byte pairs. Kana tell them apart: nearly every
/// Japanese sentence has them, and those of the one are rare kanji or lonely half-width kana in the other.
/// </summary>
internal static class JapaneseText
{
    /// <summary>0 when the bytes are not valid Shift_JIS, else more for more that Japanese texts are made of.</summary>
    public static int InShiftJis(ReadOnlySpan<byte> bytes)
    {
        int score = 0,
            pairs = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
                continue;
            if (lead is >= 0xA1 and <= 0xDF)
            {
                // Half-width kana: true ones come in runs of their own, false ones are the halves of EUC pairs.
                score--;
                pairs++;
                continue;
            }

            if (lead is 0x80 or 0xA0 or > 0xFC)
                return 0;
            if (i + 1 == bytes.Length)
                break;
            var trail = bytes[++i];
            if (trail is < 0x40 or 0x7F or > 0xFC)
                return 0;
            pairs++;
            score +=
                (lead, trail) is (0x82, >= 0x9F and <= 0xF1) or (0x83, >= 0x40 and <= 0x96) or (0x81, 0x41 or 0x42 or 0x5B) ? 4
                : lead is >= 0x88 and <= 0x97 ? 2
                : 0;
        }

        return pairs == 0 ? 0 : Math.Max(1, score);
    }

    /// <summary>0 when the bytes are not valid EUC-JP, else more for more that Japanese texts are made of.</summary>
    public static int InEucJp(ReadOnlySpan<byte> bytes)
    {
        int score = 0,
            pairs = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var lead = bytes[i];
            if (lead < 0x80)
                continue;
            if (lead is not (0x8E or 0x8F or (>= 0xA1 and <= 0xFE)))
                return 0;
            var more = lead == 0x8F ? 2 : 1;
            if (i + more >= bytes.Length)
                break;
            for (var k = 0; k < more; k++)
            {
                if (bytes[++i] is < 0xA1 or > 0xFE)
                    return 0;
            }

            pairs++;
            score +=
                lead is 0xA4 or 0xA5 ? 4
                : (lead, bytes[i]) is (0xA1, 0xA2 or 0xA3 or 0xBC) ? 4
                : lead is >= 0xB0 and <= 0xCF ? 2
                : 0;
        }

        return pairs == 0 ? 0 : Math.Max(1, score);
    }
}
