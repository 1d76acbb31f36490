using System.Security.Claims;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Knowledge.Articles;

/// <summary>A draft with the time it was kept.</summary>
public sealed record KeptForm(ArticleForm Form, Instant At);

/// <summary>Keeps what somebody is writing; each writer has their own, and nobody reads another's.</summary>
public sealed class ArticleDrafts(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IAuthorizationService authorisation,
    IClock clock
)
{
    public static string SlotOf(long? id, string? fromCase, string language) =>
        id is { } known ? $"{known}:{language}" : $"{fromCase ?? "new"}:{language}";

    public async Task<KeptForm?> FindAsync(string slot, ClaimsPrincipal who, CancellationToken cancellation)
    {
        var me = who.ActorId();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return
            await db.ArticleDrafts().AsNoTracking().SingleOrDefaultAsync(d => d.PersonId == me && d.Slot == slot, cancellation) is { } kept
            && ArticleForm.Read(kept.Form) is { } form
            ? new(form, kept.KeptAt)
            : null;
    }

    /// <returns>When it was kept; null when the writer may not write.</returns>
    public async Task<Instant?> KeepAsync(string slot, ArticleForm form, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded || form.Text.Length > SaveArticleRules.LongestText * 2)
            return null;
        var (me, now) = (who.ActorId(), clock.GetCurrentInstant());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.ArticleDrafts().SingleOrDefaultAsync(d => d.PersonId == me && d.Slot == slot) is { } kept)
            (kept.Form, kept.KeptAt) = (form.Write(), now);
        else
            db.ArticleDrafts()
                .Add(
                    new ArticleDraft
                    {
                        PersonId = me,
                        Slot = slot,
                        Form = form.Write(),
                        KeptAt = now,
                    }
                );
        await db.SaveChangesAsync();
        return now;
    }

    public async Task ForgetAsync(string slot, ClaimsPrincipal who)
    {
        var me = who.ActorId();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db.ArticleDrafts().Where(d => d.PersonId == me && d.Slot == slot).ExecuteDeleteAsync();
    }
}
