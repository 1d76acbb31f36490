using System.Security.Claims;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Composer;

/// <summary>Keeps what somebody is writing, so that a lost circuit, a reload, a second device or a re-deploy bring it back.</summary>
public sealed class DraftStore(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IAuthorizationService authorisation,
    DraftNews news,
    IClock clock
)
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

    /// <summary>Hears what the writer's other windows keep of the same case.</summary>
    public IDisposable Listen(long caseId, ClaimsPrincipal who, Action<DraftWord> heard) => news.Listen(who.ActorId(), caseId, heard);

    /// <summary>Tells the writer's other windows.</summary>
    public void Tell(long caseId, ClaimsPrincipal who, DraftWord word, Action<DraftWord> from) =>
        news.Tell(who.ActorId(), caseId, word, from);

    /// <summary>Keeps a text as it is now; an empty one is forgotten. What another window has kept since is never written over.</summary>
    /// <param name="known">Name of the text that was here when the writer's window last looked (<see cref="DraftMark"/>).</param>
    public async Task<DraftKept> KeepAsync(long caseId, string kind, string text, string known, int seenVersion, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return DraftKept.Refused;
        var me = who.ActorId();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var kept = await db.Drafts().SingleOrDefaultAsync(d => d.PersonId == me && d.CaseId == caseId && d.Kind == kind);
        var there = DraftMark.Of(kept?.Text ?? "");
        if (there != known && there != DraftMark.Of(text))
            return new(false, kept?.Text ?? "");
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
        return DraftKept.Done;
    }
}

/// <summary>What became of keeping a text.</summary>
/// <param name="Other">The text another window has kept meanwhile, which stays; empty when that one has sent it; else null.</param>
public sealed record DraftKept(bool IsKept, string? Other = null)
{
    public static readonly DraftKept Done = new(true);

    /// <summary>The writer may not write here any more.</summary>
    public static readonly DraftKept Refused = new(false);
}
