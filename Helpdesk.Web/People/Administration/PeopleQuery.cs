using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.People.Administration;

/// <summary>Everybody with an account, by name.</summary>
public sealed class PeopleQuery(IDbContextFactory<HelpdeskDb> databases, IClock clock, DemoGate demo)
{
    public async Task<Result<IReadOnlyList<PersonRow>>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!PolicyRoles.Allow(Policies.Administer, who))
            return Result<IReadOnlyList<PersonRow>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var people = await db.Users.AsNoTracking().OrderBy(p => p.DisplayName).ToListAsync(cancellation);
        var held = await (from h in db.UserRoles join r in db.Roles on h.RoleId equals r.Id select new { h.UserId, r.Name }).ToListAsync(
            cancellation
        );
        var roles = held.ToLookup(h => h.UserId, h => h.Name!);
        return people.ConvertAll(p => new PersonRow(
            p.Id,
            p.UserName!,
            p.DisplayName,
            p.Language,
            StateOf(p),
            [.. Roles.All.Where(roles[p.Id].Contains)],
            p.Email,
            p.PhoneNumber
        ));
    }

    private PersonState StateOf(Person person) =>
        demo.Refuses(person.Id) ? PersonState.DemoOff
        : person.Disabled ? PersonState.Disabled
        : person.LockoutEnd > clock.GetCurrentInstant().ToDateTimeOffset() ? PersonState.Locked
        : person.PasswordHash is null ? PersonState.Invited
        : PersonState.Active;
}
