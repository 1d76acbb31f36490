using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Api;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge;

/// <summary>
/// Counts whether an article was the answer. A colleague counts once a day and article, a reader outside once an hour, address and
/// article and not often altogether; nothing about the reader is kept.
/// </summary>
public sealed class AnswerCounter(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RateLimits limits,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.counted</c>.</returns>
    public async Task<Result> CountAsync(long articleId, string language, bool helped, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result.Forbid();
        return await KeepAsync(articleId, language, helped, who.ActorId());
    }

    /// <param name="visitor">The network address; forgotten with the hour.</param>
    /// <returns><c>article.unknown</c>, <c>article.counted</c>, <c>visitor.too-often</c>.</returns>
    public async Task<Result> CountAsync(PublicArticle article, bool helped, string visitor)
    {
        if (!limits.TryTake($"answer:{article.Id}:{visitor}", 1, Hour))
            return Result.Refuse("article.counted");
        if (!limits.TryTake("answers:" + visitor, 30, Hour) || !limits.TryTake("answers", 2000, Hour))
            return Result.Refuse("visitor.too-often");
        return await KeepAsync(article.Id, article.Language, helped, null);
    }

    private async Task<Result> KeepAsync(long articleId, string language, bool helped, Guid? person)
    {
        var now = clock.GetCurrentInstant();
        var since = now - Duration.FromDays(1);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (!await db.Articles().AnyAsync(a => a.Id == articleId))
            return Result.Refuse(ErrorKind.NotFound, "article.unknown");
        if (person is not null && await db.ArticleAnswers().AnyAsync(a => a.ArticleId == articleId && a.PersonId == person && a.At > since))
            return Result.Refuse("article.counted");
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.ArticleAnswers()
            .Add(
                new ArticleAnswer
                {
                    ArticleId = articleId,
                    Language = language,
                    Helped = helped,
                    PersonId = person,
                    At = now,
                }
            );
        await db.SaveChangesAsync();
        // Past the version: being the answer is no change that anybody's editing could collide with.
        await db.Articles()
            .Where(a => a.Id == articleId)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(a => a.Helped, a => a.Helped + (helped ? 1 : 0))
                    .SetProperty(a => a.NotHelped, a => a.NotHelped + (helped ? 0 : 1))
            );
        await transaction.CommitAsync();
        return Result.Ok;
    }
}
