using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;

namespace Helpdesk.Web.People.Administration;

/// <summary>
/// Disables somebody, who is then signed out within <see cref="PersonAuthenticationState.Interval"/>, or lets them in again.
/// </summary>
public sealed record SwitchPerson(Guid PersonId, bool Enabled);

public sealed class SwitchPersonHandler(PersonEditor editor, Administrators administrators)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.self</c>, <c>person.last-administrator</c>.</summary>
    public Task<Result<bool>> HandleAsync(SwitchPerson command, ClaimsPrincipal who, CancellationToken cancellation) =>
        editor.EditAsync<bool>(
            who,
            command.PersonId,
            new AdminAct(command.Enabled ? AdminActs.PersonUnlocked : AdminActs.PersonLocked),
            async (people, person) =>
            {
                if (command.Enabled)
                    return PersonEditor.Outcome(
                        await people.SetLockoutEndDateAsync(person, null),
                        await people.ResetAccessFailedCountAsync(person)
                    );
                if (person.Id == who.ActorId())
                    return Result<bool>.Refuse("person.self");
                if (!await administrators.AnyAsync(person.Id, cancellation))
                    return Result<bool>.Refuse("person.last-administrator");
                var off = await people.SetLockoutEndDateAsync(person, DateTimeOffset.MaxValue);
                return PersonEditor.Outcome(off, await people.UpdateSecurityStampAsync(person));
            },
            cancellation
        );
}
