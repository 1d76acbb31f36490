using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;

namespace Helpdesk.Web.Queue;

/// <summary>What narrows a view; all of it stands in the URL.</summary>
public sealed record QueueFilter
{
    public static readonly QueueFilter None = new();

    public string? Search { get; init; }

    /// <summary>What the search finds beside the rows.</summary>
    public CasesByWords Words { get; init; } = CasesByWords.None;

    public Severity? Severity { get; init; }

    public SupportTier? Tier { get; init; }

    public string? Product { get; init; }

    public bool IsNone => string.IsNullOrWhiteSpace(Search) && Severity is null && Tier is null && string.IsNullOrEmpty(Product);

    /// <summary>The words of the search as <see cref="QueueSearch"/> compares them; none when nothing is searched for.</summary>
    public string[] Terms => QueueSearch.Terms(Search);

    /// <summary>A test of rows; the search is folded once, not once a row.</summary>
    public Func<QueueEntry, bool> ToPredicate()
    {
        var terms = QueueSearch.Terms(Search);
        return e =>
            (Severity is null || e.Severity == Severity)
            && (Tier is null || e.Tier == Tier)
            && (string.IsNullOrEmpty(Product) || e.ProductCode == Product)
            && (QueueSearch.Matches(e, terms) || Words.Contains(e.Id));
    }
}
