namespace Helpdesk.Domain.Search;

/// <summary>One thing that is searched for.</summary>
/// <param name="Terms">Its terms; several stand side by side in what is found.</param>
/// <param name="Text">The same folded, as it stands in a text.</param>
/// <param name="MayGoOn">True when what is found may be longer: a word that is being typed, or a single kana or kanji.</param>
public sealed record SearchPiece(IReadOnlyList<string> Terms, string Text, bool MayGoOn)
{
    public bool Equals(SearchPiece? other) => other is not null && Text == other.Text && MayGoOn == other.MayGoOn;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>True for one word in Latin letters, which has forms (restore, restored, restoring).</summary>
    public bool IsWord => MayGoOn && Terms.Count == 1 && Terms[0].All(char.IsAsciiLetter);
}

/// <summary>
/// What somebody typed, understood: words by blanks, and Japanese where the script changes (イメージ検証が失敗する → イメージ, 検証, 失敗),
/// with what binds words together left out. Quotation marks keep words side by side.
/// </summary>
public sealed record SearchText
{
    private SearchText(IReadOnlyList<SearchPiece> pieces, IReadOnlyList<string> phrase) => (Pieces, Phrase) = (pieces, phrase);

    /// <summary>What has to occur, each once, in the order typed.</summary>
    public IReadOnlyList<SearchPiece> Pieces { get; }

    /// <summary>The terms of all of it side by side: what stands so in a text is found first.</summary>
    public IReadOnlyList<string> Phrase { get; }

    public bool IsEmpty => Pieces.Count == 0;

    /// <param name="most">Pieces to keep; whoever pastes a log searches for its beginning.</param>
    public static SearchText Of(string? text, int most = 12)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new([], []);
        var folded = SearchFold.WithPlaces(text);
        var pieces = new List<SearchPiece>();
        foreach (var (from, to, isQuoted) in Chunks(folded.Text))
            pieces.AddRange(isQuoted ? Quoted(folded.Text[from..to]) : Unquoted(folded, text, from, to));
        List<SearchPiece> distinct = [.. pieces.Distinct()];
        var telling = distinct.FindAll(p => !StopWords.Contains(p.Text));
        return new([.. (telling.Count > 0 ? telling : distinct).Take(most)], [.. SearchTerms.OfFolded(folded.Text).Take(most * 4)]);
    }

    // By blanks and by marks that part words; hyphens, dots and the like hold together what is one thing (SP-1000-7300, 5.2.7).
    private static IEnumerable<(int From, int To, bool IsQuoted)> Chunks(string folded)
    {
        var at = 0;
        while (at < folded.Length)
        {
            if (folded[at] == '"' && folded.IndexOf('"', at + 1) is > 0 and var close)
            {
                yield return (at + 1, close, true);
                at = close + 1;
                continue;
            }

            if (!Holds(folded[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < folded.Length && Holds(folded[end]))
                end++;
            yield return (at, end, false);
            at = end;
        }
    }

    private static bool Holds(char c) => SearchTerms.KindOf(c) != TermKind.None || c is '-' or '.' or '_' or ':' or '@' or '\\' or '\'';

    private static IEnumerable<SearchPiece> Quoted(string folded)
    {
        List<string> terms = [.. SearchTerms.OfFolded(folded)];
        if (terms.Count > 0)
            yield return new(terms, folded.Trim(), false);
    }

    private static IEnumerable<SearchPiece> Unquoted(FoldedText folded, string original, int from, int to)
    {
        for (var at = from; at < to; )
        {
            var isJapanese = SearchTerms.KindOf(folded.Text[at]) == TermKind.Pairs;
            var end = at + 1;
            while (end < to && (SearchTerms.KindOf(folded.Text[end]) == TermKind.Pairs) == isJapanese)
                end++;
            if (!isJapanese)
            {
                if (Word(folded.Text[at..end]) is { } word)
                    yield return word;
            }
            else
            {
                foreach (var piece in JapaneseRuns.Of(folded, original, at, end))
                    yield return piece;
            }

            at = end;
        }
    }

    private static SearchPiece? Word(string text)
    {
        List<string> terms = [.. SearchTerms.OfFolded(text)];
        // A short end of a number goes on in too many ways: 5.2.7 is that version and no other.
        return terms.Count == 0
            ? null
            : new(terms, text.Trim('-', '.', '_', ':', '@', '\\', '\''), terms.Count == 1 ? terms[0].Length > 1 : terms[^1].Length > 2);
    }
}
