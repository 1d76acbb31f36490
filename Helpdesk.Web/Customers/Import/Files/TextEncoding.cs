using System.Buffers;
using System.Text;

namespace Helpdesk.Web.Customers.Import.Files;

/// <summary>Tells in which encoding a text is, reading all of it strictly: UTF-8, else Shift_JIS as Excel in Japan writes it.</summary>
internal static class TextEncoding
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly SearchValues<char> NotInText = SearchValues.Create("\0");

    // What cp932 makes of bytes that stand for nothing in it.
    private static readonly SearchValues<char> NotInShiftJis = SearchValues.Create("\0\u0080\u00A0\uF8F0\uF8F1\uF8F2\uF8F3");

    public static Encoding ShiftJis { get; } =
        CodePagesEncodingProvider.Instance.GetEncoding(932, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Null when it is neither; a text holds no NUL, which tells UTF-16 and programs apart.</summary>
    public static Encoding? Detect(Stream file)
    {
        if (Fits(file, Utf8))
            return Utf8;
        file.Position = 0;
        return Fits(file, ShiftJis) ? ShiftJis : null;
    }

    private static bool Fits(Stream file, Encoding encoding)
    {
        var decoder = encoding.GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0; )
            {
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                if (!chars.AsSpan(0, count).ContainsAny(encoding.Equals(ShiftJis) ? NotInShiftJis : NotInText))
                    continue;
                return false;
            }

            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
