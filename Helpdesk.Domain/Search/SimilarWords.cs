namespace Helpdesk.Domain.Search;

/// <summary>Whether two texts speak of the same thing (spec C9): by the words that both have, without those that say nothing.</summary>
public static class SimilarWords
{
    /// <summary>Share of the shorter text's words that the other must have too.</summary>
    public const double Enough = 0.5;

    /// <summary>One word in common is chance.</summary>
    public const int Least = 2;

    public static bool Are(string one, string other)
    {
        var (a, b) = (Words(one), Words(other));
        var both = a.Count(b.Contains);
        return both >= Least && both >= Enough * Math.Min(a.Count, b.Count);
    }

    private static HashSet<string> Words(string text) =>
        SearchTerms
            .OfFolded(SearchFold.Fold(text))
            .Where(word => word.Length > 1 && !StopWords.Contains(word))
            .ToHashSet(StringComparer.Ordinal);
}
