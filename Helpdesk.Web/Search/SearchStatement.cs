using Helpdesk.Domain.Search;
using Microsoft.Data.Sqlite;

namespace Helpdesk.Web.Search;

/// <summary>
/// One search. Candidates are gathered by several narrow questions, newest first and at most some hundreds each, so that a word that
/// everything contains costs no more than a rare one; the order among them is <see cref="SearchRank"/>'s.
/// </summary>
internal sealed class SearchStatement(SqliteConnection db, SearchRequest request)
{
    private const int Titles = 150;
    private const int Texts = 250;
    private const int Sides = 60;

    /// <summary>Where a count stops: beyond it a word is simply common.</summary>
    private const int Common = 2000;

    /// <summary>With fewer hits than these that have everything, those that have some of it are shown too.</summary>
    private const int Few = 8;

    private const int FormsOfAWord = 24;

    private readonly string _kind = SearchWriter.NameOf(request.Kind);
    private readonly Dictionary<long, Found> _found = [];
    private readonly IReadOnlyList<SearchPiece> _pieces = request.Text.Pieces;
    private string[] _expressions = [];

    public IReadOnlyList<SearchHit> Hits(CancellationToken cancellation)
    {
        _expressions = [.. _pieces.Select(ExpressionOf)];
        if (!request.AnyWord || _pieces.Count <= 2)
            FindAll();
        cancellation.ThrowIfCancellationRequested();
        if (_pieces.Count > 1 && _found.Count < Few && !request.AllWords)
            FindSome();
        cancellation.ThrowIfCancellationRequested();
        return Ranked();
    }

    private void FindAll()
    {
        var all = string.Join(" AND ", _expressions);
        if (_pieces.Count > 1 || _pieces[0].Terms.Count > 1)
        {
            var phrase = Fts5.Phrase(request.Text.Phrase);
            Ask(Fts5.Title, phrase, Titles, (f, _) => f.Phrase = true);
            Ask(Fts5.Anywhere, phrase, Sides, (f, _) => f.Phrase = true);
        }

        if (_pieces.Count is > 1 and <= 4)
            Ask(Fts5.Anywhere, Fts5.Near(_pieces), Sides, (f, _) => f.Near = true);
        Ask(Fts5.Title, all, Titles, Nothing);
        Ask(Fts5.Keywords, all, Sides, Nothing);
        Ask(Fts5.Anywhere, all, Texts, (f, _) => f.HasAll = true);
    }

    private void FindSome()
    {
        for (var i = 0; i < _pieces.Count; i++)
        {
            var piece = i;
            Ask(Fts5.Title, _expressions[i], Titles, (f, _) => f.Pieces.Add(piece));
            Ask(Fts5.Anywhere, _expressions[i], Texts, (f, _) => f.Pieces.Add(piece));
        }
    }

    private static void Nothing(Found found, long id) { }

    private SearchHit[] Ranked()
    {
        var weights = WeightsOf();
        var rank = new SearchRank(request, _pieces, weights);
        using var read = Command($"SELECT title, keywords, facets, at FROM {_kind}_docs WHERE id = $id");
        var id = read.Parameters.Add("$id", SqliteType.Integer);
        var hits = new List<(long Id, double Score)>(_found.Count);
        foreach (var (row, found) in _found)
        {
            id.Value = row;
            using var reader = read.ExecuteReader();
            if (
                reader.Read()
                && rank.ScoreOf(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3)), found)
                    is var score
                        and > 0
            )
                hits.Add((row, score));
        }

        return
        [
            .. hits.Where(h => h.Score >= request.AtLeast)
                .OrderByDescending(h => h.Score)
                .ThenByDescending(h => h.Id)
                .Take(request.Take)
                .Select(h => new SearchHit(
                    h.Id / 2,
                    request.Kind == SearchKind.Case ? null
                        : h.Id % 2 == 1 ? "ja"
                        : "en",
                    h.Score
                )),
        ];
    }

    // A word that few documents have says more than one that all have.
    private double[] WeightsOf()
    {
        if (_pieces.Count == 1)
            return [1];
        using var total = Command($"SELECT count(*) FROM (SELECT 1 FROM {_kind}_docs LIMIT {Common * 10})");
        var documents = (long)total.ExecuteScalar()!;
        return [.. _expressions.Select(e => Math.Log(1.5 + ((double)documents / (1 + CountOf(e)))))];
    }

    private long CountOf(string expression)
    {
        using var count = Command($"SELECT count(*) FROM (SELECT 1 FROM {_kind}_terms WHERE {_kind}_terms MATCH $query LIMIT {Common})");
        count.Parameters.AddWithValue("$query", Fts5.Where(Fts5.Anywhere, expression, []));
        return (long)count.ExecuteScalar()!;
    }

    private void Ask(string columns, string expression, int most, Action<Found, long> note)
    {
        using var ask = Command($"SELECT rowid FROM {_kind}_terms WHERE {_kind}_terms MATCH $query ORDER BY rowid DESC LIMIT {most}");
        ask.Parameters.AddWithValue("$query", Fts5.Where(columns, expression, request.Must));
        using var rows = ask.ExecuteReader();
        while (rows.Read())
        {
            var id = rows.GetInt64(0);
            if (!_found.TryGetValue(id, out var found))
                _found[id] = found = new();
            note(found, id);
        }
    }

    private string ExpressionOf(SearchPiece piece)
    {
        if (!piece.IsWord)
            return Fts5.Phrase(piece.Terms, piece.MayGoOn);
        // Forms are looked up in the list of words: asking FTS5 for everything that begins so would gather all of it first.
        var (word, stem) = (piece.Terms[0], WordForms.StemOf(piece.Terms[0]));
        using var forms = Command(
            "SELECT word FROM words WHERE word >= $from AND word < $to "
                + $"AND length(word) <= $longest ORDER BY docs DESC LIMIT {FormsOfAWord}"
        );
        forms.Parameters.AddWithValue("$from", stem);
        forms.Parameters.AddWithValue("$to", stem + "{");
        forms.Parameters.AddWithValue("$longest", stem.Length + 12);
        var found = new List<string> { word };
        using var rows = forms.ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetString(0) is var form && form != word && WordForms.Fits(form, word))
                found.Add(form);
        }

        return Fts5.Any(found);
    }

    private SqliteCommand Command(string sql)
    {
        var command = db.CreateCommand();
        // Put together from table names and this file's own numbers; what is searched for is a parameter.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

/// <summary>What is known of a candidate before it is ranked.</summary>
internal sealed class Found
{
    /// <summary>Everything stands side by side, as it was typed.</summary>
    public bool Phrase { get; set; }

    /// <summary>Everything stands within a sentence or so.</summary>
    public bool Near { get; set; }

    /// <summary>Everything occurs somewhere.</summary>
    public bool HasAll { get; set; }

    /// <summary>Of those that do not have everything: which pieces occur.</summary>
    public HashSet<int> Pieces { get; } = [];
}
