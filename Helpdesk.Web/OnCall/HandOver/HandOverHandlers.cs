using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.HandOver;

/// <summary>Says where a case stands, in one line, before the shift goes over.</summary>
public sealed record EditHandOverLine(Guid Id, long CaseId, string Text);

public sealed class EditHandOverLineRules : AbstractValidator<EditHandOverLine>
{
    public EditHandOverLineRules() => RuleFor(l => l.Text).Required().AtMost(Rules.ShortText).OneLine();
}

/// <summary>Takes the shift over with all that runs: one press.</summary>
public sealed record AcceptHandOver(Guid Id);

/// <summary>What is done to hand-overs: lines by whoever leaves, acceptance by whoever comes, either by a supervisor (spec U3).</summary>
public sealed class HandOverHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    PeopleDirectory people,
    DutyRoster roster,
    HandOverCache board,
    OpenAlerts alerts,
    IValidator<EditHandOverLine> rules,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>
    /// Those that wait, oldest first, with their lines; refused with <c>auth.forbidden</c> for those who do not work cases.
    /// </summary>
    public async Task<Result<IReadOnlyList<ShiftHandOver>>> OpenAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result<IReadOnlyList<ShiftHandOver>>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.HandOvers()
            .AsNoTracking()
            .Include(h => h.Lines)
            .Where(h => h.AcceptedAt == null)
            .OrderBy(h => h.ShiftAt)
            .ToListAsync(cancellation);
    }

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>handover.unknown</c>, <c>handover.accepted</c>, and those of
    /// <see cref="EditHandOverLineRules"/>.
    /// </summary>
    public async Task<Result> HandleAsync(EditHandOverLine command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases))
            return Result.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await FindAsync(db, command.Id) is not { } found || found.Lines.Find(l => l.CaseId == command.CaseId) is not { } line)
            return Result.Refuse(ErrorKind.NotFound, "handover.unknown");
        if (who.ActorId() != found.FromId && !await MayAsync(who, Policies.Supervise))
            return Result.Forbid();
        if (found.AcceptedAt is { } at)
            return Result.Refuse("handover.accepted", null, found.AcceptedBy, at);
        (line.Text, line.EditedBy) = (command.Text.Trim(), who.DisplayName());
        found.Version++;
        await db.SaveChangesAsync();
        board.Changed();
        return Result.Ok;
    }

    /// <summary>
    /// Refusals: <c>auth.forbidden</c>, <c>handover.unknown</c>, <c>handover.accepted</c>, <c>handover.not-yours</c>, <c>case.changed</c>.
    /// </summary>
    public async Task<Result> HandleAsync(AcceptHandOver command, ClaimsPrincipal who)
    {
        if (!await MayAsync(who, Policies.WorkCases) || who.IsMachine())
            return Result.Forbid();
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await FindAsync(db, command.Id) is not { } found)
            return Result.Refuse(ErrorKind.NotFound, "handover.unknown");
        if (found.AcceptedAt is { } at)
            return Result.Refuse("handover.accepted", null, found.AcceptedBy, at);
        var (now, me) = (clock.GetCurrentInstant(), who.ActorId());
        // Whoever stands in meanwhile has the shift now, whatever the hand-over says.
        if (me != found.ToId && !roster.IsOnCall(me, now) && !await MayAsync(who, Policies.Supervise))
            return Result.Refuse("handover.not-yours", null, found.ToId is { } next ? roster.NameOf(next) : null);
        var name = people.Find(me)?.DisplayName ?? who.DisplayName();
        found.Accept(me, name, now);
        var key = found.Id.ToString("N");
        var settled =
            await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.HandOverLate && a.Key == key && a.SettledAt == null) is { } alert
            && alert.SettleItself(PageWriter.Rule, now);
        var moved = await MoveAsync(db, found, new Owner(me, name), runner.Context(who));
        if (moved.Count == 0)
            await db.SaveChangesAsync();
        else if (await saver.SaveAsync(db, moved) is { IsOk: false } refused)
            return Result.Refuse(refused.Errors);
        alerts.Settled(settled ? 1 : 0);
        board.Changed();
        return Result.Ok;
    }

    private async Task<List<Case>> MoveAsync(HelpdeskDb db, ShiftHandOver found, Owner to, CaseContext context)
    {
        List<long> ids = [.. found.Lines.Select(l => l.CaseId)];
        var from = found.FromId is { } leaving ? new Owner(leaving, people.Find(leaving)?.DisplayName ?? "–") : null;
        var moved = new List<Case>();
        foreach (
            var one in await db
                .Cases.Include(c => c.Clocks)
                .Where(c => ids.Contains(c.Id) && c.Status < CaseStatus.Resolved)
                .OrderBy(c => c.Id)
                .ToListAsync()
        )
        {
            if (one.HandOver(from, to, found.Lines.First(l => l.CaseId == one.Id).Text, context).IsOk)
                moved.Add(one);
        }

        return moved;
    }

    private static Task<ShiftHandOver?> FindAsync(HelpdeskDb db, Guid id) =>
        db.HandOvers().Include(h => h.Lines).SingleOrDefaultAsync(h => h.Id == id);

    private async Task<bool> MayAsync(ClaimsPrincipal who, string policy) => (await authorisation.AuthorizeAsync(who, policy)).Succeeded;
}
