using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>
/// What is done to articles. Everybody who works cases writes; what readers outside see changes only by a supervisor's act, each of which
/// is in the administrative log.
/// </summary>
public sealed partial class ArticleHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IValidator<SaveArticle> rules,
    OpenAlerts alerts,
    SearchSignal bell,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    /// <returns>The article's id, or <c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.changed</c>, and those of
    /// <see cref="SaveArticleRules"/>.</returns>
    public async Task<Result<long>> HandleAsync(SaveArticle command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result<long>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<long>.Refuse(wrong.ToErrors());
        var opens = await MayAsync(who, Policies.Supervise);
        long id = 0;
        var done = await SaveAsync(
            async (db, now) =>
            {
                var article = command.Id is { } known
                    ? await db.Articles().Include(a => a.Bodies).SingleOrDefaultAsync(a => a.Id == known)
                    : await AddAsync(db, command, who, now);
                if (article is null)
                    return Result.Refuse(ErrorKind.NotFound, "article.unknown");
                id = article.Id;
                if (article.IsInternal && !command.IsInternal && !opens && article.Bodies.Exists(b => b.State == ArticleState.Published))
                    return Result.Forbid();
                if ((article.In(command.Language)?.Revision ?? 0) != command.Revision)
                    return Result.Refuse("article.changed");
                SetFacts(db, article, command, who, now);
                Write(db, article, new(command.Language, command.Title.Trim(), command.Text, null), who, now);
                return Result.Ok;
            }
        );
        return done.IsOk ? id : Result<long>.Refuse(done.Errors);
    }

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.changed</c>, <c>article.revision-unknown</c>.</returns>
    public async Task<Result> HandleAsync(RestoreRevision command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result.Forbid();
        return await ChangeAsync(
            command.Id,
            command.Language,
            async (db, article, body, now) =>
            {
                if (body.Revision != command.Revision)
                    return Result.Refuse("article.changed");
                if (
                    await db.ArticleRevisions()
                        .AsNoTracking()
                        .SingleOrDefaultAsync(r =>
                            r.ArticleId == article.Id && r.Language == command.Language && r.Number == command.Number
                        )
                    is not { } earlier
                )
                    return Result.Refuse("article.revision-unknown");
                Write(db, article, new(command.Language, earlier.Title, earlier.Text, earlier.Number), who, now);
                return Result.Ok;
            }
        );
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who, string policy) => (await authorisation.AuthorizeAsync(who, policy)).Succeeded;

    private Task<Result> ChangeAsync(long id, string language, Func<HelpdeskDb, Article, ArticleBody, Instant, Task<Result>> change) =>
        SaveAsync(
            async (db, now) =>
                await db.Articles().Include(a => a.Bodies).SingleOrDefaultAsync(a => a.Id == id) is { } article
                && article.In(language) is { } body
                    ? await change(db, article, body, now)
                    : Result.Refuse(ErrorKind.NotFound, "article.unknown")
        );

    private async Task<Result> SaveAsync(Func<HelpdeskDb, Instant, Task<Result>> change)
    {
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await db.Database.BeginTransactionAsync();
            var done = await change(db, clock.GetCurrentInstant());
            if (!done.IsOk)
                return done;
            try
            {
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
            }
            catch (DbUpdateConcurrencyException)
            {
                return Result.Refuse("article.changed");
            }
        }

        bell.Ring();
        return Result.Ok;
    }

    private async Task<Article> AddAsync(HelpdeskDb db, SaveArticle command, ClaimsPrincipal who, Instant now)
    {
        var article = new Article
        {
            Key = ids.New(),
            IsInternal = command.IsInternal,
            ProductCodes = command.ProductCodes,
            Versions = Distinct(command.Versions),
            Keywords = Distinct(command.Keywords),
            FromCase = command.FromCase,
            MadeAt = now,
            MadeBy = who.DisplayName(),
        };
        db.Articles().Add(article);
        // Its revision names it by number; the transaction is the same.
        await db.SaveChangesAsync();
        return article;
    }

    private static void SetFacts(HelpdeskDb db, Article article, SaveArticle command, ClaimsPrincipal who, Instant now)
    {
        List<string> versions = Distinct(command.Versions),
            keywords = Distinct(command.Keywords);
        if (
            article.IsInternal == command.IsInternal
            && article.ProductCodes.SequenceEqual(command.ProductCodes)
            && article.Versions.SequenceEqual(versions)
            && article.Keywords.SequenceEqual(keywords)
        )
            return;
        if (article.IsInternal != command.IsInternal)
        {
            var act = new AdminAct(command.IsInternal ? AdminActs.ArticleMadeInternal : AdminActs.ArticleOpened).On(
                article.Key,
                command.Title.Trim()
            );
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), act));
        }

        (article.IsInternal, article.ProductCodes, article.Versions, article.Keywords) = (
            command.IsInternal,
            [.. command.ProductCodes],
            versions,
            keywords
        );
        article.Version++;
    }

    private static void Write(HelpdeskDb db, Article article, Written text, ClaimsPrincipal who, Instant now)
    {
        var body = article.In(text.Language);
        if (body is not null && body.Title == text.Title && body.Text == text.Text)
            return;
        if (body is null)
        {
            body = new ArticleBody
            {
                Language = text.Language,
                State = ArticleState.Draft,
                Title = text.Title,
                Text = text.Text,
                Revision = 1,
                ChangedAt = now,
                ChangedBy = who.DisplayName(),
            };
            article.Bodies.Add(body);
        }
        else
        {
            (body.Title, body.Text, body.Revision, body.ChangedAt, body.ChangedBy, body.Version) = (
                text.Title,
                text.Text,
                body.Revision + 1,
                now,
                who.DisplayName(),
                body.Version + 1
            );
        }

        db.ArticleRevisions()
            .Add(
                new ArticleRevision
                {
                    ArticleId = article.Id,
                    Language = text.Language,
                    Number = body.Revision,
                    Title = text.Title,
                    Text = text.Text,
                    At = now,
                    ByName = who.DisplayName(),
                    RestoredFrom = text.From,
                }
            );
    }

    private static List<string> Distinct(IReadOnlyList<string> words) =>
        [.. words.Select(w => w.Trim()).Where(w => w.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <param name="From">The earlier revision it was taken from.</param>
    private sealed record Written(string Language, string Title, string Text, int? From);
}
