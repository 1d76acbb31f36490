namespace Helpdesk.Web.Knowledge;

/// <summary>What somebody is about to ask.</summary>
/// <param name="Text">Subject and description as typed so far.</param>
/// <param name="Language">"ja" or "en".</param>
public sealed record ArticleWish(string Text, string? ProductCode, string? ProductVersion, string Language);

/// <summary>An article, forum or video that may be the answer.</summary>
/// <param name="Address">A path of the console's own, or an absolute address.</param>
public sealed record MatchingArticle(string Title, string Summary, string Address, string Language);

/// <summary>Finds what may answer a question before it is sent (spec I4, P7); best first, only what is open to all.</summary>
public interface IMatchingArticles
{
    Task<IReadOnlyList<MatchingArticle>> FindAsync(ArticleWish wish, CancellationToken cancellation);
}
