using System.Buffers.Text;
using System.Text;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Helpdesk.Web.People.Identity;

/// <summary>Sets a password from the one-time link an administrator handed out.</summary>
public sealed record SetPassword(Guid PersonId, string? Token, string Password);

public sealed class SetPasswordHandler(UserManager<Person> people, DemoGate demo, HelpdeskDb db, WriteGate gate, IClock clock)
{
    /// <summary>The path of a new link. Good for 24 hours and until a password is set: the token holds the security stamp.</summary>
    public static async Task<string> LinkAsync(UserManager<Person> people, Person person)
    {
        var token = await people.GeneratePasswordResetTokenAsync(person);
        return $"/account/password?id={person.Id}&token={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token))}";
    }

    /// <summary>The person a link was made for, or null when it is spent.</summary>
    public async Task<Person?> FindAsync(Guid personId, string? token) =>
        await people.FindByIdAsync(personId.ToString()) is { Disabled: false } person
        && !demo.Refuses(person.Id)
        && Decode(token) is { } plain
        && await people.VerifyUserTokenAsync(
            person,
            people.Options.Tokens.PasswordResetTokenProvider,
            UserManager<Person>.ResetPasswordTokenPurpose,
            plain
        )
            ? person
            : null;

    /// <summary>Refusals: <c>person.link-spent</c>, <c>person.password-too-short</c>.</summary>
    public async Task<Result> HandleAsync(SetPassword command)
    {
        if (await FindAsync(command.PersonId, command.Token) is not { } person)
            return Result.Refuse("person.link-spent");
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var set = await people.ResetPasswordAsync(person, Decode(command.Token)!, command.Password);
        if (!set.Succeeded)
            return Result.Refuse(PersonErrors.Of(set));
        // Whoever forgot the password has often locked the door as well.
        await people.SetLockoutEndDateAsync(person, null);
        await people.ResetAccessFailedCountAsync(person);
        // The link is the proof of who it is.
        db.AdminLog()
            .Add(
                new AdminLogEntry(
                    clock.GetCurrentInstant(),
                    new Actor(ActorKind.Person, person.Id, person.DisplayName),
                    new AdminAct(AdminActs.PasswordSet).On(person.Id, person.DisplayName)
                )
            );
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return Result.Ok;
    }

    private static string? Decode(string? token) =>
        token is { Length: > 0 and < 4096 } && Base64Url.IsValid(token) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)) : null;
}
