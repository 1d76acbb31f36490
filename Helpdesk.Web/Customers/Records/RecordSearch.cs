using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Customers.Records;

/// <summary>What somebody looks for among records: each word must be found, whatever its script and width.</summary>
internal static class RecordSearch
{
    /// <summary>The fewest letters that find anything: one would find nearly all.</summary>
    public const int Fewest = 2;

    /// <summary>A pattern for LIKE with <c>\</c> as escape for each word; none while too little is typed.</summary>
    public static IReadOnlyList<string> Patterns(string? typed) =>
        typed is null || typed.Trim().Length < Fewest
            ? []
            :
            [
                .. typed
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    .Select(word => SearchFold.Fold(word))
                    .Where(word => word.Length > 0)
                    .Select(word => $"%{Escaped(word)}%"),
            ];

    private static string Escaped(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
