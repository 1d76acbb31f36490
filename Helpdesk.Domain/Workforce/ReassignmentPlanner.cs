using Helpdesk.Domain.Queue;
using NodaTime;

namespace Helpdesk.Domain.Workforce;

/// <summary>
/// Proposes who gets each of some cases (spec U2). The cases leave the desks they lie on, and are laid down one by one, first due first,
/// where <see cref="AgentRanking"/> puts them; who has one already may keep it. Nobody away gets any.
/// </summary>
public static class ReassignmentPlanner
{
    /// <param name="timePerCase">How long one case is reckoned to take until it is answered.</param>
    /// <param name="byHand">Receivers a supervisor chose instead, by case; null is the
    /// queue. The other cases stay where they were proposed.</param>
    public static ReassignmentPlan Propose(
        IReadOnlyCollection<QueueEntry> cases,
        IReadOnlyList<Agent> people,
        Instant now,
        Duration timePerCase,
        IReadOnlyDictionary<long, Guid?>? byHand = null
    )
    {
        QueueEntry[] ordered = [.. cases.DistinctBy(c => c.Id).OrderBy(QueueKey.Of)];
        var desks = people.ToDictionary(p => p.Id, p => new AgentLoad(p, now, timePerCase));
        TakeOff(ordered, desks);
        AgentLoad[] present = [.. desks.Values.Where(d => !d.Agent.IsAway)];
        var proposed = ordered.Select(entry => Lay(entry, present, now)).ToList();
        foreach (var (entry, to) in byHand ?? new Dictionary<long, Guid?>())
            LayByHand(proposed, entry, to, desks, now);
        var judged = proposed.ConvertAll(p => Judge(p, desks, present, now));
        return new(
            now,
            [.. judged.OrderByDescending(p => p.Danger).ThenBy(p => QueueKey.Of(p.Case))],
            [.. people.Select(p => Change(desks[p.Id], judged))]
        );
    }

    private static void TakeOff(IEnumerable<QueueEntry> cases, Dictionary<Guid, AgentLoad> desks)
    {
        foreach (var entry in cases)
        {
            if (entry.OwnerId is { } owner && desks.TryGetValue(owner, out var desk))
                desk.Take(entry.Clock?.DueAt);
        }
    }

    private static Placement Lay(QueueEntry entry, AgentLoad[] present, Instant now)
    {
        var about = CaseFacts.Of(entry);
        if (present.MinBy(desk => AgentRanking.RankOf(about, desk)) is not { } best)
            return new(entry, null, [new(PlacementReasonKind.NobodyThere)], DueDanger.None, null);
        var reasons = AgentRanking.Reasons(about, best, now);
        best.Put(about.DueAt);
        return new(entry, best.Agent.Id, reasons, DueDanger.None, null);
    }

    private static void LayByHand(List<Placement> proposed, long id, Guid? to, Dictionary<Guid, AgentLoad> desks, Instant now)
    {
        var at = proposed.FindIndex(p => p.Case.Id == id);
        // A receiver who is unknown or away is no choice: the proposal stands.
        if (at < 0 || (to is { } wanted && (!desks.TryGetValue(wanted, out var known) || known.Agent.IsAway)))
            return;
        var (entry, due) = (proposed[at].Case, proposed[at].Case.Clock?.DueAt);
        if (proposed[at].To is { } before)
            desks[before].Take(due);
        List<PlacementReason> reasons = [new(PlacementReasonKind.ByHand)];
        if (to is { } receiver)
        {
            reasons.AddRange(AgentRanking.Reasons(CaseFacts.Of(entry), desks[receiver], now));
            desks[receiver].Put(due);
        }

        proposed[at] = new(entry, to, reasons, DueDanger.None, null);
    }

    private static Placement Judge(Placement placed, Dictionary<Guid, AgentLoad> desks, AgentLoad[] present, Instant now)
    {
        if (placed.Case.Clock?.DueAt is not { } due)
            return placed;
        var expected = placed.To is { } to ? desks[to].AnsweredOnDesk(due) : null;
        var danger =
            due <= now ? DueDanger.Missed
            : !Array.Exists(present, desk => desk.AnsweredFirst() <= due) ? DueDanger.Certain
            : placed.To is not null && !(expected <= due) ? DueDanger.Tight
            : DueDanger.None;
        return placed with { Danger = danger, ExpectedAt = expected };
    }

    private static DeskChange Change(AgentLoad desk, List<Placement> placements)
    {
        var theirs = placements.Where(p => p.To == desk.Agent.Id).ToList();
        return new(desk.Agent, desk.Agent.Load, desk.Load, theirs.Count(p => p.IsMove), theirs.Count(p => p.Danger == DueDanger.Tight));
    }
}
