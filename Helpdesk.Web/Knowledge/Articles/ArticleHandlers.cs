using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
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

/// <summary>Takes an earlier revision up again, as a new one.</summary>
public sealed record RestoreRevision(long Id, string Language, int Number, int Revision);

/// <summary>Asks supervisors to publish an article as it stands.</summary>
public sealed record AskToPublish(long Id, string Language);

/// <summary>Shows an article to everybody as it was read; a newer revision refuses.</summary>
public sealed record PublishArticle(long Id, string Language, int Revision);

/// <summary>Takes an article away from readers outside; it is kept.</summary>
public sealed record RetireArticle(long Id, string Language);

/// <summary>Takes a withdrawal back: readers outside see again what they saw.</summary>
public sealed record BringArticleBack(long Id, string Language);

/// <summary>
/// What is done to articles. Everybody who works cases writes; what readers outside see changes only by a supervisor's act, each of which
/// is in the administrative log.
/// </summary>
public sealed class ArticleHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IValidator<SaveArticle> rules,
    OpenAlerts alerts,
    SearchSignal bell,
    IAuthorizationService authorisation,
    IClock clock
)
{
    private static readonly Actor s_rule = Actor.System("P7");

    /// <returns>The article's id, or <c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.changed</c>, and those of <see cref="SaveArticleRules"/>.</returns>
    public async Task<Result<long>> HandleAsync(SaveArticle command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result<long>.Refuse("auth.forbidden");
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
                    return Result.Refuse("article.unknown");
                id = article.Id;
                if (article.IsInternal && !command.IsInternal && !opens && article.Bodies.Exists(b => b.State == ArticleState.Published))
                    return Result.Refuse("auth.forbidden");
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
            return Result.Refuse("auth.forbidden");
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

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.nothing-new</c>.</returns>
    public async Task<Result> HandleAsync(AskToPublish command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result.Refuse("auth.forbidden");
        var raised = 0;
        var done = await ChangeAsync(
            command.Id,
            command.Language,
            async (db, article, body, now) =>
            {
                if (!body.Waits)
                    return Result.Refuse("article.nothing-new");
                (body.AskedAt, body.AskedBy, body.Version) = (now, who.DisplayName(), body.Version + 1);
                var key = $"{article.Id}:{body.Language}:{body.Revision}";
                var known = await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.ArticleAsked && a.Key == key);
                if (known is null)
                    db.Alerts.Add(SupervisorAlert.About(AlertKind.ArticleAsked, key, body.Title, null, null, now));
                raised = known is null || (known.SettledAt is not null && known.RaiseAgain(now)) ? 1 : 0;
                return Result.Ok;
            }
        );
        if (done.IsOk)
            alerts.Raised(raised);
        return done;
    }

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.changed</c>, <c>article.nothing-new</c>.</returns>
    public Task<Result> HandleAsync(PublishArticle command, ClaimsPrincipal who) =>
        SuperviseAsync(
            command.Id,
            command.Language,
            who,
            AdminActs.ArticlePublished,
            (body, now) =>
            {
                if (body.Revision != command.Revision)
                    return "article.changed";
                if (!body.Waits && body.State == ArticleState.Published)
                    return "article.nothing-new";
                (body.State, body.PublishedTitle, body.PublishedText, body.PublishedRevision) = (
                    ArticleState.Published,
                    body.Title,
                    body.Text,
                    body.Revision
                );
                (body.PublishedAt, body.PublishedBy) = (now, who.DisplayName());
                return null;
            }
        );

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.not-published</c>.</returns>
    public Task<Result> HandleAsync(RetireArticle command, ClaimsPrincipal who) =>
        SuperviseAsync(
            command.Id,
            command.Language,
            who,
            AdminActs.ArticleRetired,
            (body, _) =>
            {
                if (body.State != ArticleState.Published)
                    return "article.not-published";
                body.State = ArticleState.Retired;
                return null;
            }
        );

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.not-published</c>.</returns>
    public Task<Result> HandleAsync(BringArticleBack command, ClaimsPrincipal who) =>
        SuperviseAsync(
            command.Id,
            command.Language,
            who,
            AdminActs.ArticleBroughtBack,
            (body, _) =>
            {
                if (body.State != ArticleState.Retired || body.PublishedText is null)
                    return "article.not-published";
                body.State = ArticleState.Published;
                return null;
            }
        );

    private async Task<bool> MayAsync(ClaimsPrincipal who, string policy) => (await authorisation.AuthorizeAsync(who, policy)).Succeeded;

    private async Task<Result> SuperviseAsync(
        long id,
        string language,
        ClaimsPrincipal who,
        string act,
        Func<ArticleBody, Instant, string?> change
    )
    {
        if (!await MayAsync(who, Policies.Supervise))
            return Result.Refuse("auth.forbidden");
        var settled = 0;
        var done = await ChangeAsync(
            id,
            language,
            async (db, article, body, now) =>
            {
                if (change(body, now) is { } refusal)
                    return Result.Refuse(refusal);
                (body.AskedAt, body.AskedBy, body.Version) = (null, null, body.Version + 1);
                db.AdminLog()
                    .Add(
                        new AdminLogEntry(
                            now,
                            who.ToActor(),
                            new AdminAct(act).On(article.Key, body.Title).With("language", body.Language).With("revision", body.Revision)
                        )
                    );
                var prefix = $"{id}:{language}:";
                var waiting = await db
                    .Alerts.Where(a => a.Kind == AlertKind.ArticleAsked && a.SettledAt == null && a.Key!.StartsWith(prefix))
                    .ToListAsync();
                settled = waiting.Count(a => a.SettleItself(s_rule, now));
                return Result.Ok;
            }
        );
        if (done.IsOk)
            alerts.Settled(settled);
        return done;
    }

    private Task<Result> ChangeAsync(long id, string language, Func<HelpdeskDb, Article, ArticleBody, Instant, Task<Result>> change) =>
        SaveAsync(
            async (db, now) =>
                await db.Articles().Include(a => a.Bodies).SingleOrDefaultAsync(a => a.Id == id) is { } article
                && article.In(language) is { } body
                    ? await change(db, article, body, now)
                    : Result.Refuse("article.unknown")
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

    private static async Task<Article> AddAsync(HelpdeskDb db, SaveArticle command, ClaimsPrincipal who, Instant now)
    {
        var article = new Article
        {
            Key = Guid.CreateVersion7(),
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
