using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Helpdesk.Web.Knowledge.Articles;

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
        var start = old.AsSpan().CommonPrefixLength(now);
        var end = Backwards(old[start..]).CommonPrefixLength(Backwards(now[start..]));
        if ((long)(old.Length - start - end) * (now.Length - start - end) <= MostPairs)
            return Compared(old, now);
        return
        [
            .. As(LineChange.Same, old[..start]),
            .. As(LineChange.Removed, old[start..^end]),
            .. As(LineChange.Added, now[start..^end]),
            .. As(LineChange.Same, old[^end..]),
        ];
    }

    private static IReadOnlyList<DiffLine> Compared(string[] old, string[] now) =>
        [
            .. InlineDiffBuilder
                .Diff(string.Join('\n', old), string.Join('\n', now), ignoreWhiteSpace: false)
                .Lines.Select(line => new DiffLine(ChangeOf(line.Type), line.Text)),
        ];

    private static LineChange ChangeOf(ChangeType type) =>
        type switch
        {
            ChangeType.Deleted => LineChange.Removed,
            ChangeType.Inserted => LineChange.Added,
            _ => LineChange.Same,
        };

    private static IEnumerable<DiffLine> As(LineChange change, IEnumerable<string> lines) =>
        lines.Select(line => new DiffLine(change, line));

    private static ReadOnlySpan<string> Backwards(IEnumerable<string> lines) => lines.Reverse().ToArray();

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');
}
