using Helpdesk.Domain.Search;
using NodaTime;

namespace Helpdesk.Web.Search;

/// <summary>What can be searched for; the values are stored.</summary>
public enum SearchKind
{
    Case = 0,

    /// <summary>Articles as colleagues see them, in whatever state.</summary>
    Article = 1,

    /// <summary>What was published for everybody, and nothing else: a reader outside searches where nothing internal ever was.</summary>
    Help = 2,
}

/// <summary>Something as the index takes it in; the index keeps terms, never the words themselves.</summary>
public sealed record SearchDocument
{
    /// <summary>"ja" or "en" where the same thing is there in both; null where it is one text.</summary>
    public string? Language { get; init; }

    public required string Title { get; init; }

    /// <summary>Names, numbers, keywords: less than a title, more than a text.</summary>
    public string Keywords { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>What a search can be narrowed by, e.g. <c>public</c>, a product's code.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    public required Instant At { get; init; }
}

/// <summary>All documents of one thing as they are now; none, and it is found no more.</summary>
public sealed record SearchChange(SearchKind Kind, long Id, IReadOnlyList<SearchDocument> Documents);

/// <summary>What is searched for.</summary>
/// <param name="Must">Facets that every hit has.</param>
public sealed record SearchRequest(SearchKind Kind, SearchText Text, params IReadOnlyList<string> Must)
{
    /// <summary>Facets that lift a hit, e.g. the product in question.</summary>
    public IReadOnlyList<string> Prefer { get; init; } = [];

    public int Take { get; init; } = 20;

    /// <summary>True where a hit need not have everything: a description is no list of words that must occur.</summary>
    public bool AnyWord { get; init; }

    /// <summary>True where a hit must have everything, however few there are: for whoever narrows a list.</summary>
    public bool AllWords { get; init; }

    /// <summary>What a hit's score must be at least.</summary>
    public double AtLeast { get; init; }

    /// <summary>Now, for what is newer; hits are not ordered by age where it is missing.</summary>
    public Instant? Now { get; init; }
}

/// <param name="Score">Higher is better; comparable within one answer, and roughly between answers to texts of like length.</param>
public sealed record SearchHit(long Id, string? Language, double Score);

/// <param name="Documents">How many are in the index.</param>
/// <param name="Bytes">What the index takes on the disk.</param>
public sealed record SearchSize(long Documents, long Bytes);

/// <summary>
/// Finds documents by words. An index is derived from the database, and may be thrown away: <see cref="SearchUpkeep"/> feeds it and knows
/// by its mark how far it has come. Where in a hit the words stand, <see cref="SearchMarks"/> tells from the text as it is now.
/// </summary>
public interface ISearchEngine
{
    /// <summary>The mark of the last changes that are in the index for good; null when there is no usable index.</summary>
    Task<long?> MarkAsync(CancellationToken cancellation);

    /// <summary>Takes changes in, all or none of them, together with their mark.</summary>
    Task ApplyAsync(IReadOnlyList<SearchChange> changes, long mark, CancellationToken cancellation);

    /// <summary>Forgets everything.</summary>
    Task ClearAsync(CancellationToken cancellation);

    /// <summary>The best hits, best first.</summary>
    Task<IReadOnlyList<SearchHit>> QueryAsync(SearchRequest request, CancellationToken cancellation);

    Task<SearchSize> SizeAsync(CancellationToken cancellation);
}
