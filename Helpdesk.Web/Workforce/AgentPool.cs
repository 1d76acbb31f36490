using Helpdesk.Domain.Workforce;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Workforce;

/// <summary>
/// Everybody who takes cases as the planner sees them: skills, hours, absence, and what lies on their desk at this moment (spec U2).
/// </summary>
public sealed class AgentPool(
    PeopleDirectory people,
    AgentProfileCache agents,
    AbsenceCache absences,
    CaseFeed feed,
    IOptions<AssignmentOptions> options,
    IClock clock
)
{
    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<Agent> Everybody()
    {
        Colleague[] all =
        [
            .. people.Active.Where(p => p.TakesCases || agents.Has(p.Id)).OrderBy(p => p.DisplayName, StringComparer.Ordinal),
        ];
        var standIns = people
            .All.Where(p => absences.IsAway(p.Id))
            .Select(p => (Away: p.Id, Present: absences.Present(p.Id)))
            .ToLookup(p => p.Present, p => p.Away);
        return [.. all.Select(p => Of(p, standIns[p.Id].ToHashSet()))];
    }

    /// <summary>Somebody, even when cases are not given to them as a rule; null for an unknown id.</summary>
    public Agent? Find(Guid person) => people.Find(person) is { } colleague ? Of(colleague, new HashSet<Guid>()) : null;

    /// <summary>Who should have a case, best first (spec U2).</summary>
    public IReadOnlyList<Suggestion> Suggest(CaseFacts about) =>
        AgentRanking.Rank(about, Everybody(), clock.GetCurrentInstant(), options.Value.Time);

    private Agent Of(Colleague person, IReadOnlySet<Guid> standsInFor)
    {
        var known = agents.Of(person.Id);
        return new(person.Id, person.DisplayName)
        {
            Products = known.Products,
            Languages = known.Languages,
            Capacity = known.Capacity,
            Hours = known.Hours,
            Load = feed.LoadOf(person.Id).Total,
            DueBy = feed.DuesOf(person.Id),
            IsAway = absences.IsAway(person.Id),
            StandsInFor = standsInFor,
        };
    }
}
