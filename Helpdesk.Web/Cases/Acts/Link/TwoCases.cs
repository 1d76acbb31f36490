using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Web.Cases.Acts.Link;

/// <summary>Ends a duplicate; the case named in <paramref name="Into"/> carries on (spec I5).</summary>
/// <param name="ExpectedTarget">The version of that case that was looked at; null takes it as it stands.</param>
public sealed record MergeCases(string? Into, int? ExpectedTarget = null);

/// <summary>Writes down that two cases belong together (spec I5, C9).</summary>
public sealed record LinkCases(LinkKind? Kind, string? Other);

/// <summary>Loads two cases, lets the domain decide about both, and saves both or none.</summary>
public abstract class TwoCasesHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    IAuthorizationService authorisation
)
{
    protected async Task<Result<QueueEntry>> RunAsync(
        string number,
        int? expectedVersion,
        string? named,
        string field,
        ClaimsPrincipal who,
        Func<Case, Case, CaseContext, Result> act
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<QueueEntry>.Forbid();
        if (string.IsNullOrWhiteSpace(named))
            return Result<QueueEntry>.Refuse("text.required", field);
        var other = named.Trim().ToUpperInvariant();
        if (!CaseNumber.IsValid(other))
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", field, other);

        // One turn for both: two people who merge opposite ways come one after the other, and the second is refused.
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var found = await db
            .Cases.Include(c => c.Clocks)
            .Include(c => c.Links)
            .Include(c => c.Participants)
            .Where(c => c.Number == number || c.Number == other)
            .ToDictionaryAsync(c => c.Number, StringComparer.Ordinal);
        if (!found.TryGetValue(number, out var target))
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", "number", number);
        if (!found.TryGetValue(other, out var second))
            return Result<QueueEntry>.Refuse(ErrorKind.NotFound, "case.unknown", field, other);
        if (expectedVersion is { } expected && expected != target.Version)
            return Result<QueueEntry>.Refuse(ErrorKind.Changed, "case.changed", "If-Match", expected, target.Version);
        var done = act(target, second, runner.Context(who));
        return done.IsOk ? await saver.SaveAsync(db, target, second) : Result<QueueEntry>.Refuse(done.Errors);
    }
}

public sealed class MergeCasesHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    IAuthorizationService authorisation
) : TwoCasesHandler(databases, gate, saver, runner, authorisation)
{
    public Task<Result<QueueEntry>> HandleAsync(string number, int? expectedVersion, MergeCases command, ClaimsPrincipal who) =>
        RunAsync(
            number,
            expectedVersion,
            command.Into,
            "into",
            who,
            (duplicate, main, context) =>
                command.ExpectedTarget is { } seen && seen != main.Version
                    ? Result.Refuse(ErrorKind.Changed, "merge.target-changed", "expectedTarget", main.Number)
                    : duplicate.MergeInto(main, context)
        );
}

public sealed class LinkCasesHandler(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    CaseSaver saver,
    CaseCommandRunner runner,
    IAuthorizationService authorisation
) : TwoCasesHandler(databases, gate, saver, runner, authorisation)
{
    public Task<Result<QueueEntry>> HandleAsync(string number, int? expectedVersion, LinkCases command, ClaimsPrincipal who) =>
        command.Kind is LinkKind.Related or LinkKind.FollowUpOf
            ? RunAsync(
                number,
                expectedVersion,
                command.Other,
                "other",
                who,
                (one, other, context) => Both(one, other, command.Kind.Value, context)
            )
            : Task.FromResult(Result<QueueEntry>.Refuse("link.kind", "kind"));

    private static Result Both(Case one, Case other, LinkKind kind, CaseContext context)
    {
        var here = one.Link(kind, other.Number, context);
        return here.IsOk ? other.Link(CaseLink.Opposite(kind), one.Number, context) : here;
    }
}
