using System.Text;
using Helpdesk.Web.Files;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>
/// Reads bytes of a mail by the charset it names, unless the bytes say otherwise: charsets are missing or wrong every day.
/// </summary>
public static partial class MailCharsets
{
    // A text this Japanese in Shift_JIS is no Latin one by chance.
    private const int Unmistakable = 8;

    /// <param name="hint">Another charset that the bytes may be in, where they name none themselves.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset, string? hint = null)
    {
        if (
            charset?.Trim().Trim('"').StartsWith("iso-2022-jp", StringComparison.OrdinalIgnoreCase) == true
            && bytes.Contains((byte)0x0E)
            && System.Text.Ascii.IsValid(bytes)
        )
            return JisText.Decode(bytes);
        if (System.Text.Ascii.IsValid(bytes) && !JisText.IsIn(bytes) && !IsWide(charset))
            return Encoding.ASCII.GetString(bytes);
        var named = Named(charset);
        if (JisText.IsIn(bytes))
            return System.Text.Ascii.IsValid(bytes) ? WithoutPrivate(JisText.Decode(bytes)) : ByLine(bytes, named);
        // Hardly anything else is valid UTF-8 by chance, unless it is very short.
        if (
            System.Text.Unicode.Utf8.IsValid(bytes)
            && (named is null || named.CodePage == Encoding.UTF8.CodePage || Sequences(bytes) > 2)
            && !IsWide(charset)
        )
            return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        if (named is null || (IsLatin(named) && IsJapanese(bytes)))
            return Guessed(bytes, hint);
        return Strictly(named, bytes)?.TrimStart('\uFEFF') ?? ByLine(bytes, named);
    }

    private static bool IsJapanese(ReadOnlySpan<byte> bytes) =>
        JapaneseText.InShiftJis(bytes) is var count && count >= Unmistakable && count >= Sequences(bytes);

    // The hint counts where it fits, unless it is one that everything fits, and the bytes are plainly Japanese.
    private static string Guessed(ReadOnlySpan<byte> bytes, string? hint)
    {
        if (Named(hint) is { } hinted && !(IsLatin(hinted) && IsJapanese(bytes)) && Strictly(hinted, bytes) is { } fits)
            return fits.TrimStart('\uFEFF');
        var text = TextEncodings.Decode(bytes).Text;
        return text.AsSpan().ContainsAnyInRange('\uE000', '\uF8FF') || text.Contains(Replacement, StringComparison.Ordinal)
            ? ByLine(bytes, null)
            : text;
    }

    private static bool IsLatin(Encoding encoding) => encoding.CodePage is 28591 or 1252 or 28605;

    private static bool IsWide(string? charset) => charset?.Trim().StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) == true;

    private static int Sequences(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b >= 0xC0 ? 1 : 0;
        return count;
    }

    // Throws on what the charset does not know, so that a wrong one is noticed.
    private static Encoding? Named(string? charset)
    {
        var name = charset?.Trim().Trim('"', '\'').ToLowerInvariant();
        int? page = name switch
        {
            null or "" or "us-ascii" or "ascii" or "unknown-8bit" or "x-unknown" or "8bit" or "binary" or "default" or "default_charset" =>
                null,
            "shift_jis"
            or "shift-jis"
            or "sjis"
            or "x-sjis"
            or "ms_kanji"
            or "windows-31j"
            or "cp932"
            or "ms932"
            or "csshiftjis"
            or "windows-932" => 932,
            "euc-jp" or "x-euc-jp" or "eucjp" or "eucjp-ms" or "cp51932" => 51932,
            "utf-8" or "utf8" or "unicode-1-1-utf-8" or "utf-8n" or "utf8mb4" => 65001,
            "iso-8859-1" or "latin1" or "latin-1" => 1252,
            _ when name.StartsWith("iso-2022-jp", StringComparison.Ordinal)
                    || name.StartsWith("cp5022", StringComparison.Ordinal)
                    || name == "csiso2022jp" => null,
            _ => 0,
        };
        if (page is null)
            return null;
        try
        {
            var (encoder, decoder) = (EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
            return page > 0
                ? CodePagesEncodingProvider.Instance.GetEncoding(page.Value, encoder, decoder)
                    ?? Encoding.GetEncoding(page.Value, encoder, decoder)
                : CodePagesEncodingProvider.Instance.GetEncoding(name!, encoder, decoder) ?? Encoding.GetEncoding(name!, encoder, decoder);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
