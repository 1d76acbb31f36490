using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>One press: the page is acknowledged and the case is taken (spec U3).</summary>
/// <param name="Person">Who takes it; null is the caller. A machine, such as a pager service, has to name somebody.</param>
public sealed record AcknowledgePage(Guid PageId, Guid? Person = null);

/// <summary>May be done by whoever was asked, by those who may be on call, and by supervisors.</summary>
public sealed class AcknowledgePageHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    DutyRoster roster,
    PeopleDirectory people,
    IAuthorizationService authorisation
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>page.person-missing</c>, <c>page.unknown</c>, <c>page.not-asked</c>, <c>page.taken</c>,
    /// <c>page.over</c>, and the case's own.
    /// </summary>
    public async Task<Result<QueueEntry>> HandleAsync(AcknowledgePage command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (who.IsMachine() && command.Person is null)
            return Result<QueueEntry>.Refuse("page.person-missing", "person");
        var person = command.Person ?? who.ActorId();
        // Nobody takes a case on behalf of a colleague who is a person themselves.
        if (!who.IsMachine() && person != who.ActorId())
            return Result<QueueEntry>.Forbid();

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (
            await db.Pages()
                .Include(p => p.Case)
                    .ThenInclude(c => c.Clocks)
                .Include(p => p.Steps)
                    .ThenInclude(s => s.Asks)
                .AsSplitQuery()
                .SingleOrDefaultAsync(p => p.Id == command.PageId)
            is not { } page
        )
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "page.unknown");
        var asked = page.Steps.OrderByDescending(s => s.Number).FirstOrDefault(s => s.Asks.Exists(a => a.PersonId == person));
        if (people.Find(person) is not { } found || !roster.CanHold(person) || (asked is null && !roster.MayBePaged(person)))
            return Result<QueueEntry>.Refuse(ErrorKind.Forbidden, "page.not-asked", "person");
        if (page.EndedAt is { } ended)
            return page.TakenBy is { } taker
                ? Result<QueueEntry>.Refuse(ErrorKind.Conflict, "page.taken", null, taker, ended)
                : Result<QueueEntry>.Refuse(ErrorKind.Conflict, "page.over", null, ended);
        var step = asked?.Number ?? page.Steps.Max(s => s.Number);
        var done = page.Case.AcknowledgePage(step, person, found.DisplayName, runner.Context(who));
        return done.IsOk ? await saver.SaveAsync(db, page.Case) : Result<QueueEntry>.Refuse(done.Errors);
    }
}
