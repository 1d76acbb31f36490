using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.People.Administration;

/// <summary>Changes what somebody is called and how they are reached (spec U3, U4).</summary>
public sealed record ChangePerson(Guid PersonId, string DisplayName, string Language, string? Email, string? Phone);

public sealed class ChangePersonHandler(PersonEditor editor)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.name-…</c>, <c>person.language-bad</c>, <c>email.bad</c>,
    /// <c>person.phone-bad</c>.
    /// </summary>
    public async Task<Result<bool>> HandleAsync(ChangePerson command, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (Wrong(command) is { Count: > 0 } wrong)
            return Result<bool>.Refuse(wrong);
        var act = new AdminAct(AdminActs.PersonChanged);
        return await editor.EditAsync(
            who,
            command.PersonId,
            act,
            (people, person) => ChangeAsync(people, person, command, act),
            cancellation
        );
    }

    private static async Task<Result<bool>> ChangeAsync(UserManager<Person> people, Person person, ChangePerson command, AdminAct act)
    {
        var (email, phone) = (PersonErrors.Clean(command.Email), PersonErrors.Clean(command.Phone));
        string[] changed =
        [
            .. person.DisplayName != command.DisplayName.Trim() ? ["name"] : Array.Empty<string>(),
            .. person.Language != command.Language ? ["language"] : Array.Empty<string>(),
            .. person.Email != email ? ["email"] : Array.Empty<string>(),
            .. person.PhoneNumber != phone ? ["phone"] : Array.Empty<string>(),
        ];
        if (changed.Length == 0)
            act.ChangedNothing();
        // How somebody is reached is theirs: the log says that it changed, not to what.
        act.With("changed", changed);
        (person.DisplayName, person.Language, person.Email, person.PhoneNumber) = (
            command.DisplayName.Trim(),
            command.Language,
            email,
            phone
        );
        return PersonEditor.Outcome(await people.UpdateAsync(person));
    }

    private static List<Error> Wrong(ChangePerson command) =>
        [
            .. PersonErrors.Name(command.DisplayName) is { } name ? [name] : Array.Empty<Error>(),
            .. PersonErrors.Reach(command.Email, command.Phone),
            .. DisplayCookies.Languages.Contains(command.Language) ? Array.Empty<Error>() : [new Error("person.language-bad", "language")],
        ];
}
