using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>
/// What must be there before anybody can sign in: roles, and either the demo's people or a way to make the first administrator.
/// </summary>
public sealed class FirstStart(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IClock clock,
    DemoGate demo,
    Administrators administrators,
    SetupLink link,
    IPasswordHasher<Person> hasher,
    ILogger<FirstStart> log,
    IdSource ids
)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await IsDoneAsync(cancellation))
        {
            link.Discard();
            return;
        }

        using (await gate.EnterAsync(cancellation))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            await AddRolesAsync(db, cancellation);
            if (demo.IsOpen)
                await AddDemoAsync(db, cancellation);
        }

        if (await administrators.AnyAsync(null, cancellation))
        {
            link.Discard();
            return;
        }

        var code = await link.CreateAsync(cancellation);
        log.LogWarning(
            "Nobody administers this console yet. Open this address on it once, within 24 hours: /account/setup?code={Code}",
            code
        );
    }

    // Every start but the first finds all of it there. One plain statement tells: the queries below cost a start half a second until
    // Entity Framework has compiled them (docs/performance.md). In doubt it says no, and they decide.
    private async Task<bool> IsDoneAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var people = string.Join(", ", DemoPeople.Ids.Select(Quoted));
        var demoIsThere = demo.IsOpen
            ? $"(SELECT count(*) FROM People WHERE Id IN ({people})) = {DemoPeople.Ids.Count} AND EXISTS (SELECT 1 FROM ApiKeys "
                + $"WHERE Id = {Quoted(DemoPeople.ApiKeyId)})"
            : "1";
#pragma warning disable CA2100 // Made of this program's own constants.
        command.CommandText = $"""
            SELECT (SELECT count(*) FROM AspNetRoles WHERE Name IN ({string.Join(
                ", ",
                Roles.All.Select(r => $"'{r}'")
            )})) = {Roles.All.Count}
                AND EXISTS (SELECT 1 FROM People p JOIN AspNetUserRoles held ON held.UserId = p.Id JOIN AspNetRoles r ON r.Id = held.RoleId
                    WHERE r.Name = '{Roles.Administrator}' AND p.LockoutEnd IS NULL AND p.Id NOT IN ({(demo.IsOpen ? "''" : people)}))
                AND {demoIsThere}
            """;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(cancellation) is 1L;
    }

    /// <summary>An id as the database keeps it.</summary>
    private static string Quoted(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    private async Task AddRolesAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var there = await db.Roles.Select(r => r.Name).ToListAsync(cancellation);
        db.Roles.AddRange(
            Roles
                .All.Except(there)
                .Select(name => new IdentityRole<Guid>(name!)
                {
                    Id = ids.New(),
                    NormalizedName = Normalise(name!),
                    ConcurrencyStamp = Stamp(),
                })
        );
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddDemoAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var there = await db.Users.Where(p => DemoPeople.Ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellation);
        var missing = DemoPeople.All.ExceptBy(there, p => p.Id).ToList();
        if (missing.Count > 0)
            await AddDemoPeopleAsync(db, missing, cancellation);
        if (!await db.ApiKeys().AnyAsync(k => k.Id == DemoPeople.ApiKeyId, cancellation))
            db.ApiKeys()
                .Add(
                    ApiKeyService.Row(
                        DemoPeople.ApiKeyId,
                        "demo",
                        DemoPeople.ApiKey,
                        DemoPeople.Admin.DisplayName,
                        clock.GetCurrentInstant()
                    )
                );
        await db.SaveChangesAsync(cancellation);
    }

    private async Task AddDemoPeopleAsync(HelpdeskDb db, List<DemoPerson> missing, CancellationToken cancellation)
    {
        var roles = await db.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, cancellation);
        // A hash names no person, and everybody has the same password: one slow hash is enough for all.
        var hash = hasher.HashPassword(new Person { DisplayName = "" }, DemoPeople.Password);
        foreach (var person in missing)
        {
            db.Users.Add(ToPerson(person, hash));
            db.UserRoles.AddRange(person.Roles.Select(role => new IdentityUserRole<Guid> { UserId = person.Id, RoleId = roles[role] }));
        }
    }

    private static Person ToPerson(DemoPerson demo, string hash) =>
        new()
        {
            Id = demo.Id,
            UserName = demo.UserName,
            NormalizedUserName = Normalise(demo.UserName),
            DisplayName = demo.DisplayName,
            Email = demo.Email,
            NormalizedEmail = Normalise(demo.Email),
            Language = demo.Language,
            TimeZone = demo.TimeZone,
            PasswordHash = hash,
            SecurityStamp = Stamp(),
            LockoutEnabled = true,
        };

    private static string Normalise(string name) => name.ToUpperInvariant();

    private static string Stamp() => Chance.Name().ToString();
}
