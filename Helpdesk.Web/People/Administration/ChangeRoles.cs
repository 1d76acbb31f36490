using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.People.Administration;

/// <summary>
/// Gives somebody exactly these roles. Who loses one must sign in again within <see cref="PersonAuthenticationState.Interval"/>.
/// </summary>
public sealed record ChangeRoles(Guid PersonId, IReadOnlyList<string> Roles);

public sealed class ChangeRolesHandler(PersonEditor editor, Administrators administrators)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.role-required</c>, <c>person.role-unknown</c>,
    /// <c>person.last-administrator</c>.
    /// </summary>
    public async Task<Result<bool>> HandleAsync(ChangeRoles command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (Wrong(command.Roles) is { Count: > 0 } wrong)
            return Result<bool>.Refuse(wrong);
        var act = new AdminAct(AdminActs.RolesChanged);
        return await editor.EditAsync<bool>(
            who,
            command.PersonId,
            act,
            async (people, person) =>
            {
                var held = await people.GetRolesAsync(person);
                List<string> added = [.. command.Roles.Except(held, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                List<string> lost = [.. held.Except(command.Roles, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                if (added.Count + lost.Count == 0)
                    act.ChangedNothing();
                act.With("given", added).With("taken", lost);
                if (lost.Contains(Roles.Administrator) && !await administrators.AnyAsync(person.Id, cancellation))
                    return Result<bool>.Refuse("person.last-administrator");
                var given = await people.AddToRolesAsync(person, added);
                return lost.Count == 0 ? PersonEditor.Outcome(given) : await TakeAsync(people, person, given, lost);
            },
            cancellation
        );
    }

    internal static List<Error> Wrong(IReadOnlyList<string> roles) =>
        roles.Count == 0
            ? [new Error("person.role-required", "roles")]
            : [.. roles.Except(Roles.All, StringComparer.Ordinal).Select(role => new Error("person.role-unknown", "roles", role))];

    private static async Task<Result<bool>> TakeAsync(UserManager<Person> people, Person person, IdentityResult given, List<string> lost)
    {
        var taken = await people.RemoveFromRolesAsync(person, lost);
        return PersonEditor.Outcome(given, taken, await people.UpdateSecurityStampAsync(person));
    }
}
