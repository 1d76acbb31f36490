using System.Runtime.CompilerServices;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Queue;

/// <summary>
/// Finds rows as people type: every word must occur somewhere in the row. Width (ＡＢ/AB), letter case, kana (カタカナ/かたかな)
/// and long vowels make no difference. A row's folded text is made once and lives as long as the row.
/// </summary>
public static class QueueSearch
{
    private static readonly ConditionalWeakTable<QueueEntry, string> Folded = [];

    public static string[] Terms(string? search) =>
        string.IsNullOrWhiteSpace(search) ? [] : Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static bool Matches(QueueEntry entry, string[] terms)
    {
        if (terms.Length == 0)
            return true;
        var text = Folded.GetValue(entry, TextOf);
        foreach (var term in terms)
        {
            if (!text.Contains(term, StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>One form for all spellings, the same that every other search uses.</summary>
    public static string Fold(string text) => SearchFold.Fold(text);

    /// <summary>All that a search looks at, folded.</summary>
    internal static string TextOf(QueueEntry e) =>
        Fold(
            string.Join(
                '\n',
                e.Number,
                e.Subject,
                e.Customer,
                e.ContactName,
                e.ProductName,
                e.ProductVersion,
                e.SerialNumber,
                e.OwnerName,
                e.LastLine
            )
        );
}
