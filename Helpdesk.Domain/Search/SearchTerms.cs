using System.Text;

namespace Helpdesk.Domain.Search;

/// <summary>
/// Cuts text into the terms that an index keeps. Japanese has no blanks: its runs become overlapping pairs (復元環境 → 復元 元環 環境), so
/// that any two characters are found, and longer ones as neighbours. Everything else becomes whole words; punctuation is no part of any.
/// </summary>
public static class SearchTerms
{
    /// <summary>Longer words are no words: the rest of a base64 line finds nobody.</summary>
    public const int LongestWord = 40;

    /// <summary>The terms of a text in order, one blank between them.</summary>
    public static string Of(string text)
    {
        var terms = new StringBuilder(text.Length * 2);
        foreach (var term in OfFolded(SearchFold.Fold(text)))
        {
            if (terms.Length > 0)
                terms.Append(' ');
            terms.Append(term);
        }

        return terms.ToString();
    }

    /// <summary>The terms of a text that was folded already.</summary>
    public static IEnumerable<string> OfFolded(string folded)
    {
        for (var at = 0; at < folded.Length; )
        {
            var kind = KindOf(folded[at]);
            var end = at + 1;
            while (end < folded.Length && KindOf(folded[end]) == kind)
                end++;
            if (kind == TermKind.Word)
                yield return folded[at..Math.Min(end, at + LongestWord)];
            else if (kind == TermKind.Pairs && end == at + 1)
                yield return folded[at..end];
            else if (kind == TermKind.Pairs)
                for (var i = at; i + 1 < end; i++)
                    yield return folded[i..(i + 2)];
            at = end;
        }
    }

    /// <summary>How a folded character is cut.</summary>
    internal static TermKind KindOf(char c) =>
        c switch
        {
            < '\u0080' => char.IsAsciiLetterOrDigit(c) ? TermKind.Word : TermKind.None,
            >= '\u3041'
            and <= '\u309F'
            or >= '\u4E00'
            and <= '\u9FFF'
            or >= '\u3400'
            and <= '\u4DBF'
            or '々'
            or '〆'
            or >= '\uF900'
            and <= '\uFAFF' => TermKind.Pairs,
            // Kanji beyond the first plane come as two halves, which no word must swallow.
            _ => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? TermKind.Word : TermKind.None,
        };
}

internal enum TermKind
{
    None = 0,
    Word = 1,
    Pairs = 2,
}
