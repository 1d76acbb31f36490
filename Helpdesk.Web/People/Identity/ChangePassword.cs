using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>
/// A person's own change of password; every other sign-in of theirs ends within <see cref="PersonAuthenticationState.Interval"/>.
/// </summary>
public sealed record ChangePassword(string Current, string New);

/// <summary>Changes it together with its line in the administrative log: who and when, nothing of the password.</summary>
public sealed class ChangePasswordHandler(UserManager<Person> people, PersonSignIn signIn, HelpdeskDb db, WriteGate gate, IClock clock)
{
    public async Task<Result> HandleAsync(ChangePassword command, ClaimsPrincipal who)
    {
        if (await people.GetUserAsync(who) is not { } person)
            return Result.Refuse("person.unknown");
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var changed = await people.ChangePasswordAsync(person, command.Current, command.New);
            if (!changed.Succeeded)
                return Result.Refuse(PersonErrors.Of(changed));
            db.AdminLog()
                .Add(
                    new AdminLogEntry(
                        clock.GetCurrentInstant(),
                        who.ToActor(),
                        new AdminAct(AdminActs.PasswordChanged).On(person.Id, person.DisplayName)
                    )
                );
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        await signIn.RefreshSignInAsync(person);
        return Result.Ok;
    }
}
