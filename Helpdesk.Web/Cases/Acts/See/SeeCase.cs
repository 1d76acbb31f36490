using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.See;

/// <summary>
/// Notes that an owner has opened a case they were given, so that it does not go back into the queue (spec U2). Nothing that anybody
/// else has to hear of: no entry, no new version.
/// </summary>
public sealed class SeeCase(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, IAuthorizationService authorisation)
{
    /// <summary>Costs nothing unless the case waits for this person's eyes.</summary>
    public async Task SeenAsync(Case shown, ClaimsPrincipal who)
    {
        if (
            shown.HandedOverAt is null
            || shown.OwnerId != who.ActorId()
            || !(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded
        )
            return;
        var (id, me) = (shown.Id, who.ActorId());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        await db
            .Cases.Where(c => c.Id == id && c.OwnerId == me)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.HandedOverAt, (NodaTime.Instant?)null));
    }
}
