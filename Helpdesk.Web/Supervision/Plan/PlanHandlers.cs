using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>
/// Applies plans and takes them back. Cases are read together before the turn at the gate and only looked over inside it: others wait for
/// the writing alone. A plan that another plan has overtaken is refused as a whole; a single case that changed or is refused stays as it is
/// and is listed.
/// </summary>
public sealed class PlanHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    PeopleDirectory people,
    PersonalNotices notices,
    IValidator<ApplyPlan> rules,
    IAuthorizationService authorisation,
    IClock clock,
    IdSource ids
)
{
    // Another plan that overtook this one was applied while somebody looked at this one: not days ago.
    private static readonly Duration LookedBack = Duration.FromDays(2);

    /// <summary>
    /// Refusals of the whole: <c>auth.forbidden</c>, <c>plan.overtaken</c>, <c>plan.nothing-done</c>,
    /// <c>plan.collided</c>, and those of <see cref="ApplyPlanRules"/>.
    /// </summary>
    public async Task<Result<Reassignment>> HandleAsync(ApplyPlan command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result<Reassignment>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<Reassignment>.Refuse(wrong.ToErrors());
        await using var work = await PlanWork.LoadAsync(databases, [.. command.Moves.Select(m => m.Number)]);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await work.LookOverAsync();
        var old = command.Moves.Where(m => work.VersionOf(m.Number) is { } version && version != m.Version).ToList();
        if (old.Count > 0 && await OvertakenAsync(work.Db, old) is { } overtaken)
            return overtaken;
        var context = runner.Context(who);
        var moves = command.Moves.Select(m => Move(work, m, context)).ToList();
        var made = new Reassignment
        {
            Id = ids.New(),
            AppliedAt = context.Now,
            AppliedBy = who.DisplayName(),
            Moves = moves,
        };
        if (!made.Done.Any())
            return Result<Reassignment>.Refuse([new("plan.nothing-done"), .. moves.Take(1).Select(m => m.Refused!.ToError())]);
        work.Db.Reassignments().Add(made);
        var saved = await SaveAsync(work, made, AdminActs.PlanApplied, made.Done.Count(), who);
        if (saved.IsOk)
            Tell(made, who, m => (m.FromId, m.ToId));
        return saved;
    }

    /// <summary>
    /// Refusals of the whole: <c>auth.forbidden</c>, <c>plan.unknown</c>, <c>plan.undone</c>, <c>plan.undo-late</c>,
    /// <c>plan.nothing-done</c>, <c>plan.collided</c>.
    /// </summary>
    public async Task<Result<Reassignment>> HandleAsync(UndoPlan command, ClaimsPrincipal who)
    {
        var found = await FindAsync(command.Id, who);
        if (!found.IsOk)
            return found;
        await using var work = await PlanWork.LoadAsync(databases, [.. found.Value.Done.Select(m => m.Number)]);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await work.LookOverAsync();
        var row = await work.Db.Reassignments().SingleAsync(r => r.Id == command.Id);
        var context = runner.Context(who);
        if (row.UndoneAt is not null)
            return Result<Reassignment>.Refuse(ErrorKind.Conflict, "plan.undone", null, row.UndoneBy);
        if (context.Now > row.AppliedAt + Reassignment.UndoTime)
            return Result<Reassignment>.Refuse("plan.undo-late", null, (int)Reassignment.UndoTime.TotalMinutes);
        row.Moves = [.. row.Moves.Select(m => m.Refused is null ? Undo(work, m, context) : m)];
        (row.UndoneAt, row.UndoneBy, row.Version) = (context.Now, who.DisplayName(), row.Version + 1);
        var back = row.Moves.Count(m => m.UndoneVersion is not null);
        if (back == 0)
            return Result<Reassignment>.Refuse([
                new("plan.nothing-done"),
                .. row.Moves.Where(m => m.UndoRefused is not null).Take(1).Select(m => m.UndoRefused!.ToError()),
            ]);
        var saved = await SaveAsync(work, row, AdminActs.PlanUndone, back, who);
        if (saved.IsOk)
            Tell(row, who, m => m.UndoneVersion is null ? (null, null) : (m.ToId, m.FromId));
        return saved;
    }

    /// <summary>
    /// Applies the moves that were taken back, on the versions as the undo left them;
    /// refusals as for a plan, and <c>plan.unknown</c>, <c>plan.stands</c>.
    /// </summary>
    public async Task<Result<Reassignment>> HandleAsync(ApplyPlanAgain command, ClaimsPrincipal who)
    {
        var found = await FindAsync(command.Id, who);
        if (!found.IsOk)
            return found;
        if (found.Value.UndoneAt is null)
            return Result<Reassignment>.Refuse(ErrorKind.Conflict, "plan.stands");
        return await HandleAsync(
            new ApplyPlan([
                .. found
                    .Value.Moves.Where(m => m.UndoneVersion is not null)
                    .Select(m => new PlanMove(m.Number, m.UndoneVersion!.Value, m.ToId)),
            ]),
            who
        );
    }

    /// <summary>A plan as it was applied; refused with <c>auth.forbidden</c>, <c>plan.unknown</c>.</summary>
    public async Task<Result<Reassignment>> FindAsync(Guid id, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result<Reassignment>.Forbid();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.Reassignments().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id) is { } found
            ? found
            : Result<Reassignment>.Refuse(ErrorKind.NotFound, "plan.unknown");
    }

    /// <summary>The last plans that can still be undone, newest first; none for those who do not supervise.</summary>
    public async Task<IReadOnlyList<Reassignment>> RecentAsync(ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return [];
        var since = clock.GetCurrentInstant() - Reassignment.UndoTime;
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        return await db.Reassignments()
            .AsNoTracking()
            .Where(r => r.AppliedAt >= since && r.UndoneAt == null)
            .OrderByDescending(r => r.AppliedAt)
            .Take(5)
            .ToListAsync();
    }

    private ReassignmentMove Move(PlanWork work, PlanMove move, CaseContext context)
    {
        var to = move.To is { } id ? people.Find(id) : null;
        var target = work.Find(move.Number);
        var planned = new ReassignmentMove(move.Number, target?.OwnerId, target?.OwnerName, to?.Id, to?.DisplayName, 0);
        if (target is null)
            return planned with { Refused = StoredRefusals.Of(new(ErrorKind.NotFound, "case.unknown", null, move.Number)) };
        if (target.Version != move.Version || work.HasChanged(move.Number))
            return planned with { Refused = StoredRefusals.Of(new("plan.case-changed")) };
        var before = target.OwnerNow;
        var done = to is null ? target.Unassign(context) : target.Assign(to.Id, to.DisplayName, context);
        return done.IsOk
            ? planned with
            {
                Version = target.Version,
                FromStatus = before.Status,
                FromHandedOverAt = before.HandedOverAt,
            }
            : planned with
            {
                Refused = StoredRefusals.Of(done.Errors[0]),
            };
    }

    // Back to whoever had it, as long as it is still where the plan put it.
    private ReassignmentMove Undo(PlanWork work, ReassignmentMove move, CaseContext context)
    {
        if (work.Find(move.Number) is not { } target || work.HasChanged(move.Number))
            return move with { UndoRefused = StoredRefusals.Of(new("plan.case-changed")) };
        if (target.OwnerId != move.ToId)
            return move with
            {
                UndoRefused = StoredRefusals.Of(target.OwnerName is { } now ? new("plan.moved-on", null, now) : new("plan.moved-on-queue")),
            };
        if (move.FromId is { } from && people.Find(from) is not { Active: true })
            return move with { UndoRefused = StoredRefusals.Of(new("owner.unknown", null, move.FromName)) };
        var before = move.FromId is { } owner ? new Owner(owner, move.FromName!) : null;
        var done = target.UndoAssignment(new(before, move.FromStatus, move.FromHandedOverAt, move.Version), context);
        return done.IsOk ? move with { UndoneVersion = target.Version } : move with { UndoRefused = StoredRefusals.Of(done.Errors[0]) };
    }

    private async Task<Error?> OvertakenAsync(HelpdeskDb db, List<PlanMove> old)
    {
        var since = clock.GetCurrentInstant() - LookedBack;
        var planned = old.ToDictionary(m => m.Number, m => m.Version, StringComparer.Ordinal);
        var others = await db.Reassignments()
            .AsNoTracking()
            .Where(r => r.AppliedAt > since)
            .OrderByDescending(r => r.AppliedAt)
            .ToListAsync();
        foreach (var other in others)
        {
            var moved = other.Done.Count(m => planned.TryGetValue(m.Number, out var version) && (m.UndoneVersion ?? m.Version) > version);
            if (moved > 0)
                return new(ErrorKind.Conflict, "plan.overtaken", null, other.UndoneBy ?? other.AppliedBy, moved);
        }

        return null;
    }

    private async Task<Result<Reassignment>> SaveAsync(PlanWork work, Reassignment made, string act, int count, ClaimsPrincipal who)
    {
        var log = new AdminAct(act)
            .On(made.Id, made.AppliedBy)
            .With("cases", count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        work.Db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), log));
        var attached = await saver.AttachAsync(work.Db, work.Changed);
        try
        {
            await work.Db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Result<Reassignment>.Refuse(ErrorKind.Conflict, "plan.collided");
        }

        saver.Announce(work.Changed, attached);
        return made;
    }

    private void Tell(Reassignment made, ClaimsPrincipal who, Func<ReassignmentMove, (Guid? From, Guid? To)> way)
    {
        var ways = made.Done.Select(way).ToList();
        void Each(NoticeKind kind, IEnumerable<Guid?> people)
        {
            foreach (var person in people.OfType<Guid>().Where(p => p != who.ActorId()).GroupBy(p => p))
                notices.Tell(
                    person.Key,
                    new(kind, person.Count().ToString(System.Globalization.CultureInfo.InvariantCulture), who.DisplayName())
                );
        }

        Each(NoticeKind.Received, ways.Select(w => w.To));
        Each(NoticeKind.MovedAway, ways.Select(w => w.From));
    }
}
