using System.Collections.Frozen;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Search;
using NodaTime;

namespace Helpdesk.Web.Queue;

/// <summary>
/// Open cases in whose messages and notes a search occurs. It follows from the search, so it makes no two filters different.
/// </summary>
public sealed class CasesByWords(FrozenSet<long> ids) : IEquatable<CasesByWords>
{
    public static readonly CasesByWords None = new([]);

    public IReadOnlyCollection<long> Ids => ids;

    public bool Contains(long id) => ids.Contains(id);

    public bool Equals(CasesByWords? other) => other is not null;

    public override bool Equals(object? obj) => obj is CasesByWords;

    public override int GetHashCode() => 0;
}

/// <summary>Asks the search engine for what the rows themselves do not show: every message and note of an open case.</summary>
public sealed class CasesByWordsQuery(ISearchEngine engine, IClock clock)
{
    private const int Most = 500;

    /// <summary>None for a single character: that is in every case.</summary>
    public async Task<CasesByWords> FindAsync(string? search, CancellationToken cancellation)
    {
        if (search is null || search.Trim().Length < 2)
            return CasesByWords.None;
        var request = new SearchRequest(SearchKind.Case, SearchText.Of(search), CaseDocuments.Open)
        {
            AllWords = true,
            Take = Most,
            Now = clock.GetCurrentInstant(),
        };
        // The engine answers on the thread that asks, which may be a circuit's.
        var hits = await Task.Run(() => engine.QueryAsync(request, cancellation), cancellation);
        return hits.Count == 0 ? CasesByWords.None : new(hits.Select(h => h.Id).ToFrozenSet());
    }
}
