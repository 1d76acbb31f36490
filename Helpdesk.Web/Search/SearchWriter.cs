using Helpdesk.Domain.Search;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Search;

/// <summary>Writes one batch of changes into an open index.</summary>
internal sealed class SearchWriter(SqliteConnection db, SqliteTransaction transaction)
{
    /// <summary>Characters of a document's text that are searchable: a pasted log of megabytes would push everything else out.</summary>
    private const int LongestBody = 60_000;

    private const int LongestKnownWord = 24;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

    public void Write(SearchChange change)
    {
        var kind = NameOf(change.Kind);
        foreach (var language in change.Kind == SearchKind.Case ? (string?[])[null] : ["en", "ja"])
            Remove(kind, IdOf(change.Id, language));
        foreach (var document in change.Documents)
            Add(kind, IdOf(change.Id, document.Language), document);
    }

    public void Finish(long mark)
    {
        using var words = Command(
            "INSERT INTO words (word, docs) VALUES ($word, $docs) ON CONFLICT (word) DO UPDATE SET docs = docs + excluded.docs"
        );
        var (word, docs) = (words.Parameters.Add("$word", SqliteType.Text), words.Parameters.Add("$docs", SqliteType.Integer));
        foreach (var (text, count) in _words)
        {
            (word.Value, docs.Value) = (text, count);
            words.ExecuteNonQuery();
        }

        Run("INSERT INTO mark (id, value) VALUES (1, $value) ON CONFLICT (id) DO UPDATE SET value = excluded.value", ("$value", mark));
    }

    internal static string NameOf(SearchKind kind) =>
        kind switch
        {
            SearchKind.Case => "case",
            SearchKind.Article => "article",
            _ => "help",
        };

    /// <summary>The two languages of a thing lie side by side, and both as new as the thing is.</summary>
    internal static long IdOf(long id, string? language) => (id * 2) + (language == "ja" ? 1 : 0);

    private void Remove(string kind, long id)
    {
        Run($"DELETE FROM {kind}_terms WHERE rowid = $id", ("$id", id));
        Run($"DELETE FROM {kind}_docs WHERE id = $id", ("$id", id));
    }

    private void Add(string kind, long id, SearchDocument document)
    {
        var (title, keywords, body) = (
            SearchFold.Fold(document.Title),
            SearchFold.Fold(document.Keywords),
            SearchFold.Fold(document.Body.Length <= LongestBody ? document.Body : document.Body[..LongestBody])
        );
        var known = new HashSet<string>(StringComparer.Ordinal);
        Run(
            $"INSERT INTO {kind}_terms (rowid, title, keywords, body, facets) VALUES ($id, $title, $keywords, $body, $facets)",
            ("$id", id),
            ("$title", Cut(title, known)),
            ("$keywords", Cut(keywords, known)),
            ("$body", Cut(body, known)),
            ("$facets", string.Join(' ', document.Facets.Select(Fts5.FacetTerm)))
        );
        Run(
            $"INSERT INTO {kind}_docs (id, title, keywords, facets, at) VALUES ($id, $title, $keywords, $facets, $at)",
            ("$id", id),
            ("$title", title),
            ("$keywords", keywords),
            ("$facets", " " + string.Join(' ', document.Facets.Select(Fts5.FacetTerm)) + " "),
            ("$at", document.At.ToUnixTimeTicks())
        );
        foreach (var word in known)
            _words[word] = _words.GetValueOrDefault(word) + 1;
    }

    private static string Cut(string folded, HashSet<string> known)
    {
        var terms = new List<string>();
        foreach (var term in SearchTerms.OfFolded(folded))
        {
            terms.Add(term);
            if (term.Length is > 1 and <= LongestKnownWord && term.All(char.IsAsciiLetterLower))
                known.Add(term);
        }

        return string.Join(' ', terms);
    }

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql);
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = db.CreateCommand();
        command.Transaction = transaction;
        // The only parts put together are the two table names above.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
