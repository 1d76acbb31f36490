using Helpdesk.Domain.Search;
using Helpdesk.Web.Knowledge.HelpLinks;
using Helpdesk.Web.Mail.Out;
using Microsoft.Extensions.Localization;

namespace Helpdesk.Web.Knowledge;

/// <summary>
/// What the knowledge base offers before anybody asks (spec I4), and forum and videos beside it (spec P7): for the intake form of
/// colleagues and of customers alike, so it only knows what everybody may read.
/// </summary>
public sealed class KnowledgeArticles(PublicArticles articles, HelpLinksQuery links, IStringLocalizer<KnowledgeWords> words)
    : IMatchingArticles
{
    /// <summary>Fewer characters match everything.</summary>
    private const int Least = 2;

    /// <summary>The beginning says what it is about; a pasted log does not.</summary>
    private const int Beginning = 2000;

    private const int Articles = 5,
        Links = 2;

    public async Task<IReadOnlyList<MatchingArticle>> FindAsync(ArticleWish wish, CancellationToken cancellation)
    {
        var text = wish.Text.Trim();
        if (text.Length < Least)
            return [];
        var beginning = text.Length > Beginning ? text[..Beginning] : text;
        var product = string.IsNullOrEmpty(wish.ProductCode) ? null : wish.ProductCode;
        var found = await articles.FittingAsync(beginning, product, wish.ProductVersion, wish.Language, Articles, cancellation);
        var searched = SearchText.Of(beginning, 16);
        // Beside articles that fit; without a product everything would be offered, which is nothing.
        var beside = product is null || found.Count == 0 ? [] : await links.RunAsync(product, wish.Language, cancellation);
        return
        [
            .. found.Select(a => new MatchingArticle(
                a.Title,
                SearchMarks.Cut(ArticleMarkdown.ToText(a.Text), searched, 120).Text,
                a.Address,
                a.Language
            )),
            .. beside.Take(Links).Select(l => new MatchingArticle(l.Title, KindIn(l, wish.Language), l.Address, l.Language)),
        ];
    }

    private string KindIn(ShownLink link, string language)
    {
        using var speaking = MailWords.Speak(language);
        return words[link.Kind == HelpLinkKind.Forum ? "forum" : "video", words["in." + link.Language].Value];
    }
}

/// <summary>Marker of <c>KnowledgeWords.resx</c>.</summary>
public sealed class KnowledgeWords;
