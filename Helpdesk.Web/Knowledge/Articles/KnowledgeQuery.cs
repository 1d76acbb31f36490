using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Search;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>What colleagues look for; any part may be missing.</summary>
public sealed record KnowledgeFilter(string? Search, string? ProductCode, string? State)
{
    /// <summary>Articles with something that readers outside do not see yet.</summary>
    public const string Waiting = "waiting";
    public const string Published = "published";
    public const string Internal = "internal";
    public const string Retired = "retired";

    public static readonly IReadOnlyList<string> States = [Waiting, Published, Internal, Retired];
}

/// <summary>A line of the list: the article in the reader's language, or in the other one where that is missing.</summary>
public sealed record KnowledgeLine(Article Article, ArticleBody Shown, Snippet Excerpt);

/// <summary>Articles as colleagues see them: in every state, internal ones too.</summary>
public sealed class KnowledgeQuery(
    IDbContextFactory<HelpdeskDb> databases,
    ISearchEngine engine,
    IAuthorizationService authorisation,
    IClock clock
)
{
    public const int Shown = 50;

    /// <returns>The best hits, or without a search those that changed last; <c>auth.forbidden</c>.</returns>
    public async Task<Result<IReadOnlyList<KnowledgeLine>>> ListAsync(
        KnowledgeFilter filter,
        string reader,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<KnowledgeLine>>.Forbid();
        var searched = SearchText.Of(
            filter.Search is { Length: > PublicArticles.LongestSearch } endless ? endless[..PublicArticles.LongestSearch] : filter.Search
        );
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var hits = searched.IsEmpty ? await LatestAsync(db, filter, cancellation) : await HitsAsync(searched, filter, reader, cancellation);
        List<long> ids = [.. hits.Select(h => h.Id).Distinct().Take(Shown)];
        var found = await db.Articles()
            .AsNoTracking()
            .Include(a => a.Bodies)
            .Where(a => ids.Contains(a.Id))
            .ToDictionaryAsync(a => a.Id, cancellation);
        return new List<KnowledgeLine>(
            from id in ids
            let article = found.GetValueOrDefault(id)
            where article is { Bodies.Count: > 0 } && Fits(article, filter)
            let best = hits.First(h => h.Id == id).Language
            let body = article.In(best ?? reader) ?? article.Bodies.OrderByDescending(b => b.Language == reader).First()
            select new KnowledgeLine(article, body, SearchMarks.Cut(ArticleMarkdown.ToText(body.Text), searched))
        );
    }

    public async Task<Result<Article>> FindAsync(long id, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<Article>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return
            await db.Articles().AsNoTracking().Include(a => a.Bodies).SingleOrDefaultAsync(a => a.Id == id, cancellation)
                is { Bodies.Count: > 0 } article
            ? article
            : Result<Article>.Refuse(ErrorKind.NotFound, "article.unknown");
    }

    /// <summary>Every revision in a language, newest first.</summary>
    public async Task<Result<IReadOnlyList<ArticleRevision>>> RevisionsAsync(
        long id,
        string language,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<ArticleRevision>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var found = await db.ArticleRevisions()
            .AsNoTracking()
            .Where(r => r.ArticleId == id && r.Language == language)
            .OrderByDescending(r => r.Number)
            .ToListAsync(cancellation);
        return found.Count > 0 ? found : Result<IReadOnlyList<ArticleRevision>>.Refuse(ErrorKind.NotFound, "article.unknown");
    }

    private async Task<IReadOnlyList<(long Id, string? Language)>> HitsAsync(
        SearchText searched,
        KnowledgeFilter filter,
        string reader,
        CancellationToken cancellation
    )
    {
        List<string> must = [];
        if (filter.State == KnowledgeFilter.Waiting)
            must.Add(ArticleDocuments.Waits);
        else if (filter.State == KnowledgeFilter.Internal)
            must.Add(ArticleDocuments.Internal);
        else if (filter.State == KnowledgeFilter.Published)
            must.Add(ArticleDocuments.State(ArticleState.Published));
        else if (filter.State == KnowledgeFilter.Retired)
            must.Add(ArticleDocuments.State(ArticleState.Retired));
        var request = new SearchRequest(SearchKind.Article, searched, must)
        {
            Prefer = filter.ProductCode is { } product ? [ArticleDocuments.Language(reader), product] : [ArticleDocuments.Language(reader)],
            // Those about other products are left out afterwards.
            Take = filter.ProductCode is null ? Shown * 2 : Shown * 6,
            Now = clock.GetCurrentInstant(),
        };
        return [.. (await engine.QueryAsync(request, cancellation)).Select(h => (h.Id, h.Language))];
    }

    private static async Task<IReadOnlyList<(long Id, string? Language)>> LatestAsync(
        HelpdeskDb db,
        KnowledgeFilter filter,
        CancellationToken cancellation
    )
    {
        var all = db.Articles().AsNoTracking();
        if (filter.ProductCode is { } product)
        {
            var about = ArticlesAbout.Product(db, product);
            all = all.Where(a => about.Contains(a.Id));
        }

        all = filter.State switch
        {
            KnowledgeFilter.Waiting => all.Where(a =>
                a.Bodies.Any(b => b.State == ArticleState.Draft || (b.State == ArticleState.Published && b.PublishedRevision != b.Revision))
            ),
            KnowledgeFilter.Published => all.Where(a => a.Bodies.Any(b => b.State == ArticleState.Published)),
            KnowledgeFilter.Internal => all.Where(a => a.IsInternal),
            KnowledgeFilter.Retired => all.Where(a => a.Bodies.Any(b => b.State == ArticleState.Retired)),
            _ => all,
        };
        var ids = await all.OrderByDescending(a => a.Bodies.Max(b => b.ChangedAt))
            .ThenByDescending(a => a.Id)
            .Take(Shown)
            .Select(a => a.Id)
            .ToListAsync(cancellation);
        return [.. ids.Select(id => (id, (string?)null))];
    }

    private static bool Fits(Article article, KnowledgeFilter filter) => filter.ProductCode is not { } product || article.IsAbout(product);
}
