namespace Helpdesk.Domain.Search;

/// <summary>Cuts a run of Japanese where its script changes; what follows a word in hiragana only inflects or binds it.</summary>
internal static class JapaneseRuns
{
    private enum Script
    {
        Hiragana = 0,
        Katakana = 1,
        Kanji = 2,
    }

    public static IEnumerable<SearchPiece> Of(FoldedText folded, string original, int from, int to)
    {
        var any = false;
        for (var at = from; at < to; )
        {
            var script = ScriptAt(folded, original, at);
            var end = at + 1;
            while (end < to && ScriptAt(folded, original, end) == script)
                end++;
            var isFirst = at == from;
            // One kanji says too little by itself: 動かない is searched for as 動か.
            var reach =
                script == Script.Kanji && end == at + 1 && end < to && ScriptAt(folded, original, end) == Script.Hiragana ? end + 1 : end;
            var piece = folded.Text[at..reach];
            if (
                script != Script.Hiragana
                    ? piece.Length > 1 || script == Script.Katakana
                    : isFirst && piece.Length > 1 && !StopWords.Contains(piece)
            )
            {
                any = true;
                yield return Piece(script == Script.Hiragana ? StopWords.WithoutParticle(piece) : piece);
            }

            at = end;
        }

        // Nothing that tells much: then all of it, as it was typed.
        if (!any && !StopWords.Contains(folded.Text[from..to]))
            yield return Piece(folded.Text[from..to]);
    }

    private static SearchPiece Piece(string text) => new([.. SearchTerms.OfFolded(text)], text, text.Length == 1);

    // Folding made hiragana of katakana; the text as typed still tells them apart.
    private static Script ScriptAt(FoldedText folded, string original, int at) =>
        original[folded.Places[at]] switch
        {
            >= '\u30A0' and <= '\u30FF' or >= '\uFF66' and <= '\uFF9F' => Script.Katakana,
            >= '\u3041' and <= '\u309F' => Script.Hiragana,
            _ => Script.Kanji,
        };
}
