using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <content>What readers outside see: asked for, published, withdrawn and brought back.</content>
public sealed partial class ArticleHandlers
{
    private static readonly Actor s_rule = Actor.System("P7");

    /// <returns><c>auth.forbidden</c>, <c>article.unknown</c>, <c>article.nothing-new</c>.</returns>
    public async Task<Result> HandleAsync(AskToPublish command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result.Forbid();
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

    private async Task<Result> SuperviseAsync(
        long id,
        string language,
        ClaimsPrincipal who,
        string act,
        Func<ArticleBody, Instant, string?> change
    )
    {
        if (!await MayAsync(who, Policies.Supervise))
            return Result.Forbid();
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
}
