using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Queue;
using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>What of a case decides who should have it.</summary>
public sealed record CaseFacts(string ProductCode, string Language, Instant? DueAt, Guid? OwnerId = null)
{
    public static CaseFacts Of(QueueEntry entry) => new(entry.ProductCode, entry.Language, entry.Clock?.DueAt, entry.OwnerId);

    public static CaseFacts Of(Case target) => new(target.ProductCode, target.Contact.Language, target.NextClock?.DueAt, target.OwnerId);
}

/// <summary>Somebody who could have a case, and why.</summary>
public sealed record Suggestion(Agent Agent, IReadOnlyList<PlacementReason> Reasons);

/// <summary>
/// Who should have a case; the one order behind the plan, the suggestion at intake and "take next best" (spec U2). The
/// customer's language comes first, without it nobody can answer; then room (an empty desk whose owner is at home when the case falls due
/// is none), the due time or the fewest hours late, the product, whoever stands in, and last the emptier desk.
/// </summary>
public static class AgentRanking
{
    /// <summary>Those who are there, best first.</summary>
    /// <param name="timePerCase">How long one case is reckoned to take until it is answered.</param>
    public static IReadOnlyList<Suggestion> Rank(CaseFacts about, IEnumerable<Agent> people, Instant now, Duration timePerCase) =>
        [
            .. people
                .Where(p => !p.IsAway)
                .Select(p => new AgentLoad(p, now, timePerCase))
                .Select(desk => (AgentLoad: desk, Rank: RankOf(about, desk)))
                .OrderBy(r => r.Rank)
                .Select(r => new Suggestion(r.AgentLoad.Agent, Reasons(about, r.AgentLoad, now))),
        ];

    /// <summary>
    /// The case somebody should take next: in a language they speak, one they know
    /// or that is at risk, first due first. Null when none waits.
    /// </summary>
    /// <param name="waiting">In the order in which they fall due.</param>
    public static (QueueEntry Case, IReadOnlyList<PlacementReason> Reasons)? NextBest(
        IEnumerable<QueueEntry> waiting,
        Agent me,
        Instant now
    )
    {
        var best = waiting
            .Select((entry, place) => (entry, place))
            .OrderBy(w => !me.Speaks(w.entry.Language))
            .ThenBy(w => !me.Knows(w.entry.ProductCode) && !IsUrgent(w.entry, now))
            .ThenBy(w => w.place)
            .Select(w => w.entry)
            .FirstOrDefault();
        if (best is null)
            return null;
        var reasons = Reasons(CaseFacts.Of(best), new AgentLoad(me, now, Duration.Zero), now);
        return (best, IsUrgent(best, now) ? [.. reasons, new(PlacementReasonKind.DueSoon)] : reasons);
    }

    internal static (bool, bool, long, bool, bool, double, Guid) RankOf(CaseFacts about, AgentLoad desk) =>
        (
            !desk.Agent.Speaks(about.Language),
            !desk.HasRoomFor(about.DueAt),
            desk.HoursLate(about.DueAt),
            !desk.Agent.Knows(about.ProductCode),
            !StandsIn(about, desk.Agent),
            desk.ShareWithOneMore,
            desk.Agent.Id
        );

    /// <summary>Said in the order in which a person would: what they know, how busy they are, which language, what else.</summary>
    internal static IReadOnlyList<PlacementReason> Reasons(CaseFacts about, AgentLoad desk, Instant now)
    {
        var agent = desk.Agent;
        List<PlacementReason> reasons =
        [
            new(agent.Knows(about.ProductCode) ? PlacementReasonKind.KnowsProduct : PlacementReasonKind.NewToProduct, about.ProductCode),
            new(PlacementReasonKind.OpenCases, desk.Load.ToString(CultureInfo.InvariantCulture)),
            new(agent.Speaks(about.Language) ? PlacementReasonKind.SpeaksLanguage : PlacementReasonKind.OtherLanguage, about.Language),
        ];
        if (StandsIn(about, agent))
            reasons.Add(new(PlacementReasonKind.StandsIn));
        if (!desk.HasRoom)
            reasons.Add(new(PlacementReasonKind.OverCapacity));
        if (!agent.Hours.IsOpen(now))
            reasons.Add(new(PlacementReasonKind.OutsideHours));
        return reasons;
    }

    private static bool StandsIn(CaseFacts about, Agent agent) => about.OwnerId is { } owner && agent.StandsInFor.Contains(owner);

    private static bool IsUrgent(QueueEntry entry, Instant now) =>
        entry.Clock is { } clock && (clock.AtRiskAt <= now || clock.DueAt <= now);
}
