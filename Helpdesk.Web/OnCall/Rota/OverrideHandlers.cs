using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>
/// What is agreed besides the turns: supervisors everything; everybody else takes a shift over or hands over their own, to somebody
/// who is not away (spec U3). Each act is in the administrative log.
/// </summary>
public sealed class OverrideHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RotaCache board,
    AbsenceCache absences,
    RotaWatch watch,
    PeopleDirectory people,
    IValidator<SaveOverride> rules,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>override.not-yours</c>, <c>override.away</c>, <c>override.over</c>, <c>override.begun</c>,
    /// <c>override.unknown</c>, <c>override.changed</c>, and those of <see cref="SaveOverrideRules"/>.
    /// </summary>
    public async Task<Result<SavedOverride>> HandleAsync(SaveOverride command, ClaimsPrincipal who)
    {
        if (await AskerAsync(who) is not { } asker)
            return Result<SavedOverride>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<SavedOverride>.Refuse(wrong.ToErrors());
        return await RunAsync(
            who,
            async (db, now) =>
            {
                var row = command.Id is { } id ? await db.Overrides().SingleOrDefaultAsync(o => o.Id == id && o.CancelledAt == null) : null;
                if (command.Id is not null && row is null)
                    return Result<(SavedOverride, AdminAct)>.Refuse(ErrorKind.NotFound, "override.unknown");
                var planned = row is null && command.From < now ? command with { From = now } : command;
                if (Refusal(planned, row, asker, now) is { } no)
                    return no;
                var before = row is null
                    ? null
                    : new SaveOverride(row.Id, row.Version + 1, row.Layer, row.PersonId, row.From, row.Until, row.Reason);
                row = row is null ? Enter(db, planned, asker, who, now) : Change(row, planned, now);
                return (
                    new SavedOverride(row.Id, row.Version, planned.Time, before),
                    Act(before is null ? AdminActs.OverrideEntered : AdminActs.OverrideChanged, row)
                );
            }
        );
    }

    /// <returns>How to undo it; refusals: <c>auth.forbidden</c>, <c>override.unknown</c>, <c>override.not-yours</c>.</returns>
    public async Task<Result<RestoreOverride>> HandleAsync(CancelOverride command, ClaimsPrincipal who)
    {
        if (await AskerAsync(who) is not { } asker)
            return Result<RestoreOverride>.Forbid();
        return await RunAsync(
            who,
            async (db, now) =>
            {
                if (
                    await db.Overrides().SingleOrDefaultAsync(o => o.Id == command.Id && o.CancelledAt == null) is not { } row
                    || row.Until <= now
                )
                    return Result<(RestoreOverride, AdminAct)>.Refuse(ErrorKind.NotFound, "override.unknown");
                if (!asker.Supervises && row.MadeById != asker.Id)
                    return Result<(RestoreOverride, AdminAct)>.Refuse(ErrorKind.Forbidden, "override.not-yours");
                var undo = new RestoreOverride(row.Id, row.Until);
                row.Version++;
                // What has been stays in the record: a running one ends, one to come never was.
                if (row.From > now)
                    row.CancelledAt = now;
                else
                    row.Until = now;
                return (undo, Act(row.CancelledAt is null ? AdminActs.OverrideEnded : AdminActs.OverrideCancelled, row));
            }
        );
    }

    /// <summary>Refusals: those of saving.</summary>
    public async Task<Result> HandleAsync(RestoreOverride command, ClaimsPrincipal who)
    {
        if (await AskerAsync(who) is not { } asker)
            return Result.Forbid();
        var done = await RunAsync(
            who,
            async (db, now) =>
            {
                if (await db.Overrides().SingleOrDefaultAsync(o => o.Id == command.Id) is not { } row)
                    return Result<(Guid, AdminAct)>.Refuse(ErrorKind.NotFound, "override.unknown");
                if (!asker.Supervises && row.MadeById != asker.Id)
                    return Result<(Guid, AdminAct)>.Refuse(ErrorKind.Forbidden, "override.not-yours");
                var again = new SaveOverride(row.Id, row.Version, row.Layer, row.PersonId, row.From, command.Until, row.Reason);
                if (again.Time.IsEmpty || again.Time.Length > SaveOverrideRules.Longest || again.Until <= now)
                    return Result<(Guid, AdminAct)>.Refuse("override.over", "until");
                if (AwayIn(again, now) is { } away)
                    return away;
                (row.CancelledAt, row.Until, row.Version) = (null, command.Until, row.Version + 1);
                return (row.Id, Act(AdminActs.OverrideRestored, row));
            }
        );
        return done.IsOk ? Result.Ok : Result.Refuse(done.Errors);
    }

    private async Task<Asker?> AskerAsync(ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return null;
        var actor = who.ToActor();
        // A machine has no shifts of its own.
        return new(
            actor.Kind == ActorKind.Person ? actor.Id!.Value : Guid.Empty,
            (await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded
        );
    }

    private Error? Refusal(SaveOverride planned, OverrideRow? row, Asker asker, Instant now)
    {
        if (planned.Until <= now)
            return new("override.over", "until");
        if (row is not null && row.Version != planned.Version)
            return new("override.changed");
        if (row is not null && !asker.Supervises && row.MadeById != asker.Id)
            return new(ErrorKind.Forbidden, "override.not-yours");
        // What somebody has had stays theirs: of a running one only the end may move.
        if (row is not null && row.From <= now && (planned.From, planned.PersonId, planned.Layer) != (row.From, row.PersonId, row.Layer))
            return new("override.begun", "from", row.From);
        if (row is not null && row.From > now && planned.From < now)
            return new("override.past", "from", planned.From);
        // How it is without the one that is changed: nobody lends a shift from themselves.
        var rota = board.With(overrides: [.. board.Overrides.Where(o => o.Id != row?.Id).Select(o => o.ToOverride())]);
        if (!rota.MayGive(asker.Id, asker.Supervises, planned.Layer, planned.PersonId, new(Instant.Max(now, planned.From), planned.Until)))
            return new(ErrorKind.Forbidden, "override.not-yours", "personId");
        return AwayIn(planned, now);
    }

    /// <summary>Nobody is on leave and on call at once.</summary>
    private Error? AwayIn(SaveOverride planned, Instant now) =>
        absences.Current.Within(planned.PersonId, new(Instant.Max(now, planned.From), planned.Until)) is { } away
            ? new("override.away", "personId", NameOf(planned.PersonId), away.Time.From, away.Time.Until)
            : null;

    private async Task<Result<T>> RunAsync<T>(ClaimsPrincipal who, Func<HelpdeskDb, Instant, Task<Result<(T, AdminAct)>>> change)
    {
        T value;
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var done = await change(db, now);
            if (!done.IsOk)
                return Result<T>.Refuse(done.Errors);
            (value, var act) = done.Value;
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), act));
            await db.SaveChangesAsync();
            await board.ReloadAsync(CancellationToken.None);
        }

        // A gap that was filled settles now, not with the next round; one that was torn open is told of.
        await watch.RunAsync(CancellationToken.None);
        return value;
    }

    private OverrideRow Enter(HelpdeskDb db, SaveOverride planned, Asker asker, ClaimsPrincipal who, Instant now)
    {
        var row = new OverrideRow
        {
            Id = ids.New(),
            Layer = planned.Layer,
            PersonId = planned.PersonId,
            From = planned.From,
            Until = planned.Until,
            Reason = Trimmed(planned.Reason),
            MadeAt = now,
            MadeBy = who.DisplayName(),
            MadeById = asker.Id,
        };
        db.Overrides().Add(row);
        return row;
    }

    private static OverrideRow Change(OverrideRow row, SaveOverride planned, Instant now)
    {
        (row.Layer, row.PersonId, row.From, row.Until, row.Reason) = (
            planned.Layer,
            planned.PersonId,
            planned.From,
            planned.Until,
            Trimmed(planned.Reason)
        );
        (row.MadeAt, row.Version) = (now, row.Version + 1);
        return row;
    }

    private static string? Trimmed(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private AdminAct Act(string code, OverrideRow row)
    {
        var act = new AdminAct(code)
            .On(row.PersonId, NameOf(row.PersonId))
            .With("layer", row.Layer.ToString())
            .With("from", NodaTime.Text.InstantPattern.General.Format(row.From))
            .With("until", NodaTime.Text.InstantPattern.General.Format(row.Until));
        return row.Reason is { } reason ? act.With("reason", reason) : act;
    }

    private string NameOf(Guid person) => people.Find(person)?.DisplayName ?? person.ToString();

    private sealed record Asker(Guid Id, bool Supervises);
}
