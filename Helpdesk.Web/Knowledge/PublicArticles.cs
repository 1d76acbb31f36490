using Helpdesk.Domain.Search;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Search;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge;

/// <summary>An article as everybody may read it, in the reader's language where there is one.</summary>
/// <param name="Language">What it is in: the other language where the reader's is missing.</param>
/// <param name="Text">Markdown as published.</param>
public sealed record PublicArticle(
    long Id,
    string Slug,
    string Language,
    string Title,
    string Text,
    IReadOnlyList<string> ProductCodes,
    IReadOnlyList<string> Versions,
    Instant PublishedAt,
    int Helped
)
{
    public string Address => "/support/help/" + Slug;
}

/// <summary>
/// What readers outside find and read: published bodies of articles that are not internal. The index has nothing else for them, and each
/// hit is asked of the database again, so that what was withdrawn a moment ago is not shown.
/// </summary>
public sealed class PublicArticles(IDbContextFactory<HelpdeskDb> databases, ISearchEngine engine, IClock clock)
{
    /// <summary>
    /// Below it an article shares some words with a description and answers nothing: what answers scores 0.9 and more, what has nothing
    /// to do with it 0.3 at most (SearchQualityTests).
    /// </summary>
    private const double LeastFit = 0.4;

    /// <summary>Longest search that is looked at, in characters.</summary>
    public const int LongestSearch = 200;

    /// <summary>The article, or null when there is none, or none for everybody.</summary>
    public async Task<PublicArticle?> FindAsync(long id, string language, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return (await ReadAsync(db, [id], language, cancellation)).GetValueOrDefault(id);
    }

    /// <summary>The best hits for a search, in the reader's language first.</summary>
    public Task<IReadOnlyList<PublicArticle>> SearchAsync(
        string text,
        string? productCode,
        string language,
        int take,
        CancellationToken cancellation
    ) =>
        HitsAsync(
            new SearchRequest(SearchKind.Help, SearchText.Of(text.Length > LongestSearch ? text[..LongestSearch] : text))
            {
                Prefer = Prefer(productCode, null, language),
                Take = productCode is null ? take * 2 : take * 10,
                Now = clock.GetCurrentInstant(),
            },
            productCode,
            language,
            take,
            cancellation
        );

    /// <summary>What fits a description somebody is writing: it need not have every word of it.</summary>
    internal Task<IReadOnlyList<PublicArticle>> FittingAsync(
        string text,
        string? productCode,
        string? version,
        string language,
        int take,
        CancellationToken cancellation
    ) =>
        HitsAsync(
            new SearchRequest(SearchKind.Help, SearchText.Of(text, 16))
            {
                AnyWord = true,
                AtLeast = LeastFit,
                Prefer = Prefer(productCode, version, language),
                Take = take * 10,
                Now = clock.GetCurrentInstant(),
            },
            productCode,
            language,
            take,
            cancellation
        );

    /// <summary>Where to begin when nothing is searched for: what was the answer most often.</summary>
    public async Task<IReadOnlyList<PublicArticle>> MostHelpfulAsync(
        string? productCode,
        string language,
        int take,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var all = db.Articles().AsNoTracking().Where(a => !a.IsInternal && a.Bodies.Any(b => b.State == ArticleState.Published));
        if (productCode is not null)
        {
            var about = ArticlesAbout.Product(db, productCode);
            all = all.Where(a => about.Contains(a.Id));
        }

        var ids = await all.OrderByDescending(a => a.Helped)
            .ThenByDescending(a => a.Id)
            .Take(take)
            .Select(a => a.Id)
            .ToListAsync(cancellation);
        var found = await ReadAsync(db, ids, language, cancellation);
        return [.. ids.Select(found.GetValueOrDefault).OfType<PublicArticle>()];
    }

    /// <summary>How many articles there are for a product's readers: those about it, and those about every product.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountByProductAsync(
        IReadOnlyCollection<string> productCodes,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var about = await db.Articles()
            .AsNoTracking()
            .Where(a => !a.IsInternal && a.Bodies.Any(b => b.State == ArticleState.Published))
            .Select(a => a.ProductCodes)
            .ToListAsync(cancellation);
        return productCodes.ToDictionary(
            code => code,
            code => about.Count(codes => codes.Count == 0 || codes.Contains(code, StringComparer.OrdinalIgnoreCase)),
            StringComparer.OrdinalIgnoreCase
        );
    }

    private static string[] Prefer(string? productCode, string? version, string language) =>
        [ArticleDocuments.Language(language), .. new[] { productCode, version }.OfType<string>().Where(f => f.Length > 0)];

    private async Task<IReadOnlyList<PublicArticle>> HitsAsync(
        SearchRequest request,
        string? productCode,
        string language,
        int take,
        CancellationToken cancellation
    )
    {
        var hits = await engine.QueryAsync(request, cancellation);
        List<long> ids = [.. hits.Select(h => h.Id).Distinct()];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await ReadAsync(db, ids, language, cancellation);
        return
        [
            .. ids.Select(found.GetValueOrDefault)
                .OfType<PublicArticle>()
                .Where(a =>
                    productCode is null
                    || a.ProductCodes.Count == 0
                    || a.ProductCodes.Contains(productCode, StringComparer.OrdinalIgnoreCase)
                )
                .Take(take),
        ];
    }

    private static async Task<Dictionary<long, PublicArticle>> ReadAsync(
        HelpdeskDb db,
        IReadOnlyList<long> ids,
        string language,
        CancellationToken cancellation
    )
    {
        var articles = await db.Articles()
            .AsNoTracking()
            .Include(a => a.Bodies)
            .Where(a => ids.Contains(a.Id) && !a.IsInternal)
            .ToListAsync(cancellation);
        return articles.Select(a => Of(a, language)).OfType<PublicArticle>().ToDictionary(a => a.Id);
    }

    private static PublicArticle? Of(Article article, string language)
    {
        List<ArticleBody> shown =
        [
            .. article.Bodies.Where(b => ArticleDocuments.IsPublic(article, b)).OrderByDescending(b => b.Language == language),
        ];
        return shown.Count == 0
            ? null
            : new(
                article.Id,
                ArticleAddress.Slug(article.Id, shown.Find(b => b.Language == "en")?.PublishedTitle),
                shown[0].Language,
                shown[0].PublishedTitle!,
                shown[0].PublishedText!,
                article.ProductCodes,
                article.Versions,
                shown[0].PublishedAt ?? shown[0].ChangedAt,
                article.Helped
            );
    }
}
