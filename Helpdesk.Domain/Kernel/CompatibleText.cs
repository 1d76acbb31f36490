using System.Text;

namespace Helpdesk.Domain.Kernel;

/// <summary>
/// Texts from outside in Unicode's compatible form (NFKC): full-width digits are digits, half-width kana are kana. .NET's own
/// normalisation refuses texts with half a surrogate pair or U+FFFE, which any visitor can type; here they become U+FFFD.
/// </summary>
public static class CompatibleText
{
    private const char NoCharacter = '\uFFFE';

    public static string Of(string text) => Of(text, NormalizationForm.FormKC);

    public static string Of(string text, NormalizationForm form)
    {
#pragma warning disable RS0030 // The one place that makes sure of what the framework asks for.
        return Readable(text).Normalize(form);
#pragma warning restore RS0030
    }

    private static string Readable(string text)
    {
        for (var at = 0; at < text.Length; at++)
            if (text[at] == NoCharacter || char.IsSurrogate(text[at]))
                return Mended(text);
        return text;
    }

    private static string Mended(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            mended.Append(rune.Value == NoCharacter ? Rune.ReplacementChar.ToString() : rune.ToString());
        return mended.ToString();
    }
}
