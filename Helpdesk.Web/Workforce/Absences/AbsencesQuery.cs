using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>An absence as a list shows it.</summary>
/// <param name="Cover">Who is there instead, from now on, piece by piece.</param>
/// <param name="OpenCases">What they own while they are away; 0 when they are not.</param>
public sealed record AbsenceLine(AbsenceRow Absence, IReadOnlyList<Cover> Cover, int OpenCases);

/// <summary>Absences that run or come, soonest first, and those of the last month.</summary>
public sealed class AbsencesQuery(
    IDbContextFactory<HelpdeskDb> databases,
    AbsenceCache board,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>Refused with <c>auth.forbidden</c> for those who do not work cases.</summary>
    public async Task<Result<IReadOnlyList<AbsenceLine>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<IReadOnlyList<AbsenceLine>>.Forbid();
        var now = clock.GetCurrentInstant();
        var since = now - Duration.FromDays(31);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var rows = await db.Absences()
            .AsNoTracking()
            .Where(a => a.CancelledAt == null && a.Until > since)
            .OrderBy(a => a.From)
            .ToListAsync(cancellation);
        var away = rows.Where(r => r.From <= now && now < r.Until).Select(r => (Guid?)r.PersonId).ToHashSet();
        var open = await db
            .Cases.Where(c => away.Contains(c.OwnerId) && c.Status != CaseStatus.Closed && c.Status != CaseStatus.Resolved)
            .GroupBy(c => c.OwnerId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key!.Value, g => g.Count, cancellation);
        return rows.ConvertAll(r => new AbsenceLine(
            r,
            r.Until <= now ? [] : board.Current.Cover(r.PersonId, new(Instant.Max(r.From, now), r.Until)),
            r.Until > now && r.From <= now ? open.GetValueOrDefault(r.PersonId) : 0
        ));
    }
}
