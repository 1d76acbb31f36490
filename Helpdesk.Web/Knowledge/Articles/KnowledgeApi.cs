using System.Globalization;
using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>A line of the answer to a search.</summary>
public sealed record ArticleLineAnswer(
    long Id,
    string Language,
    string Title,
    string Excerpt,
    bool IsInternal,
    ArticleState State,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Versions,
    int Helped,
    int NotHelped
);

/// <summary>An article with its text in each language.</summary>
public sealed record ArticleAnswerBody(
    string Language,
    ArticleState State,
    string Title,
    string Text,
    int Revision,
    int? PublishedRevision,
    Instant ChangedAt
);

public sealed record ArticleApiAnswer(
    long Id,
    bool IsInternal,
    IReadOnlyList<string> Products,
    IReadOnlyList<string> Versions,
    IReadOnlyList<string> Keywords,
    int Helped,
    int NotHelped,
    IReadOnlyList<ArticleAnswerBody> Bodies
);

public static class KnowledgeApi
{
    public static void MapKnowledge(this RouteGroupBuilder api)
    {
        var articles = api.MapGroup("/articles").WithTags("Knowledge");
        articles
            .MapGet("", ListAsync)
            .WithName("ListArticles")
            .WithSummary("Searches articles, internal ones too; without a search the latest.")
            .Produces<IReadOnlyList<ArticleLineAnswer>>()
            .ProducesProblem(403);
        articles
            .MapGet("/{id:long}", FindAsync)
            .WithName("GetArticle")
            .WithSummary("An article in both languages, in Markdown.")
            .Produces<ArticleApiAnswer>()
            .ProducesProblem(403)
            .ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        string? search,
        string? product,
        string? state,
        [FromServices] KnowledgeQuery query,
        ClaimsPrincipal who,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var found = await query.ListAsync(
            new(search, product, KnowledgeFilter.States.Contains(state) ? state : null),
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            who,
            cancellation
        );
        return found.IsOk
            ? Results.Json(
                found.Value.Select(l => new ArticleLineAnswer(
                    l.Article.Id,
                    l.Shown.Language,
                    l.Shown.Title,
                    l.Excerpt.Text,
                    l.Article.IsInternal,
                    l.Shown.State,
                    l.Article.ProductCodes,
                    l.Article.Versions,
                    l.Article.Helped,
                    l.Article.NotHelped
                )),
                ApiJson.Options
            )
            : answers.Refused(found.Errors);
    }

    private static async Task<IResult> FindAsync(
        long id,
        [FromServices] KnowledgeQuery query,
        ClaimsPrincipal who,
        ApiAnswers answers,
        CancellationToken cancellation
    )
    {
        var found = await query.FindAsync(id, who, cancellation);
        if (!found.IsOk)
            return answers.Refused(found.Errors);
        var a = found.Value;
        return Results.Json(
            new ArticleApiAnswer(
                a.Id,
                a.IsInternal,
                a.ProductCodes,
                a.Versions,
                a.Keywords,
                a.Helped,
                a.NotHelped,
                [
                    .. a.Bodies.Select(b => new ArticleAnswerBody(
                        b.Language,
                        b.State,
                        b.Title,
                        b.Text,
                        b.Revision,
                        b.PublishedRevision,
                        b.ChangedAt
                    )),
                ]
            ),
            ApiJson.Options
        );
    }
}
