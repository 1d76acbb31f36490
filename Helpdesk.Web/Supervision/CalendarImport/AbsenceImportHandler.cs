using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Supervision.CalendarImport;

/// <summary>
/// Reads somebody's absences from a calendar file, shows what would become of
/// each, enters those that were picked, and takes them back (spec U2).
/// </summary>
public sealed class AbsenceImportHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    AbsenceCache board,
    AbsenceWatch watch,
    PeopleDirectory people,
    IValidator<ImportAbsences> rules,
    IValidator<SaveAbsence> each,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    // What was a month ago is shown as over; two years ahead nobody plans.
    private const int DaysBack = 31,
        DaysAhead = 731;

    /// <summary>What would become of each event; refused with <c>auth.forbidden</c> and what <see cref="IcsFile.Read"/> refuses.</summary>
    /// <param name="zone">In which days begin that name no zone.</param>
    public async Task<Result<IReadOnlyList<PlannedAbsence>>> PreviewAsync(string text, Guid person, DateTimeZone zone, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, person))
            return Result<IReadOnlyList<PlannedAbsence>>.Forbid();
        var now = clock.GetCurrentInstant();
        var today = now.InZone(zone).Date;
        var read = IcsFile.Read(text, today.PlusDays(-DaysBack), today.PlusDays(DaysAhead));
        if (!read.IsOk)
            return Result<IReadOnlyList<PlannedAbsence>>.Refuse(read.Errors);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var theirs = await db.Absences().AsNoTracking().Where(a => a.PersonId == person && a.CancelledAt == null).ToListAsync();
        return ImportPlan.OfAbsences(read.Value, theirs.ConvertAll(a => a.ToAbsence().Time), zone, now);
    }

    /// <returns>The ids of what was entered: all of it or nothing. Refusals: <c>auth.forbidden</c>, <c>absence.over</c>,
    /// <c>absence.overlaps</c>, and those of the rules.</returns>
    public async Task<Result<List<Guid>>> HandleAsync(ImportAbsences command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, command.PersonId))
            return Result<List<Guid>>.Forbid();
        Error[] wrong =
        [
            .. rules.Validate(command).ToErrors(),
            .. command
                .Times.Select(t => new SaveAbsence(null, 0, command.PersonId, t.From, t.Until, command.SubstituteId))
                .SelectMany(a => each.Validate(a).ToErrors())
                .Distinct(),
        ];
        if (wrong.Length > 0)
            return Result<List<Guid>>.Refuse(wrong);
        var entered = await RunAsync(command.PersonId, who, (db, theirs, now) => Enter(db, theirs, command, who, now));
        return entered.IsOk ? entered.Value.ConvertAll(a => a.Id) : Result<List<Guid>>.Refuse(entered.Errors);
    }

    /// <summary>Refused with <c>auth.forbidden</c>; what somebody else took back meanwhile is passed over.</summary>
    public async Task<Result> HandleAsync(TakeBackAbsences command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, command.PersonId))
            return Result.Forbid();
        var done = await RunAsync(
            command.PersonId,
            who,
            (_, theirs, now) => TakeBack([.. theirs.Where(a => command.Ids.Contains(a.Id) && a.Until > now)], now)
        );
        return done.IsOk ? Result.Ok : Result.Refuse(done.Errors);
    }

    private Result<List<AbsenceRow>> Enter(HelpdeskDb db, List<AbsenceRow> theirs, ImportAbsences command, ClaimsPrincipal who, Instant now)
    {
        var made = new List<AbsenceRow>();
        foreach (var time in command.Times.OrderBy(t => t.From))
        {
            if (time.Until <= now)
                return Result<List<AbsenceRow>>.Refuse("absence.over");
            if (theirs.Concat(made).FirstOrDefault(a => !a.ToAbsence().Time.Within(time).IsEmpty) is { } other)
                return Result<List<AbsenceRow>>.Refuse("absence.overlaps", null, other.From, other.Until);
            made.Add(
                new()
                {
                    Id = ids.New(),
                    PersonId = command.PersonId,
                    From = time.From,
                    Until = time.Until,
                    SubstituteId = command.SubstituteId,
                    MadeBy = who.DisplayName(),
                }
            );
        }

        db.Absences().AddRange(made);
        return made;
    }

    private static Result<List<AbsenceRow>> TakeBack(List<AbsenceRow> rows, Instant now)
    {
        foreach (var row in rows)
        {
            row.Version++;
            if (row.From > now)
                row.CancelledAt = now;
            else
                row.Until = now;
        }

        return rows;
    }

    private async Task<Result<List<AbsenceRow>>> RunAsync(
        Guid person,
        ClaimsPrincipal who,
        Func<HelpdeskDb, List<AbsenceRow>, Instant, Result<List<AbsenceRow>>> change
    )
    {
        Result<List<AbsenceRow>> done;
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            done = change(db, await db.Absences().Where(a => a.PersonId == person && a.CancelledAt == null).ToListAsync(), now);
            if (!done.IsOk)
                return done;
            foreach (var row in done.Value)
                db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), Act(row, now)));
            await db.SaveChangesAsync();
            await board.ReloadAsync(CancellationToken.None);
        }

        // Whoever is away from now on may leave cases behind: supervisors hear of it at once.
        await watch.RunAsync(CancellationToken.None);
        return done;
    }

    private AdminAct Act(AbsenceRow row, Instant now)
    {
        var code =
            row.CancelledAt is not null ? AdminActs.AbsenceCancelled
            : row.Until <= now ? AdminActs.AbsenceEnded
            : AdminActs.AbsenceEntered;
        var act = new AdminAct(code)
            .On(row.PersonId, NameOf(row.PersonId))
            .With("from", InstantPattern.General.Format(row.From))
            .With("until", InstantPattern.General.Format(row.Until))
            .With("source", "calendar file");
        return row.SubstituteId is { } substitute ? act.With("substitute", NameOf(substitute)) : act;
    }

    private string NameOf(Guid person) => people.Find(person)?.DisplayName ?? person.ToString();

    private async Task<bool> MayAsync(ClaimsPrincipal who, Guid person)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return false;
        return (who.ToActor() is { Kind: ActorKind.Person, Id: { } me } && me == person)
            || (await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded;
    }
}
