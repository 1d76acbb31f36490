using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Helpdesk.Web.Knowledge;

/// <summary>An article as it goes into a reply.</summary>
/// <param name="Link">Title and absolute address, on two lines.</param>
/// <param name="Text">The article's words; null for what lies outside.</param>
public sealed record OfferedArticle(string Title, string Summary, string Language, string Link, string? Text);

/// <summary>
/// Articles to put into a reply, in the language it is written in: those that fit the case, or what the writer looks for. Only what
/// customers may read is offered, so that nothing internal goes out by a slip of the hand.
/// </summary>
public sealed class ArticleOffers(
    PublicArticles articles,
    IMatchingArticles matching,
    IOptions<MailOptions> mail,
    IAuthorizationService authorisation
)
{
    private const int Shown = 8;

    public async Task<IReadOnlyList<OfferedArticle>> RunAsync(
        Case about,
        string? search,
        string language,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return [];
        if (!string.IsNullOrWhiteSpace(search))
            return
            [
                .. (await articles.SearchAsync(search, null, language, Shown, cancellation)).Select(a =>
                    Of(a.Title, FirstLine(a.Text), a.Language, a.Address, ArticleMarkdown.ToText(a.Text))
                ),
            ];
        var found = await matching.FindAsync(new(about.Subject, about.ProductCode, about.ProductVersion, language), cancellation);
        var offers = new List<OfferedArticle>(found.Count);
        foreach (var one in found)
        {
            var article =
                ArticleAddress.IdOf(one.Address.Split('/')[^1]) is { } id && one.Address.StartsWith('/')
                    ? await articles.FindAsync(id, language, cancellation)
                    : null;
            offers.Add(
                Of(one.Title, one.Summary, one.Language, one.Address, article is null ? null : ArticleMarkdown.ToText(article.Text))
            );
        }

        return offers;
    }

    private OfferedArticle Of(string title, string summary, string language, string address, string? text) =>
        new(
            title,
            summary,
            language,
            $"{title}\n{(address.StartsWith('/') ? mail.Value.PublicAddress.TrimEnd('/') + address : address)}",
            text
        );

    private static string FirstLine(string markdown) => ArticleMarkdown.ToText(markdown).Split('\n', 2)[0];
}
