using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Authorization;
using NodaTime;

namespace Helpdesk.Web.Cases.Acts.Take;

/// <summary>The case that was taken, and why it was this one.</summary>
public sealed record TakenNext(QueueEntry Case, IReadOnlyList<PlacementReason> Reasons);

/// <summary>Takes the case that fits an engineer best among those nobody has (spec U1, U2).</summary>
public sealed class TakeNextCase(
    CaseFeed feed,
    AgentPool agents,
    CaseCommandRunner runner,
    IAuthorizationService authorisation,
    IClock clock
)
{
    // What is due later than these is nobody's next case.
    private const int LookedThrough = 500;
    private const int Tries = 5;

    /// <summary>Refusals: <c>auth.forbidden</c>, <c>owner.machine</c>, <c>queue.nothing-waits</c>, and those of an assignment.</summary>
    public async Task<Result<TakenNext>> HandleAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<TakenNext>.Forbid();
        if (who.ToActor() is not { Kind: ActorKind.Person, Id: { } me } || agents.Find(me) is not { } agent)
            return Result<TakenNext>.Refuse("owner.machine", "owner");
        await feed.Loaded.WaitAsync(cancellation);
        for (var tries = 1; ; tries++)
        {
            if (AgentRanking.NextBest(Waiting(), agent, clock.GetCurrentInstant()) is not { } best)
                return Result<TakenNext>.Refuse("queue.nothing-waits");
            var taken = await runner.RunAsync(best.Case.Number, best.Case.Version, new TakeCase(), who, cancellation);
            if (taken.IsOk)
                return new TakenNext(taken.Value, best.Reasons);
            // A colleague was faster: then the next one.
            if (taken.Errors[0].Code is not ("case.changed" or "case.taken-meanwhile") || tries == Tries)
                return Result<TakenNext>.Refuse(taken.Errors);
        }
    }

    private IEnumerable<QueueEntry> Waiting() =>
        feed.Order(QueueView.Unassigned)
            .Take(LookedThrough)
            .Select(key => feed.Find(key.Id))
            .OfType<QueueEntry>()
            .Where(e => e.OwnerId is null && (e.Ball == Ball.Us || e.Clock?.DueAt is not null));
}
