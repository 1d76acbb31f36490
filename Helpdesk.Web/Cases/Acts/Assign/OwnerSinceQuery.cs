using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.Assign;

/// <summary>Since when the owner of a case has it, for whoever is about to take it over.</summary>
public sealed class OwnerSinceQuery(IDbContextFactory<HelpdeskDb> databases)
{
    public async Task<Instant?> FindAsync(long caseId, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return OwnerSince.Of(await db.Timeline.AsNoTracking().Where(e => e.CaseId == caseId).OrderBy(e => e.Id).ToListAsync(cancellation));
    }
}
