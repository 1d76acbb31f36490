using System.Globalization;
using System.Text;
using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Search;

/// <summary>A text as searches compare it, with the place of each of its characters in the text it was made from.</summary>
public sealed record FoldedText(string Text, IReadOnlyList<int> Places);

/// <summary>
/// One form for all spellings: width (ＶＳＳ/VSS, ｲﾒｰｼﾞ/イメージ), letter case, kana (カタカナ/かたかな), small kana, long vowels
/// (サーバー/サーバ), accents and a few variants of kanji in names make no difference. Folding twice changes nothing more.
/// </summary>
public static class SearchFold
{
    private const char LongVowel = 'ー';
    private const char Unreadable = '\uFFFD';

    private const string SmallKana = "ぁぃぅぇぉっゃゅょゎゕゖ";
    private const string LargeKana = "あいうえおつやゆよわかけ";

    // As they occur in names; the standard's own normalisation leaves them apart.
    private const string Variants = "髙﨑齋齊邊邉濵濱嶋德渕曻栁";
    private const string Standards = "高崎斎斉辺辺浜浜島徳淵昇柳";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
            at = Step(text, at, folded);
        return folded.ToString();
    }

    /// <summary>The same, for whoever has to mark in the original what was found in the folded text.</summary>
    public static FoldedText WithPlaces(string text)
    {
        var folded = new StringBuilder(text.Length);
        var places = new List<int>(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var from = at;
            at = Step(text, at, folded);
            while (places.Count < folded.Length)
                places.Add(from);
        }

        return new(folded.ToString(), places);
    }

    // One character with the marks that belong to it; normalising piece by piece is what keeps the places.
    private static int Step(string text, int at, StringBuilder folded)
    {
        var c = text[at];
        var end = at + 1;
        if (char.IsHighSurrogate(c) && end < text.Length && char.IsLowSurrogate(text[end]))
            end++;
        else if (char.IsSurrogate(c))
        {
            folded.Append(Unreadable);
            return end;
        }

        while (end < text.Length && IsMark(text[end]))
            end++;
        if (end == at + 1 && (c < 0x80 || c is >= '\u3041' and <= '\u3096' or >= '\u30A1' and <= '\u30FA' or >= '\u4E00' and <= '\u9FFF'))
            Add(c, folded);
        else
            foreach (var normal in CompatibleText.Of(text[at..end]))
                Add(normal, folded);
        return end;
    }

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F' or '\u3099' or '\u309A' or '\uFF9E' or '\uFF9F';

    private static void Add(char c, StringBuilder folded)
    {
        // A mark with nothing to stand on, and the long vowel, which is written by some and left out by others.
        if (c is LongVowel || IsMark(c) || c is '\u309B' or '\u309C')
            return;
        if (c is >= 'ァ' and <= 'ヶ')
            c = (char)(c - 0x60);
        if (c is >= 'ぁ' and <= 'ゖ')
            c =
                c == 'ゔ' ? 'ぶ'
                : SmallKana.IndexOf(c, StringComparison.Ordinal) is >= 0 and var small ? LargeKana[small]
                : c;
        else if (c >= '\u4E00')
            c = Variants.IndexOf(c, StringComparison.Ordinal) is >= 0 and var variant ? Standards[variant] : c;
        else if (c is >= '\u00C0' and <= '\u024F')
            c = BaseOf(c);
        folded.Append(char.IsWhiteSpace(c) ? ' ' : char.ToLower(c, CultureInfo.InvariantCulture));
    }

    private static char BaseOf(char c) =>
        CompatibleText.Of(c.ToString(), NormalizationForm.FormD)[0] is < '\u0080' and var plain ? plain : c;
}
