using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using NodaTime;

namespace Helpdesk.Web.Supervision.Plan;

/// <summary>Cases that are chosen by what they have in common.</summary>
public enum PlanSet
{
    Missed = 0,
    AtRisk = 1,
    Unassigned = 2,
}

/// <summary>
/// Which cases a plan is about: all of somebody, a set, or some by number; a
/// product and a severity narrow any of them. Stands in the address.
/// </summary>
/// <param name="Of">User name or id of an owner.</param>
public sealed record PlanSelection(string? Of, PlanSet? Set, string? Product, IReadOnlyList<string> Cases, Severity? Severity = null)
{
    public bool IsEmpty => Of is null && Set is null && Cases.Count == 0;
}

/// <summary>Finds the cases of a selection in the live queue.</summary>
public sealed class SelectedCases(CaseFeed feed, PeopleDirectory people, IClock clock)
{
    /// <summary>More than this no supervisor looks through, and no single transaction should hold.</summary>
    public const int Most = 2000;

    /// <summary>Refusals: <c>plan.nothing-chosen</c>, <c>plan.too-many</c>, <c>owner.unknown</c>, <c>case.unknown</c>.</summary>
    public Result<IReadOnlyList<QueueEntry>> Find(PlanSelection selection)
    {
        if (selection.IsEmpty)
            return Result<IReadOnlyList<QueueEntry>>.Refuse("plan.nothing-chosen");
        var owner = selection.Of is { } name ? people.Find(name) : null;
        if (selection.Of is not null && owner is null)
            return Result<IReadOnlyList<QueueEntry>>.Refuse("owner.unknown", "of", selection.Of);
        if (selection.Cases.FirstOrDefault(number => feed.Find(number) is null) is { } unknown)
            return Result<IReadOnlyList<QueueEntry>>.Refuse(ErrorKind.NotFound, "case.unknown", "cases", unknown);
        var found = Chosen(selection, owner?.Id)
            .Where(e => e.Status != CaseStatus.Resolved && (selection.Product is not { Length: > 0 } product || e.ProductCode == product))
            .Where(e => selection.Severity is not { } severity || e.Severity == severity)
            .Where(e => owner is null || e.OwnerId == owner.Id)
            .Take(Most + 1)
            .ToList();
        return found.Count > Most ? Result<IReadOnlyList<QueueEntry>>.Refuse("plan.too-many", null, Most) : found;
    }

    private IEnumerable<QueueEntry> Chosen(PlanSelection selection, Guid? owner)
    {
        if (selection.Cases.Count > 0)
            return selection.Cases.Distinct().Select(feed.Find).OfType<QueueEntry>();
        IEnumerable<QueueKey> keys = selection.Set switch
        {
            PlanSet.Missed => feed.MissedOrder(),
            PlanSet.AtRisk => AtRisk.Keys(feed, clock.GetCurrentInstant()),
            PlanSet.Unassigned => feed.Order(QueueView.Unassigned),
            _ => feed.Order(QueueView.Mine, owner),
        };
        return keys.Select(key => feed.Find(key.Id)).OfType<QueueEntry>();
    }
}

/// <summary>The cases that are at risk and not missed yet, first due first.</summary>
internal static class AtRisk
{
    // At risk is a share of each target, so it does not follow the order by due time: enough of the front is looked through.
    private const int LookedThrough = 1000;

    public static IEnumerable<QueueKey> Keys(CaseFeed feed, Instant now)
    {
        var order = feed.Order(QueueView.Missed);
        var first = QueueIndex.Position(order, QueueKey.FirstAt(now));
        for (var i = first; i < order.Count && i < first + LookedThrough; i++)
        {
            if (feed.Find(order[i].Id) is { Clock: { } clock } && clock.AtRiskAt <= now)
                yield return order[i];
        }
    }
}
