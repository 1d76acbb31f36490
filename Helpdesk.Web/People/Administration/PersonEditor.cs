using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.People.Identity;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Helpdesk.Web.People.Administration;

/// <summary>
/// Runs one change of a person: authorise, a fresh scope (a circuit's own would keep stale people), one transaction
/// together with its line in the administrative log, and the directory of colleagues read again.
/// </summary>
public sealed class PersonEditor(
    IServiceScopeFactory scopes,
    WriteGate gate,
    PeopleDirectory directory,
    DemoGate demo,
    IClock clock,
    ILogger<PersonEditor> log
)
{
    /// <summary>
    /// Changes somebody who is there. Refusals besides those of <paramref name="edit"/>:
    /// <c>auth.forbidden</c>, <c>person.unknown</c>, <c>person.demo-off</c>.
    /// </summary>
    public Task<Result<T>> EditAsync<T>(
        ClaimsPrincipal who,
        Guid id,
        AdminAct act,
        Func<UserManager<Person>, Person, Task<Result<T>>> edit,
        CancellationToken cancellation
    ) =>
        RunAsync(
            who,
            act,
            async people =>
                await people.FindByIdAsync(id.ToString()) switch
                {
                    null => Result<T>.Refuse("person.unknown"),
                    _ when demo.Refuses(id) => Result<T>.Refuse("person.demo-off"),
                    var person => await edit(people, Subject(act, person)),
                },
            cancellation
        );

    public async Task<Result<T>> RunAsync<T>(
        ClaimsPrincipal who,
        AdminAct act,
        Func<UserManager<Person>, Task<Result<T>>> change,
        CancellationToken cancellation
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!(await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(who, Policies.Administer)).Succeeded)
            return Result<T>.Forbid();
        using var turn = await gate.EnterAsync(cancellation);
        var db = scope.ServiceProvider.GetRequiredService<HelpdeskDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var done = await change(scope.ServiceProvider.GetRequiredService<UserManager<Person>>());
        if (!done.IsOk)
            return done;
        if (!act.IsIdle)
        {
            db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), act));
            await db.SaveChangesAsync(CancellationToken.None);
        }

        await transaction.CommitAsync(CancellationToken.None);
        await directory.ReloadAsync(CancellationToken.None);
        log.LogInformation("{Act} by {Administrator}", act.Code, who.ActorId());
        return done;
    }

    private static Person Subject(AdminAct act, Person person)
    {
        act.On(person.Id, person.DisplayName);
        return person;
    }

    /// <summary>Nothing, or why Identity refused.</summary>
    public static Result<bool> Outcome(params IEnumerable<IdentityResult> results) =>
        results.FirstOrDefault(r => !r.Succeeded) is { } refused ? Result<bool>.Refuse(PersonErrors.Of(refused)) : true;
}
