using System.Globalization;
using System.Resources;
using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Customers.Import.Rows;

/// <summary>A column of a kind of record, as a file may have it.</summary>
/// <param name="IsRequired">No file goes without it.</param>
public sealed record ImportColumn(string Name, bool IsRequired);

/// <summary>Finds the column that a heading means: by its word in either language or by its stable name, however it is written.</summary>
internal static class ImportColumns
{
    private static readonly ResourceManager Words = new(typeof(RecordText));
    private static readonly CultureInfo[] Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("ja")];

    /// <summary>For each heading the name of its column, or null where it means none; the first of two that mean the same has it.</summary>
    public static IReadOnlyList<string?> Match(IImportKind kind, IReadOnlyList<string> headings)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in kind.Columns)
        {
            foreach (var word in (string?[])[column.Name, .. Languages.Select(l => Heading(kind.Name, column.Name, l))])
                known.TryAdd(Fold(word ?? ""), column.Name);
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. headings.Select(h => known.GetValueOrDefault(Fold(h)) is { } name && taken.Add(name) ? name : null)];
    }

    /// <summary>The heading of a column as a language has it.</summary>
    public static string Heading(string kind, string column, CultureInfo language) =>
        Words.GetString($"col.{kind}.{column}", language) ?? column;

    /// <summary>What the kind is called in a language.</summary>
    public static string KindWord(string kind, CultureInfo language) => Words.GetString("kind." + kind, language) ?? kind;

    /// <summary>Letter case, width, kana, blanks and strokes make no difference: mail_domains is Mail domains.</summary>
    public static string Fold(string heading) => string.Concat(SearchFold.Fold(heading).Where(char.IsLetterOrDigit));

    /// <summary>The kind that a file is most likely of: by its headings, then by its name; null when that is not clear.</summary>
    public static IImportKind? Guess(IEnumerable<IImportKind> kinds, IReadOnlyList<string> headings, string fileName)
    {
        var fits = kinds
            .Select(k => (Kind: k, Columns: Match(k, headings).OfType<string>().ToHashSet(StringComparer.Ordinal)))
            .Where(k => k.Kind.Columns.All(c => !c.IsRequired || k.Columns.Contains(c.Name)))
            .ToList();
        if (fits.Count == 0)
            return null;
        var most = fits.Max(k => k.Columns.Count);
        var best = fits.Where(k => k.Columns.Count == most).Select(k => k.Kind).ToList();
        return best.Count == 1 ? best[0]
            : fits.Select(k => k.Kind).Where(k => IsNamed(k.Name, fileName)).ToList() is [var named] ? named
            : null;
    }

    private static bool IsNamed(string kind, string fileName) =>
        Languages.Select(l => KindWord(kind, l)).Append(kind).Any(word => Fold(fileName).Contains(Fold(word), StringComparison.Ordinal));
}
