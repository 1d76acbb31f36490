using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.People.Identity;

/// <summary>Who can still administer this console; there must always be somebody.</summary>
public sealed class Administrators(IDbContextFactory<HelpdeskDb> databases, DemoGate demo)
{
    /// <summary>Whether anybody but <paramref name="except"/> is an administrator who may sign in.</summary>
    public async Task<bool> AnyAsync(Guid? except, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var people = await (
            from held in db.UserRoles
            join role in db.Roles on held.RoleId equals role.Id
            join person in db.Users on held.UserId equals person.Id
            where role.Name == Roles.Administrator
            select person
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        return people.Exists(p => p.Id != except && !p.Disabled && !demo.Refuses(p.Id));
    }
}
