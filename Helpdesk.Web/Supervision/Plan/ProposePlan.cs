using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Workforce;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>A plan with all it was made from: adjusting one case leaves the others where they were.</summary>
public sealed record PlanDraft(
    IReadOnlyList<QueueEntry> Cases,
    IReadOnlyList<Agent> People,
    Instant At,
    Duration TimePerCase,
    IReadOnlyDictionary<long, Guid?> ByHand
)
{
    private ReassignmentPlan? _plan;

    public ReassignmentPlan Plan => _plan ??= ReassignmentPlanner.Propose(Cases, People, At, TimePerCase, ByHand);

    /// <summary>The same plan with one case given to somebody else, or (null) into the queue.</summary>
    public PlanDraft With(long id, Guid? to) =>
        this with
        {
            ByHand = new Dictionary<long, Guid?>(ByHand) { [id] = to },
            _plan = null,
        };

    /// <summary>The moves as they are sent to be applied, each with the version it was planned on.</summary>
    public IReadOnlyList<PlanMove> Moves => [.. Plan.Moves.Select(m => new PlanMove(m.Case.Number, m.Case.Version, m.To))];
}

/// <summary>Makes a proposal from the queue as it is now (spec U2).</summary>
public sealed class ProposePlanQuery(
    CaseFeed feed,
    SelectedCases selected,
    AgentPool agents,
    PeopleDirectory people,
    IOptions<AssignmentOptions> options,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>Refusals: <c>auth.forbidden</c> and those of <see cref="SelectedCases"/>.</summary>
    /// <param name="byHand">Receivers chosen already, by case number; null is the queue.</param>
    public async Task<Result<PlanDraft>> RunAsync(
        PlanSelection selection,
        IReadOnlyDictionary<string, Guid?>? byHand,
        ClaimsPrincipal who,
        CancellationToken cancellation
    )
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result<PlanDraft>.Forbid();
        await feed.Loaded.WaitAsync(cancellation);
        var cases = selected.Find(selection);
        if (!cases.IsOk)
            return Result<PlanDraft>.Refuse(cases.Errors);
        // Whose cases are to go somewhere else does not get them back.
        var from = selection.Of is { } name ? people.Find(name)?.Id : null;
        Agent[] everybody = [.. agents.Everybody().Select(a => a.Id == from ? a with { IsAway = true } : a)];
        var chosen = (byHand ?? new Dictionary<string, Guid?>())
            .Select(pair => (Case: cases.Value.FirstOrDefault(c => c.Number == pair.Key), To: pair.Value))
            .Where(c => c.Case is not null)
            .ToDictionary(c => c.Case!.Id, c => c.To);
        return new PlanDraft(cases.Value, everybody, clock.GetCurrentInstant(), options.Value.Time, chosen);
    }
}
