using Helpdesk.Web.Customers;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Knowledge;

/// <summary>Articles as the index takes them in: for colleagues as they stand, for everybody else as they were published.</summary>
public sealed class ArticleDocuments(Catalogue catalogue) : ISearchSource
{
    /// <summary>There is something that readers outside do not see yet.</summary>
    public const string Waits = "waits";
    public const string Internal = "internal";

    /// <summary>About every product.</summary>
    public const string AnyProduct = "any-product";

    public SearchKind Kind => SearchKind.Article;

    public static string Language(string language) => "in-" + language;

    public static string State(ArticleState state) => "state-" + state;

    public async Task<IReadOnlyList<SearchChange>> ReadAsync(HelpdeskDb db, IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        var found = await db.Articles()
            .AsNoTracking()
            .Include(a => a.Bodies)
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellation);
        return
        [
            .. ids.Select(id => new SearchChange(
                SearchKind.Article,
                id,
                found.TryGetValue(id, out var one) ? [.. one.Bodies.Select(b => Inside(one, b))] : []
            )),
            .. ids.Select(id => new SearchChange(
                SearchKind.Help,
                id,
                found.TryGetValue(id, out var one) ? [.. one.Bodies.Where(b => IsPublic(one, b)).Select(b => Outside(one, b))] : []
            )),
        ];
    }

    /// <summary>The one question that decides whether a reader outside sees it.</summary>
    public static bool IsPublic(Article article, ArticleBody body) =>
        !article.IsInternal && body is { State: ArticleState.Published, PublishedText: not null, PublishedTitle: not null };

    private SearchDocument Inside(Article article, ArticleBody body) =>
        new()
        {
            Language = body.Language,
            Title = body.Title,
            Keywords = Keywords(article),
            Body = body.Text,
            Facets =
            [
                .. Facets(article, body),
                State(body.State),
                .. body.Waits ? [Waits] : Array.Empty<string>(),
                .. article.IsInternal ? [Internal] : Array.Empty<string>(),
            ],
            At = body.ChangedAt,
        };

    private SearchDocument Outside(Article article, ArticleBody body) =>
        new()
        {
            Language = body.Language,
            Title = body.PublishedTitle!,
            Keywords = Keywords(article),
            Body = body.PublishedText!,
            Facets = [.. Facets(article, body)],
            At = body.PublishedAt ?? body.ChangedAt,
        };

    private static IEnumerable<string> Facets(Article article, ArticleBody body) =>
        article.ProductCodes.Count == 0
            ? [Language(body.Language), AnyProduct, .. article.Versions]
            : [Language(body.Language), .. article.ProductCodes, .. article.Versions];

    private string Keywords(Article article) =>
        string.Join('\n', [.. article.Keywords, .. article.ProductCodes.Select(catalogue.NameOf), .. article.Versions]);
}
