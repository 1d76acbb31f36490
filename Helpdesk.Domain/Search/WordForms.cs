namespace Helpdesk.Domain.Search;

/// <summary>What English words have in common with their other forms: restoring, restored and restores begin with restor.</summary>
public static class WordForms
{
    // Longest first; what is left must still tell the word: version is no form of versus.
    private static readonly (string Ending, int Shortest)[] Endings =
    [
        ("ications", 5),
        ("ication", 5),
        ("ations", 5),
        ("ation", 5),
        ("ating", 5),
        ("ings", 4),
        ("ions", 5),
        ("ated", 5),
        ("ates", 5),
        ("ing", 4),
        ("ion", 5),
        ("ies", 4),
        ("ied", 4),
        ("ate", 5),
        ("ed", 4),
        ("es", 4),
        ("s", 4),
        ("y", 4),
        ("e", 4),
    ];

    /// <summary>The beginning that a word shares with its other forms; the word itself when it is short.</summary>
    public static string StemOf(string word)
    {
        if (word.EndsWith("ss", StringComparison.Ordinal))
            return word;
        foreach (var (ending, shortest) in Endings)
        {
            if (word.Length - ending.Length >= shortest && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        return word;
    }

    /// <summary>True when a word of the text is one of the forms of the word searched for, or goes on from it.</summary>
    public static bool Fits(string found, string searched) =>
        found.StartsWith(searched, StringComparison.Ordinal)
        || (StemOf(searched) is var stem && found.StartsWith(stem, StringComparison.Ordinal) && found.Length <= stem.Length + 8);
}
