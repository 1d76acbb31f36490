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

namespace Helpdesk.Web.Administration.OrderedLists;

/// <summary>What the list of <typeparamref name="T"/> refuses with, and what the log calls its acts.</summary>
/// <param name="Unknown">There is no such entry.</param>
/// <param name="Outdated">It was changed since it was opened for editing.</param>
public sealed record OrderedCodes<T>(Error Unknown, Error Outdated, string Moved, string SwitchedOn, string SwitchedOff);

/// <summary>
/// What administrators do to an ordered list; each act leaves its line in the administrative log. Everything refuses with
/// <c>auth.forbidden</c> and, where an entry is named, with those of <see cref="OrderedCodes{T}"/>.
/// </summary>
public sealed class OrderedEntries<T>(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    IAuthorizationService authorisation,
    IClock clock,
    OrderedCodes<T> codes
)
    where T : class, IOrdered
{
    /// <summary>All of them, those that are off included.</summary>
    public async Task<Result<T[]>> ListAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await MayAsync(who))
            return Result<T[]>.Refuse("auth.forbidden");
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Set<T>().AsNoTracking().OrderBy(e => e.Place).ToArrayAsync(cancellation);
    }

    /// <summary>Refuses with what <paramref name="rules"/> find, too.</summary>
    /// <param name="create">Adds the new entry at the place it is given.</param>
    public async Task<Result> SaveAsync<TSave>(
        TSave command,
        IValidator<TSave> rules,
        ClaimsPrincipal who,
        Func<HelpdeskDb, int, AdminAct> create,
        Func<T, AdminAct> change
    )
        where TSave : ISaveOrdered
    {
        if (!await MayAsync(who))
            return Result.Refuse("auth.forbidden");
        if (await rules.ValidateAsync(command) is { IsValid: false } wrong)
            return Result.Refuse(wrong.ToErrors());
        return await RunAsync(
            who,
            (db, all) =>
                command.Id is { } id
                    ? Change(all.Find(e => e.Id == id), command.Version, change)
                    : create(db, all.Count == 0 ? 1 : all[^1].Place + 1)
        );
    }

    /// <summary>Takes an entry out of use, or puts it back.</summary>
    public Task<Result> SwitchAsync(Guid id, bool on, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                if (all.Find(e => e.Id == id) is not { } entry)
                    return codes.Unknown;
                var act = Act(on ? codes.SwitchedOn : codes.SwitchedOff, entry);
                if (entry.IsActive == on)
                    act.ChangedNothing();
                else
                    (entry.IsActive, entry.Version) = (on, entry.Version + 1);
                return act;
            }
        );

    /// <summary>Moves an entry one place. The first cannot go up, the last not down: nothing happens then.</summary>
    public Task<Result> MoveAsync(Guid id, bool up, ClaimsPrincipal who) =>
        RunAsync(
            who,
            (_, all) =>
            {
                var at = all.FindIndex(e => e.Id == id);
                if (at < 0)
                    return codes.Unknown;
                var act = Act(codes.Moved, all[at]);
                var to = up ? at - 1 : at + 1;
                if (to < 0 || to >= all.Count)
                {
                    act.ChangedNothing();
                    return act;
                }

                (all[at].Place, all[to].Place) = (all[to].Place, all[at].Place);
                return act.With(up ? "before" : "after", all[to].NameIn("en"));
            }
        );

    // The list is short: whoever changes one reads them all.
    private async Task<Result> RunAsync(ClaimsPrincipal who, Func<HelpdeskDb, List<T>, Result<AdminAct>> change)
    {
        if (!await MayAsync(who))
            return Result.Refuse("auth.forbidden");
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var act = change(db, await db.Set<T>().OrderBy(e => e.Place).ToListAsync());
        if (!act.IsOk)
            return Result.Refuse(act.Errors);
        if (act.Value.IsIdle)
            return Result.Ok;
        db.AdminLog().Add(new AdminLogEntry(clock.GetCurrentInstant(), who.ToActor(), act.Value));
        await db.SaveChangesAsync();
        return Result.Ok;
    }

    private Result<AdminAct> Change(T? entry, int version, Func<T, AdminAct> change)
    {
        if (entry is null)
            return codes.Unknown;
        if (entry.Version != version)
            return codes.Outdated;
        var act = change(entry);
        entry.Version++;
        return act;
    }

    private async Task<bool> MayAsync(ClaimsPrincipal who) => (await authorisation.AuthorizeAsync(who, Policies.Administer)).Succeeded;

    private static AdminAct Act(string code, T entry) => new AdminAct(code).On(entry.Id, entry.NameIn("en"));
}
