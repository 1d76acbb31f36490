using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>Makes the first administrator from the set-up link.</summary>
public sealed record CreateFirstAdministrator(string? Code, string UserName, string DisplayName, string Password, string Language);

public sealed class CreateFirstAdministratorHandler(
    SetupLink link,
    Administrators administrators,
    UserManager<Person> people,
    HelpdeskDb db,
    WriteGate gate,
    PeopleDirectory directory,
    IClock clock,
    IdSource ids
)
{
    /// <summary>Refusals: <c>setup.link-spent</c>, and those of a person's name and password.</summary>
    public async Task<Result<Person>> HandleAsync(CreateFirstAdministrator command, CancellationToken cancellation)
    {
        Result<Person> made = default;
        var valid = await link.UseAsync(command.Code, async () => (made = await CreateAsync(command, cancellation)).IsOk, cancellation);
        return valid ? made : Result<Person>.Refuse("setup.link-spent");
    }

    private async Task<Result<Person>> CreateAsync(CreateFirstAdministrator command, CancellationToken cancellation)
    {
        if (await administrators.AnyAsync(null, cancellation))
            return Result<Person>.Refuse("setup.link-spent");
        var person = new Person
        {
            Id = ids.New(),
            UserName = command.UserName.Trim(),
            DisplayName = command.DisplayName.Trim(),
            Language = command.Language,
        };
        if ((PersonErrors.Name(person.DisplayName) ?? PersonErrors.UserName(person.UserName)) is { } wrong)
            return wrong;
        using var turn = await gate.EnterAsync(cancellation);
        // The person, the role and the line in the log: all of it or nothing.
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var created = await people.CreateAsync(person, command.Password);
        if (!created.Succeeded)
            return Result<Person>.Refuse(PersonErrors.Of(created));
        await people.AddToRoleAsync(person, Roles.Administrator);
        var act = new AdminAct(AdminActs.PersonCreated)
            .On(person.Id, person.DisplayName)
            .With("userName", person.UserName)
            .With("roles", new[] { Roles.Administrator });
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), Actor.System("set-up link"), act));
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        await directory.ReloadAsync(cancellation);
        return person;
    }
}
