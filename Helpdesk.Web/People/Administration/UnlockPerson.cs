using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;

namespace Helpdesk.Web.People.Administration;

/// <summary>Ends a lockout after too many wrong passwords.</summary>
public sealed record UnlockPerson(Guid PersonId);

public sealed class UnlockPersonHandler(PersonEditor editor)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.disabled</c>.</summary>
    public Task<Result<bool>> HandleAsync(UnlockPerson command, ClaimsPrincipal who, CancellationToken cancellation) =>
        editor.EditAsync<bool>(
            who,
            command.PersonId,
            new AdminAct(AdminActs.LockoutEnded),
            async (people, person) =>
                person.Disabled
                    ? Result<bool>.Refuse("person.disabled")
                    : PersonEditor.Outcome(
                        await people.SetLockoutEndDateAsync(person, null),
                        await people.ResetAccessFailedCountAsync(person)
                    ),
            cancellation
        );
}
