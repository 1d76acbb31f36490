using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Web.Identity;

/// <summary>A person's own change of password; every other sign-in of theirs ends within <see cref="PersonAuthenticationState.Interval"/>.</summary>
public sealed record ChangePassword(string Current, string New);

public sealed class ChangePasswordHandler(UserManager<Person> people, PersonSignIn signIn)
{
    public async Task<Result> HandleAsync(ChangePassword command, ClaimsPrincipal who)
    {
        if (await people.GetUserAsync(who) is not { } person)
            return Result.Refuse("person.unknown");
        var changed = await people.ChangePasswordAsync(person, command.Current, command.New);
        if (!changed.Succeeded)
            return Result.Refuse(PersonErrors.Of(changed));
        await signIn.RefreshSignInAsync(person);
        return Result.Ok;
    }
}
