using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;

namespace Helpdesk.Web.People.Administration;

/// <summary>
/// Makes a one-time link for somebody who has no password yet or has forgotten it; the old password stays until the new one is set.
/// </summary>
public sealed record MakePasswordLink(Guid PersonId);

public sealed class PasswordLinkHandler(PersonEditor editor)
{
    /// <summary>Refusals: <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.disabled</c>.</summary>
    public Task<Result<PasswordLink>> HandleAsync(MakePasswordLink command, ClaimsPrincipal who, CancellationToken cancellation) =>
        editor.EditAsync<PasswordLink>(
            who,
            command.PersonId,
            new AdminAct(AdminActs.PasswordLinkMade),
            async (people, person) =>
                person.Disabled
                    ? Result<PasswordLink>.Refuse("person.disabled")
                    : new PasswordLink(person.Id, person.DisplayName, await SetPasswordHandler.LinkAsync(people, person)),
            cancellation
        );
}
