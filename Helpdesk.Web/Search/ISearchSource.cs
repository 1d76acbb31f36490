using Helpdesk.Web.Platform.Data;

namespace Helpdesk.Web.Search;

/// <summary>An area whose things can be searched for: it reads them as the index takes them in.</summary>
public interface ISearchSource
{
    /// <summary>The kind of <see cref="SearchTask"/> it answers for.</summary>
    SearchKind Kind { get; }

    /// <summary>The things as they are now; one that is gone comes without documents.</summary>
    Task<IReadOnlyList<SearchChange>> ReadAsync(HelpdeskDb db, IReadOnlyList<long> ids, CancellationToken cancellation);
}
