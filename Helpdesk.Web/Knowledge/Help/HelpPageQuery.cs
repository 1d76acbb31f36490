using Helpdesk.Domain.Search;

namespace Helpdesk.Web.Knowledge.Help;

/// <summary>A line of the list, its excerpt cut where something was found.</summary>
public sealed record HelpLine(PublicArticle Article, Snippet Excerpt);

public sealed record HelpShown(IReadOnlyList<HelpLine> Articles, IReadOnlyList<ShownLink> Links);

/// <summary>What the page for everybody shows: hits, or where to begin, and forum and videos beside them (spec P7).</summary>
public sealed class HelpPageQuery(PublicArticles articles, HelpLinksQuery links)
{
    private const int Hits = 20,
        Beginning = 12;

    public async Task<HelpShown> RunAsync(string? search, string? product, string language, CancellationToken cancellation)
    {
        var isSearch = !string.IsNullOrWhiteSpace(search);
        var found = isSearch
            ? await articles.SearchAsync(search!, product, language, Hits, cancellation)
            : await articles.MostHelpfulAsync(product, language, Beginning, cancellation);
        var searched = SearchText.Of(isSearch ? search : null);
        return new(
            [.. found.Select(a => new HelpLine(a, SearchMarks.Cut(ArticleMarkdown.ToText(a.Text), searched)))],
            await links.RunAsync(product, language, cancellation)
        );
    }
}

/// <summary>Marker of <c>HelpText.resx</c>: what everybody reads.</summary>
public sealed class HelpText;
