using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.People.Administration;

/// <summary>Gives somebody an account without a password; they set it themselves from the link.</summary>
/// <param name="Email">Where pages, reminders and gaps are mailed to; without one they are not reached by mail (spec U3).</param>
public sealed record CreatePerson(
    string UserName,
    string DisplayName,
    string Language,
    IReadOnlyList<string> Roles,
    string? Email = null,
    string? Phone = null
);

/// <param name="Path">The one-time link's path; shown once.</param>
public sealed record PasswordLink(Guid PersonId, string DisplayName, string Path);

public sealed class CreatePersonHandler(PersonEditor editor, IdSource ids)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>person.name-required</c>, <c>person.name-too-long</c>, <c>person.language-bad</c>,
    /// <c>person.role-…</c>, <c>person.user-name-…</c>.
    /// </summary>
    public async Task<Result<PasswordLink>> HandleAsync(CreatePerson command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (Wrong(command) is { Count: > 0 } wrong)
            return Result<PasswordLink>.Refuse(wrong);
        var person = new Person
        {
            Id = ids.New(),
            UserName = command.UserName.Trim(),
            DisplayName = command.DisplayName.Trim(),
            Language = command.Language,
            Email = PersonErrors.Clean(command.Email),
            PhoneNumber = PersonErrors.Clean(command.Phone),
        };
        var act = new AdminAct(AdminActs.PersonCreated)
            .On(person.Id, person.DisplayName)
            .With("userName", person.UserName)
            .With("roles", command.Roles);
        return await editor.RunAsync<PasswordLink>(
            who,
            act,
            async people =>
            {
                var created = await people.CreateAsync(person);
                if (!created.Succeeded)
                    return Result<PasswordLink>.Refuse(PersonErrors.Of(created));
                var given = await people.AddToRolesAsync(person, command.Roles);
                return given.Succeeded
                    ? new PasswordLink(person.Id, person.DisplayName, await SetPasswordHandler.LinkAsync(people, person))
                    : Result<PasswordLink>.Refuse(PersonErrors.Of(given));
            },
            cancellation
        );
    }

    private static List<Error> Wrong(CreatePerson command) =>
        [
            .. PersonErrors.Name(command.DisplayName) is { } name ? [name] : Array.Empty<Error>(),
            .. PersonErrors.UserName(command.UserName) is { } userName ? [userName] : Array.Empty<Error>(),
            .. PersonErrors.Reach(command.Email, command.Phone),
            .. DisplayCookies.Languages.Contains(command.Language) ? Array.Empty<Error>() : [new Error("person.language-bad", "language")],
            .. ChangeRolesHandler.Wrong(command.Roles),
        ];
}
