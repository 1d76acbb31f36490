namespace Helpdesk.Domain.Knowledge;

/// <summary>What became of a line between two texts.</summary>
public enum LineChange
{
    Same = 0,
    Removed = 1,
    Added = 2,
}

/// <summary>A line of the one text, of the other, or of both.</summary>
public sealed record DiffLine(LineChange Change, string Text);

/// <summary>Compares two texts line by line: the longest lines in common stay, what lies between was removed or added.</summary>
public static class LineDiff
{
    /// <summary>Beyond this many pairs of lines nobody reads a comparison; then one text as a whole stands for the other.</summary>
    private const int MostPairs = 4_000_000;

    public static IReadOnlyList<DiffLine> Between(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        return [.. old[..start].Select(Same), .. Middle(old[start..^end], now[start..^end]), .. old[^end..].Select(Same)];
    }

    private static IEnumerable<DiffLine> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostPairs)
        {
            foreach (var line in old)
                yield return new(LineChange.Removed, line);
            foreach (var line in now)
                yield return new(LineChange.Added, line);
            yield break;
        }

        var common = CommonFrom(old, now);
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return Same(old[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (i < old.Length && (j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new(LineChange.Removed, old[i++]);
            }
            else
            {
                yield return new(LineChange.Added, now[j++]);
            }
        }
    }

    // How many lines the rests of both have in common, in order.
    private static int[,] CommonFrom(string[] old, string[] now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }

    private static DiffLine Same(string line) => new(LineChange.Same, line);

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');
}
