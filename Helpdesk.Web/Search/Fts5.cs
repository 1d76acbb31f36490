using System.Text;
using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Search;

/// <summary>Writes FTS5 queries. Terms are letters and digits only, and stand in quotation marks all the same.</summary>
internal static class Fts5
{
    public const string Anywhere = "{title keywords body}";
    public const string Title = "{title}";
    public const string Keywords = "{keywords}";

    /// <summary>A facet as a term of its own column.</summary>
    public static string FacetTerm(string facet) => "z" + new string([.. facet.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);

    /// <summary>Terms side by side; the last may go on.</summary>
    public static string Phrase(IReadOnlyList<string> terms, bool mayGoOn = false) =>
        $"\"{string.Join(' ', terms)}\"{(mayGoOn ? "*" : "")}";

    public static string Any(IEnumerable<string> words) => "(" + string.Join(" OR ", words.Select(w => $"\"{w}\"")) + ")";

    /// <summary>The terms within a sentence's reach of each other.</summary>
    public static string Near(IEnumerable<SearchPiece> pieces) => $"NEAR({string.Join(' ', pieces.Select(p => Phrase(p.Terms)))}, 12)";

    /// <summary>Puts columns and facets around an expression.</summary>
    public static string Where(string columns, string expression, IReadOnlyList<string> must)
    {
        var query = new StringBuilder();
        foreach (var facet in must)
            query.Append("facets : \"").Append(FacetTerm(facet)).Append("\" AND ");
        return query.Append(columns).Append(" : (").Append(expression).Append(')').ToString();
    }
}
