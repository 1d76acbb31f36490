using Helpdesk.Domain.Kernel;

namespace Helpdesk.Domain.Customers;

/// <summary>
/// Orders version numbers by their parts, numbers as numbers: 5.2.10 comes after 5.2.9, 5.2 before 5.2.0, 5.2-beta before 5.2.
/// </summary>
public sealed class VersionOrder : IComparer<string>
{
    public static readonly VersionOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (Parts(x ?? ""), Parts(y ?? ""));
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++)
        {
            var order = ComparePart(i < a.Count ? a[i] : null, i < b.Count ? b[i] : null);
            if (order != 0)
                return order;
        }

        return 0;
    }

    /// <summary>
    /// The version that <paramref name="written"/> names: the very number first, then the pattern of builds that says most, then the
    /// longest number that it begins with, part by part (5.2.7.40012 belongs to 5.2.7, not to 5.2.70).
    /// </summary>
    internal static ProductVersion? Find(IReadOnlyList<ProductVersion> versions, string written)
    {
        var text = Plain(written);
        return versions.FirstOrDefault(v => Plain(v.Number) == text)
            ?? versions.Where(v => v.Builds is { } builds && Fits(Plain(builds), text)).MaxBy(v => v.Builds!.Length)
            ?? versions.Where(v => text.StartsWith(Plain(v.Number) + '.', StringComparison.Ordinal)).MaxBy(v => v.Number.Length);
    }

    /// <summary>A number as it is compared: no case, no blanks, full-width digits as digits, no leading v.</summary>
    public static string Plain(string written)
    {
        var text = string.Concat(CompatibleText.Of(written).Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        return text.Length > 1 && text[0] == 'v' && char.IsAsciiDigit(text[1]) ? text[1..] : text;
    }

    // '*' stands for any run of characters; greedy from the left, as one star is the rule.
    private static bool Fits(string pattern, string text)
    {
        var pieces = pattern.Split('*');
        if (pieces.Length == 1)
            return pattern == text;
        if (!text.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces[1..^1])
        {
            var found = text.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + piece.Length;
        }

        return text.Length - at >= pieces[^1].Length && text.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    // Runs of digits and runs of letters; whatever stands between them only parts them.
    private static List<string> Parts(string number)
    {
        List<string> parts = [];
        var plain = Plain(number);
        for (var at = 0; at < plain.Length; )
        {
            var digits = char.IsAsciiDigit(plain[at]);
            var end = at;
            while (end < plain.Length && (digits ? char.IsAsciiDigit(plain[end]) : char.IsLetter(plain[end])))
                end++;
            if (end > at)
                parts.Add(plain[at..end]);
            at = Math.Max(end, at + 1);
        }

        return parts;
    }

    // A missing part is less than a number and more than a word: 5.2-beta < 5.2 < 5.2.0.
    private static int ComparePart(string? a, string? b)
    {
        var (rankA, rankB) = (Rank(a), Rank(b));
        if (rankA != rankB)
            return rankA.CompareTo(rankB);
        if (rankA != 2)
            return string.CompareOrdinal(a, b);
        var (x, y) = (a!.TrimStart('0'), b!.TrimStart('0'));
        return x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y);
    }

    private static int Rank(string? part) =>
        part is null ? 1
        : char.IsAsciiDigit(part[0]) ? 2
        : 0;
}
