using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Knowledge;

/// <summary>What somebody is about to ask; any part may be missing.</summary>
/// <param name="Text">Subject and description as far as they are written.</param>
/// <param name="Language">"ja" or "en": what the answer is read in.</param>
public sealed record MatchingArticles(string? ProductCode, string? Version, string? Text, string Language)
{
    public int Take { get; init; } = 5;
}

/// <param name="Address">Local; <c>Mail:PublicAddress</c> in front makes it one for a mail.</param>
/// <param name="Language">The other one where the article is not there in the reader's.</param>
public sealed record MatchingArticle(long Id, string Title, string Address, string Language, Snippet Snippet);

/// <summary>
/// Articles that may answer before anybody asks (spec I4): for the intake form of colleagues and of customers alike, so it only knows what
/// everybody may read, and needs no authorisation.
/// </summary>
public sealed class MatchingArticlesQuery(PublicArticles articles)
{
    /// <summary>Fewer characters match everything.</summary>
    private const int Least = 2;

    public async Task<IReadOnlyList<MatchingArticle>> RunAsync(MatchingArticles wanted, CancellationToken cancellation)
    {
        var text = wanted.Text?.Trim() ?? "";
        if (text.Length < Least)
            return [];
        // The beginning says what it is about; a pasted log does not.
        var beginning = text.Length > 2000 ? text[..2000] : text;
        var found = await articles.FittingAsync(beginning, wanted.ProductCode, wanted.Version, wanted.Language, wanted.Take, cancellation);
        var searched = SearchText.Of(beginning, 16);
        return [.. found.Select(a => new MatchingArticle(a.Id, a.Title, a.Address, a.Language, SearchMarks.Cut(ArticleMarkdown.ToText(a.Text), searched, 120)))];
    }
}
