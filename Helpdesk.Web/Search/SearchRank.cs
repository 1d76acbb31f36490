using Helpdesk.Domain.Search;
using NodaTime;

namespace Helpdesk.Web.Search;

/// <summary>What of a document its rank is made of, folded; <paramref name="At"/> in ticks of Unix time.</summary>
internal sealed record RankedText(string Title, string Keywords, string Facets, long At);

/// <summary>Title before keywords before text; together before apart; the product in question lifts, age lowers a little.</summary>
internal sealed class SearchRank(SearchRequest request, IReadOnlyList<SearchPiece> pieces, double[] weights)
{
    private const double InTitle = 6,
        FormInTitle = 5,
        InKeywords = 3.5,
        InText = 1;

    private readonly double _all = weights.Sum();
    private readonly string _typed = string.Join(' ', request.Text.Phrase);
    private readonly string[] _preferred = [.. request.Prefer.Select(f => $" {Fts5.FacetTerm(f)} ")];

    public double ScoreOf(RankedText text, Found found)
    {
        double score = 0,
            has = 0;
        var covered = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var worth = PlaceOf(piece, text);
            if (worth >= FormInTitle)
                covered += piece.Text.Length;
            // Not every candidate was asked for each piece; whatever the narrow questions left out counts as the text.
            if (worth == 0 && (found.HasAll || found.Phrase || found.Near || found.Pieces.Contains(i)))
                worth = InText;
            score += worth * weights[i];
            has += worth > 0 ? weights[i] : 0;
        }

        if (has == 0)
            return 0;
        score /= _all;
        if (found.Phrase)
            score += IsSideBySide(text.Title) ? 4 : 1.5;
        else if (found.Near)
            score += 0.7;
        score += 2.0 * Math.Min(1, (double)covered / Math.Max(1, text.Title.Length));
        // Whatever lacks half of it is no match, however well the other half fits.
        score *= Math.Pow(has / _all, 1.5);
        foreach (var facet in _preferred)
            score *= text.Facets.Contains(facet, StringComparison.Ordinal) ? 1.25 : 1;
        return score * (1 + Freshness(text.At));
    }

    private double Freshness(long at) =>
        request.Now is { } now ? 0.1 * Math.Exp(-Math.Max(0, (now - Instant.FromUnixTimeTicks(at)).TotalDays) / 365) : 0;

    private bool IsSideBySide(string title) => string.Join(' ', SearchTerms.OfFolded(title)).Contains(_typed, StringComparison.Ordinal);

    private static double PlaceOf(SearchPiece piece, RankedText text) =>
        Occurs(text.Title, piece, exactly: true) ? InTitle
        : Occurs(text.Title, piece, exactly: false) ? FormInTitle
        : Occurs(text.Keywords, piece, exactly: false) ? InKeywords
        : 0;

    private static bool Occurs(string folded, SearchPiece piece, bool exactly)
    {
        var needle = !exactly && piece.IsWord ? WordForms.StemOf(piece.Text) : piece.Text;
        for (
            var at = folded.IndexOf(needle, StringComparison.Ordinal);
            at >= 0;
            at = folded.IndexOf(needle, at + 1, StringComparison.Ordinal)
        )
        {
            if (!char.IsAsciiLetterOrDigit(needle[0]) || at == 0 || !char.IsAsciiLetterOrDigit(folded[at - 1]))
            {
                var end = at + needle.Length;
                if (!piece.IsWord || !exactly || end == folded.Length || !char.IsAsciiLetterOrDigit(folded[end]))
                    return true;
            }
        }

        return false;
    }
}
