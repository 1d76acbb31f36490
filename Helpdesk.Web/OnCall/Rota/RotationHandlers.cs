using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.OnCall.Rota;

/// <summary>Whose turn it is, for supervisors to say; each act is in the administrative log (spec U3).</summary>
public sealed class RotationHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    RotaCache board,
    RotaWatch watch,
    PeopleDirectory people,
    IValidator<SaveRotation> rules,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>rotation.unknown</c>, <c>rotation.changed</c>, and those of <see cref="SaveRotationRules"/>.
    /// </summary>
    public async Task<Result<Guid>> HandleAsync(SaveRotation command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who))
            return Result<Guid>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<Guid>.Refuse(wrong.ToErrors());
        var id = command.Id ?? ids.New();
        var done = await RunAsync(
            who,
            async (db, now) =>
            {
                if (command.Id is null)
                    return Act(AdminActs.RotationEntered, Enter(db, id, command, who, now));
                if (await db.Rotations().SingleOrDefaultAsync(r => r.Id == id && r.RemovedAt == null) is not { } row)
                    return Result<AdminAct>.Refuse("rotation.unknown");
                return row.Version != command.Version
                    ? Result<AdminAct>.Refuse("rotation.changed")
                    : Act(AdminActs.RotationChanged, Change(row, command, now));
            }
        );
        return done.IsOk ? id : Result<Guid>.Refuse(done.Errors);
    }

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>rotation.unknown</c>.</summary>
    public Task<Result> HandleAsync(RemoveRotation command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            async (db, now) =>
            {
                if (await db.Rotations().SingleOrDefaultAsync(r => r.Id == command.Id && r.RemovedAt == null) is not { } row)
                    return Result<AdminAct>.Refuse("rotation.unknown");
                (row.RemovedAt, row.ChangedAt, row.Version) = (now, now, row.Version + 1);
                return Act(AdminActs.RotationRemoved, row);
            }
        );

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>rotation.unknown</c>.</summary>
    public Task<Result> HandleAsync(RestoreRotation command, ClaimsPrincipal who) =>
        RunAsync(
            who,
            async (db, now) =>
            {
                if (await db.Rotations().SingleOrDefaultAsync(r => r.Id == command.Id && r.RemovedAt != null) is not { } row)
                    return Result<AdminAct>.Refuse("rotation.unknown");
                (row.RemovedAt, row.ChangedAt, row.Version) = (null, now, row.Version + 1);
                return Act(AdminActs.RotationRestored, row);
            }
        );

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded;

    private async Task<Result> RunAsync(ClaimsPrincipal who, Func<HelpdeskDb, Instant, Task<Result<AdminAct>>> change)
    {
        if (!await MayAsync(who))
            return Result.Forbid();
        using (await gate.EnterAsync(CancellationToken.None))
        {
            var now = clock.GetCurrentInstant();
            await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
            var act = await change(db, now);
            if (!act.IsOk)
                return Result.Refuse(act.Errors);
            db.AdminLog().Add(new AdminLogEntry(now, who.ToActor(), act.Value));
            await db.SaveChangesAsync();
            await board.ReloadAsync(CancellationToken.None);
        }

        await watch.RunAsync(CancellationToken.None);
        return Result.Ok;
    }

    private static RotationRow Enter(HelpdeskDb db, Guid id, SaveRotation command, ClaimsPrincipal who, Instant now)
    {
        var row = new RotationRow
        {
            Id = id,
            Layer = command.Layer,
            People = [.. command.People],
            DaysATurn = command.DaysATurn,
            HandOverAt = command.HandOverAt,
            StartsOn = command.StartsOn,
            EndsOn = command.EndsOn,
            ChangedAt = now,
            MadeBy = who.DisplayName(),
        };
        db.Rotations().Add(row);
        return row;
    }

    private static RotationRow Change(RotationRow row, SaveRotation command, Instant now)
    {
        (row.Layer, row.People, row.DaysATurn, row.HandOverAt) = (
            command.Layer,
            [.. command.People],
            command.DaysATurn,
            command.HandOverAt
        );
        (row.StartsOn, row.EndsOn, row.ChangedAt, row.Version) = (command.StartsOn, command.EndsOn, now, row.Version + 1);
        return row;
    }

    private AdminAct Act(string code, RotationRow row)
    {
        var act = new AdminAct(code)
            .On(row.Id, row.Layer.ToString())
            .With("people", row.People.Select(p => people.Find(p)?.DisplayName ?? p.ToString()).ToList())
            .With("days", row.DaysATurn.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("handOver", LocalTimePattern.ExtendedIso.Format(row.HandOverAt))
            .With("starts", LocalDatePattern.Iso.Format(row.StartsOn));
        return row.EndsOn is { } end ? act.With("ends", LocalDatePattern.Iso.Format(end)) : act;
    }
}
