using System.Security.Claims;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>Keeps what somebody is writing, so that a lost circuit, a reload, a second device or a re-deploy bring it back.</summary>
public sealed class DraftStore(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, IAuthorizationService authorisation, IClock clock)
{
    /// <summary>The writer's own drafts of a case, by kind; nobody reads another's.</summary>
    public async Task<IReadOnlyDictionary<string, Draft>> OfAsync(long caseId, ClaimsPrincipal who, CancellationToken cancellation)
    {
        var me = who.ActorId();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Drafts()
            .AsNoTracking()
            .Where(d => d.CaseId == caseId && d.PersonId == me)
            .ToDictionaryAsync(d => d.Kind, StringComparer.Ordinal, cancellation);
    }

    /// <summary>Keeps a text as it is now; an empty one is forgotten.</summary>
    /// <returns>False when the writer may not write here any more.</returns>
    public async Task<bool> KeepAsync(long caseId, string kind, string text, int seenVersion, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return false;
        var me = who.ActorId();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var kept = await db.Drafts().SingleOrDefaultAsync(d => d.PersonId == me && d.CaseId == caseId && d.Kind == kind);
        if (text.Length == 0)
        {
            if (kept is not null)
                db.Drafts().Remove(kept);
        }
        else if (kept is null)
        {
            db.Drafts()
                .Add(
                    new Draft
                    {
                        PersonId = me,
                        CaseId = caseId,
                        Kind = kind,
                        Text = text,
                        SeenVersion = seenVersion,
                        KeptAt = clock.GetCurrentInstant(),
                    }
                );
        }
        else
        {
            (kept.Text, kept.SeenVersion, kept.KeptAt) = (text, seenVersion, clock.GetCurrentInstant());
        }

        await db.SaveChangesAsync();
        return true;
    }
}
