using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Helpdesk.Domain.Queue;

namespace Helpdesk.Web.Features.Queue;

/// <summary>
/// Finds rows as people type: every word must occur somewhere in the row. Width (ＡＢ/AB), letter case and kana (カタカナ/かたかな)
/// make no difference. A row's folded text is made once and lives as long as the row.
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

    /// <summary>One form for all spellings: NFKC, lower case, katakana as hiragana, every white space a blank.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in WellFormed(text).Normalize(NormalizationForm.FormKC))
            folded.Append(c is >= 'ァ' and <= 'ヶ' ? (char)(c - 0x60) : char.IsWhiteSpace(c) ? ' ' : char.ToLower(c, CultureInfo.InvariantCulture));
        return folded.ToString();
    }

    // Normalize throws on half a surrogate pair, and one such row would break everybody's search.
    private static string WellFormed(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : string.Concat(text.EnumerateRunes());

    /// <summary>All that a search looks at, folded.</summary>
    internal static string TextOf(QueueEntry e) =>
        Fold(string.Join('\n', e.Number, e.Subject, e.Customer, e.ContactName, e.ProductName, e.ProductVersion, e.SerialNumber, e.OwnerName, e.LastLine));
}
