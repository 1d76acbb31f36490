using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Workforce.Absences;

/// <summary>
/// What is done to absences: one's own by anybody who works cases, others' by supervisors; each act is in the administrative log (spec U2).
/// </summary>
public sealed class AbsenceHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AbsenceCache board,
    AbsenceWatch watch,
    PeopleDirectory people,
    IValidator<SaveAbsence> rules,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>absence.unknown</c>, <c>absence.changed</c>, <c>absence.over</c>, <c>absence.overlaps</c>, and
    /// those of <see cref="SaveAbsenceRules"/>.
    /// </summary>
    public async Task<Result<Guid>> HandleAsync(SaveAbsence command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, command.PersonId))
            return Result<Guid>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<Guid>.Refuse(wrong.ToErrors());
        var id = command.Id ?? ids.New();
        var done = await RunAsync(
            who,
            command.PersonId,
            (db, theirs, now) =>
            {
                if (command.Until <= now)
                    return Result<AdminAct>.Refuse("absence.over", "until");
                if (theirs.Find(a => a.Id != command.Id && a.From < command.Until && command.From < a.Until) is { } other)
                    return Result<AdminAct>.Refuse("absence.overlaps", "from", other.From, other.Until);
                return command.Id is null ? Enter(db, id, command, who) : Change(theirs, command);
            }
        );
        return done.IsOk ? id : Result<Guid>.Refuse(done.Errors);
    }

    /// <returns>The absence as it was, for an undo; refusals: <c>auth.forbidden</c>, <c>absence.unknown</c>.</returns>
    public async Task<Result<AbsenceRow>> HandleAsync(EndAbsence command, ClaimsPrincipal who)
    {
        if (await FindAsync(command.Id) is not { } before)
            return Result<AbsenceRow>.Refuse(ErrorKind.NotFound, "absence.unknown");
        var done = await RunAsync(
            who,
            before.PersonId,
            (_, theirs, now) =>
            {
                if (theirs.Find(a => a.Id == command.Id) is not { } absence || absence.Until <= now)
                    return Result<AdminAct>.Refuse(ErrorKind.NotFound, "absence.unknown");
                absence.Version++;
                if (absence.From > now)
                    absence.CancelledAt = now;
                else
                    absence.Until = now;
                return Act(absence.CancelledAt is null ? AdminActs.AbsenceEnded : AdminActs.AbsenceCancelled, absence);
            }
        );
        return done.IsOk ? before : Result<AbsenceRow>.Refuse(done.Errors);
    }

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>absence.unknown</c>, <c>absence.over</c>, <c>absence.overlaps</c>.</summary>
    public async Task<Result> HandleAsync(RestoreAbsence command, ClaimsPrincipal who)
    {
        if (await FindAsync(command.Id) is not { } before)
            return Result.Refuse(ErrorKind.NotFound, "absence.unknown");
        return await RunAsync(
            who,
            before.PersonId,
            (db, theirs, now) =>
            {
                if (command.Until <= now || command.Until <= before.From || command.Until - before.From > SaveAbsenceRules.Longest)
                    return Result<AdminAct>.Refuse("absence.over", "until");
                if (theirs.Find(a => a.Id != command.Id && a.From < command.Until && before.From < a.Until) is { } other)
                    return Result<AdminAct>.Refuse("absence.overlaps", "from", other.From, other.Until);
                var absence = theirs.Find(a => a.Id == command.Id) ?? db.Absences().Single(a => a.Id == command.Id);
                (absence.CancelledAt, absence.Until, absence.Version) = (null, command.Until, absence.Version + 1);
                return Act(AdminActs.AbsenceRestored, absence);
            }
        );
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who, Guid person)
    {
        var policy = who.ToActor() is { Kind: ActorKind.Person, Id: { } me } && me == person ? Policies.WorkCases : Policies.Supervise;
        return (await authorisation.AuthorizeAsync(who, policy)).Succeeded;
    }

    private async Task<AbsenceRow?> FindAsync(Guid id)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.Absences().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id);
    }

    private async Task<Result> RunAsync(
        ClaimsPrincipal who,
        Guid person,
        Func<HelpdeskDb, List<AbsenceRow>, Instant, Result<AdminAct>> change
    )
    {
        if (!await MayAsync(who, person))
            return Result.Forbid();
        var now = clock.GetCurrentInstant();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var act = change(db, await db.Absences().Where(a => a.PersonId == person && a.CancelledAt == null).ToListAsync(), now);
            if (!act.IsOk)
                return Result.Refuse(act.Errors);
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), act.Value));
            try
            {
                await db.SaveChangesAsync();
            }
            catch (DbUpdateConcurrencyException)
            {
                return Result.Refuse("absence.changed");
            }

            await board.ReloadAsync(CancellationToken.None);
        }

        // Whoever is away from now on may leave cases behind: supervisors hear of it at once, not with the next round.
        await watch.RunAsync(CancellationToken.None);
        return Result.Ok;
    }

    private Result<AdminAct> Enter(HelpdeskDb db, Guid id, SaveAbsence command, ClaimsPrincipal who)
    {
        var made = new AbsenceRow
        {
            Id = id,
            PersonId = command.PersonId,
            From = command.From,
            Until = command.Until,
            SubstituteId = command.SubstituteId,
            MadeBy = who.DisplayName(),
        };
        db.Absences().Add(made);
        return Act(AdminActs.AbsenceEntered, made);
    }

    private Result<AdminAct> Change(List<AbsenceRow> theirs, SaveAbsence command)
    {
        if (theirs.Find(a => a.Id == command.Id) is not { } absence)
            return Result<AdminAct>.Refuse(ErrorKind.NotFound, "absence.unknown");
        if (absence.Version != command.Version)
            return Result<AdminAct>.Refuse("absence.changed");
        (absence.From, absence.Until, absence.SubstituteId, absence.Version) = (
            command.From,
            command.Until,
            command.SubstituteId,
            absence.Version + 1
        );
        return Act(AdminActs.AbsenceChanged, absence);
    }

    private AdminAct Act(string code, AbsenceRow absence)
    {
        var act = new AdminAct(code)
            .On(absence.PersonId, NameOf(absence.PersonId))
            .With("from", InstantPattern.General.Format(absence.From))
            .With("until", InstantPattern.General.Format(absence.Until));
        return absence.SubstituteId is { } substitute ? act.With("substitute", NameOf(substitute)) : act;
    }

    private string NameOf(Guid person) => people.Find(person)?.DisplayName ?? person.ToString();
}
