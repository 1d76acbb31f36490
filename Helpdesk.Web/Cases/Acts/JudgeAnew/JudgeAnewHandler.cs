using System.Security.Claims;
using FluentValidation;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Entitlements;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.JudgeAnew;

/// <summary>Shows what judging a case anew would do, and does it.</summary>
public sealed class JudgeAnewHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    EntitlementLookup lookup,
    CaseJudge judge,
    IValidator<JudgeCaseAnew> rules,
    IAuthorizationService authorisation
)
{
    /// <summary>What it would do now. Refusals: <c>auth.forbidden</c>, <c>case.unknown</c>.</summary>
    public async Task<Result<Judgement>> PreviewAsync(
        string number,
        JudgeCaseAnew command,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<Judgement>.Forbid();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var target = await db.Cases.AsNoTracking().Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == number, cancellation);
        if (target is null)
            return Result<Judgement>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        var context = runner.Context(who);
        var outcome = await judge.JudgeAsync(db, lookup.Canonical(command.Of(target)), target.OpenedAt, context.Now, cancellation);
        return target.PreviewJudgement(outcome, context);
    }

    /// <summary>
    /// Refusals besides those of the rules: <c>auth.forbidden</c>, <c>case.unknown</c>, <c>case.changed</c>, <c>judge.same</c>.
    /// </summary>
    public async Task<Result<QueueEntry>> HandleAsync(string number, int? expectedVersion, JudgeCaseAnew command, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result<QueueEntry>.Refuse(wrong.ToErrors());
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var target = await db.Cases.Include(c => c.Clocks).SingleOrDefaultAsync(c => c.Number == number);
        if (target is null)
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (expectedVersion is { } expected && expected != target.Version)
            return Result<QueueEntry>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", expected, target.Version);
        var context = runner.Context(who);
        var corrected = lookup.Canonical(command.Of(target));
        var outcome = await judge.JudgeAsync(db, corrected, target.OpenedAt, context.Now, CancellationToken.None);
        var done = target.JudgeAnew(corrected, outcome, command.Reason.Trim(), context);
        return done.IsOk ? await saver.SaveAsync(db, target) : Result<QueueEntry>.Refuse(done.Errors);
    }
}
