namespace Helpdesk.Domain.Search;

/// <summary>A stretch of the original text.</summary>
public readonly record struct TextRange(int From, int Length)
{
    public int End => From + Length;
}

/// <summary>A piece of a text with what was found in it, to be shown beside a hit.</summary>
/// <param name="Marks">In order, none over another; counted from the beginning of <paramref name="Text"/>.</param>
public sealed record Snippet(string Text, IReadOnlyList<TextRange> Marks);

/// <summary>Finds again in a text what a search found.</summary>
public static class SearchMarks
{
    /// <summary>A whole log needs no reading for two lines of it.</summary>
    private const int Look = 20_000;

    /// <summary>Every place at which one of the pieces occurs, in order, none over another.</summary>
    public static IReadOnlyList<TextRange> Find(string text, SearchText searched)
    {
        var folded = SearchFold.WithPlaces(text.Length <= Look ? text : text[..Look]);
        List<TextRange> found =
        [
            .. searched
                .Pieces.SelectMany(piece => Occurrences(folded, text.Length, piece))
                .OrderBy(r => r.From)
                .ThenByDescending(r => r.Length),
        ];
        var apart = new List<TextRange>(found.Count);
        foreach (var range in found)
        {
            if (apart.Count == 0 || range.From >= apart[^1].End)
                apart.Add(range);
        }

        return apart;
    }

    /// <summary>
    /// The stretch of a text in which most of what was searched for stands, on one line; the beginning when nothing does.
    /// </summary>
    public static Snippet Cut(string text, SearchText searched, int length = 160)
    {
        var plain = OneLine(text.Length <= Look ? text : text[..Look]);
        var marks = Find(plain, searched);
        var from = 0;
        if (marks.Count > 0 && plain.Length > length)
        {
            var best = marks.Select(m => m.From).MaxBy(start => marks.Count(m => m.From >= start && m.End <= start + length - 20));
            from = Math.Clamp(best - 20, 0, Math.Max(0, plain.Length - length));
            if (from > 0 && char.IsLowSurrogate(plain[from]))
                from--;
        }

        var to = Math.Min(plain.Length, from + length);
        if (to < plain.Length && char.IsHighSurrogate(plain[to - 1]))
            to--;
        var (before, after) = (from > 0 ? "…" : "", to < plain.Length ? "…" : "");
        return new(
            before + plain[from..to] + after,
            [.. marks.Where(m => m.From >= from && m.End <= to).Select(m => new TextRange(m.From - from + before.Length, m.Length))]
        );
    }

    private static IEnumerable<TextRange> Occurrences(FoldedText folded, int end, SearchPiece piece)
    {
        var needle = piece.IsWord ? WordForms.StemOf(piece.Text) : piece.Text;
        for (
            var at = folded.Text.IndexOf(needle, StringComparison.Ordinal);
            at >= 0 && needle.Length > 0;
            at = folded.Text.IndexOf(needle, at + 1, StringComparison.Ordinal)
        )
        {
            var to = at + needle.Length;
            if (piece.IsWord)
            {
                // Words are found from their beginning, and marked to their end.
                if (at > 0 && char.IsAsciiLetterOrDigit(folded.Text[at - 1]))
                    continue;
                while (to < folded.Text.Length && char.IsAsciiLetterOrDigit(folded.Text[to]))
                    to++;
                if (!WordForms.Fits(folded.Text[at..to], piece.Text))
                    continue;
            }

            // ㈱ became three characters: whoever finds one of them has found all of it.
            while (to < folded.Places.Count && folded.Places[to] == folded.Places[to - 1])
                to++;
            var from = folded.Places[at];
            yield return new(from, (to < folded.Places.Count ? folded.Places[to] : Math.Min(end, Look)) - from);
        }
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
}
