using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Domain.OnCall;

/// <summary>Who can be asked at one instant (spec U3).</summary>
/// <param name="Layers">Who has each layer; a layer that is missing is a gap.</param>
/// <param name="Supervisors">Everybody who supervises and is not away.</param>
/// <param name="Present">Everybody who may be on call or supervises and is not away.</param>
/// <param name="All">Everybody who may be on call or supervises, away or not: asked when nobody else is left.</param>
public sealed record OnDuty(
    IReadOnlyDictionary<OnCallLayer, Guid> Layers,
    IReadOnlyList<Guid> Supervisors,
    IReadOnlyList<Guid> Present,
    IReadOnlyList<Guid> All
)
{
    public Guid? In(OnCallLayer layer) => Layers.TryGetValue(layer, out var person) ? person : null;

    /// <summary>True when no layer has anybody.</summary>
    public bool IsDeserted => Layers.Count == 0;
}

/// <summary>A step of a page: who is asked together, and since when.</summary>
/// <param name="Number">Counted from 1 within its page.</param>
/// <param name="Gaps">Layers that were passed over because nobody has them.</param>
public sealed record PageStep(int Number, PageStage Stage, Instant At, IReadOnlyList<Guid> People, IReadOnlyList<OnCallLayer> Gaps);

/// <summary>What was asked before for the same need, by pages that somebody took and did not carry through (spec U3).</summary>
/// <param name="Takers">Who acknowledged: they count as asked, by whatever way they came to it.</param>
public sealed record PageTrail(IReadOnlyList<PageStep> Steps, IReadOnlyList<Guid> Takers)
{
    public static readonly PageTrail None = new([], []);
}

/// <summary>
/// Who is asked next until somebody takes the case (spec U3): primary, secondary, supervisor, then everyone, again and again. Pure: the
/// same steps before and the same people on duty always give the same step.
/// </summary>
public static class Escalation
{
    private static readonly PageStage[] InTurn = [PageStage.Primary, PageStage.Secondary, PageStage.Supervisor];

    /// <summary>
    /// The step after <paramref name="before"/>. A layer with nobody, or with somebody who was asked already, is passed over at once. Where
    /// a layer has nobody the supervisor is asked along with whoever is next, so that a gap never goes unnoticed.
    /// </summary>
    /// <param name="trail">What earlier pages for the same need did: this one goes on where they stood.</param>
    public static PageStep Next(IReadOnlyList<PageStep> before, OnDuty duty, Instant now, PageTrail? trail = null)
    {
        var number = before.Count + 1;
        IReadOnlyList<PageStep> all = [.. (trail ?? PageTrail.None).Steps, .. before];
        var asked = all.SelectMany(step => step.People).Concat((trail ?? PageTrail.None).Takers).ToHashSet();
        var gaps = new List<OnCallLayer>();
        var reached = Reached(all);
        foreach (var stage in InTurn.Where(stage => reached is null || stage > reached))
        {
            var people = At(stage, duty);
            if (people.Count == 0 || (stage == PageStage.Supervisor && duty.In(OnCallLayer.Supervisor) is null))
                gaps.Add((OnCallLayer)stage);
            List<Guid> wanted = [.. people.Where(person => !asked.Contains(person))];
            if (wanted.Count == 0)
                continue;
            if (gaps.Count > 0)
                wanted = [.. wanted.Concat(At(PageStage.Supervisor, duty).Where(person => !asked.Contains(person))).Distinct()];
            return new(number, stage, now, wanted, gaps);
        }

        return new(number, PageStage.Everyone, now, Everyone(duty), gaps);
    }

    /// <summary>When the next step is due, unless somebody takes the case before.</summary>
    public static Instant DueAfter(PageStep step, Duration acknowledgeWithin) => step.At + acknowledgeWithin;

    /// <summary>Everybody there is: those who are present, else whoever is left; nobody only where nobody may be on call at all.</summary>
    public static IReadOnlyList<Guid> Everyone(OnDuty duty)
    {
        List<Guid> present = [.. duty.Layers.OrderBy(layer => layer.Key).Select(layer => layer.Value).Concat(duty.Present).Distinct()];
        return present.Count > 0 ? present : duty.All;
    }

    private static IReadOnlyList<Guid> At(PageStage stage, OnDuty duty) =>
        stage switch
        {
            PageStage.Supervisor => duty.In(OnCallLayer.Supervisor) is { } supervisor ? [supervisor] : duty.Supervisors,
            _ => duty.In((OnCallLayer)stage) is { } person ? [person] : [],
        };

    // Whoever a case was handed to by name comes before the primary.
    private static PageStage? Reached(IReadOnlyList<PageStep> before) =>
        before.Where(step => step.Stage != PageStage.Named).Max(step => (PageStage?)step.Stage);
}
