using CsCheck;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>Who is asked next until somebody takes the case: by example, then for any rota and any pattern of sleep (spec U3).</summary>
public sealed class EscalationTests
{
    private static readonly Instant Night = Instant.FromUtc(2027, 6, 11, 17, 13);
    private static readonly Duration Within = Duration.FromMinutes(5);
    private static readonly Guid[] People = [.. Enumerable.Range(1, 6).Select(n => new Guid(n, 0, 0, new byte[8]))];
    private static readonly (Guid Ueda, Guid Ito, Guid Mori, Guid Kato) Named = (People[0], People[1], People[2], People[3]);

    private static readonly OnDuty Full = Duty(
        [(OnCallLayer.Primary, (Guid?)Named.Ueda), (OnCallLayer.Secondary, Named.Ito), (OnCallLayer.Supervisor, Named.Mori)],
        supervisors: [Named.Mori],
        present: [Named.Ueda, Named.Mori, Named.Kato]
    );

    [Fact]
    public void NobodyAnswers_PrimaryThenSecondaryThenSupervisorThenEveryone_AgainAndAgain()
    {
        var steps = Run(Full, 6);

        steps
            .Select(s => (s.Number, s.Stage))
            .ShouldBe([
                (1, PageStage.Primary),
                (2, PageStage.Secondary),
                (3, PageStage.Supervisor),
                (4, PageStage.Everyone),
                (5, PageStage.Everyone),
                (6, PageStage.Everyone),
            ]);
        steps.Take(3).SelectMany(s => s.People).ShouldBe([Named.Ueda, Named.Ito, Named.Mori]);
        steps[3].People.ShouldBe([Named.Ueda, Named.Ito, Named.Mori, Named.Kato]);
        steps.Select(s => (s.At - Night).TotalMinutes).ShouldBe([0, 5, 10, 15, 20, 25]);
    }

    [Fact]
    public void PrimaryIsAGap_SecondaryAndSupervisorAreAskedAtOnce()
    {
        var step = Escalation.Next(
            [],
            Full with
            {
                Layers = Layers((OnCallLayer.Secondary, Named.Ito), (OnCallLayer.Supervisor, Named.Mori)),
            },
            Night
        );

        (step.Stage, step.At).ShouldBe((PageStage.Secondary, Night));
        step.People.ShouldBe([Named.Ito, Named.Mori]);
        step.Gaps.ShouldBe([OnCallLayer.Primary]);
    }

    [Fact]
    public void OnlyPrimaryAndSecondaryAreGaps_TheSupervisorIsAskedAtOnce()
    {
        var step = Escalation.Next([], Full with { Layers = Layers((OnCallLayer.Supervisor, Named.Mori)) }, Night);

        (step.Stage, step.People[0]).ShouldBe((PageStage.Supervisor, Named.Mori));
    }

    [Fact]
    public void SupervisorLayerIsAGap_AllWhoSuperviseAndAreThereAreAsked()
    {
        var steps = Run(Full with { Layers = Layers((OnCallLayer.Primary, Named.Ueda)), Supervisors = [Named.Mori, Named.Kato] }, 2);

        steps[1].Stage.ShouldBe(PageStage.Supervisor, "secondary has nobody, so it is passed over at once");
        steps[1].People.ShouldBe([Named.Mori, Named.Kato]);
    }

    [Fact]
    public void OnePersonInTwoLayers_IsAskedOnce_TheNextAtOnce()
    {
        var steps = Run(
            Full with
            {
                Layers = Layers(
                    (OnCallLayer.Primary, Named.Ueda),
                    (OnCallLayer.Secondary, Named.Ueda),
                    (OnCallLayer.Supervisor, Named.Mori)
                ),
            },
            3
        );

        steps.Select(s => s.Stage).ShouldBe([PageStage.Primary, PageStage.Supervisor, PageStage.Everyone]);
    }

    [Fact]
    public void NobodyAtAll_EverybodyWhoMayBeOnCallIsAsked_AwayOrNot()
    {
        var step = Escalation.Next([], Duty([], supervisors: [], present: []), Night);

        (step.Stage, step.People.Count).ShouldBe((PageStage.Everyone, People.Length));
        step.Gaps.ShouldBe([OnCallLayer.Primary, OnCallLayer.Secondary, OnCallLayer.Supervisor]);
    }

    [Fact]
    public void HandedToSomebodyByName_WithoutAnAnswer_GoesTheUsualWay()
    {
        var named = new PageStep(1, PageStage.Named, Night, [Named.Kato], []);

        Escalation
            .Next([named], Full, Night + Within)
            .ShouldSatisfyAllConditions(
                s => s.Number.ShouldBe(2),
                s => s.Stage.ShouldBe(PageStage.Primary),
                s => s.People.ShouldBe([Named.Ueda])
            );
    }

    private static readonly Gen<Guid> Somebody = Gen.OneOf(People);
    private static readonly Gen<OnDuty> AnyDuty = Gen.Select(
            Gen.OneOf<Guid?>([null, .. People.Cast<Guid?>()]),
            Gen.OneOf<Guid?>([null, .. People.Cast<Guid?>()]),
            Gen.OneOf<Guid?>([null, .. People.Cast<Guid?>()]),
            Somebody.Array[0, 3],
            Somebody.Array[0, 4]
        )
        .Select(
            (primary, secondary, supervisor, supervisors, present) =>
                Duty(
                    [
                        .. ((OnCallLayer, Guid?)[])
                            [(OnCallLayer.Primary, primary), (OnCallLayer.Secondary, secondary), (OnCallLayer.Supervisor, supervisor)],
                    ],
                    supervisors,
                    present
                )
        );

    /// <summary>The rota changes under a page's feet with every step; nothing of it may drop the page or ask twice.</summary>
    [Fact]
    public void WhateverTheRotaAndTheAnswers_EveryPageReachesSomebody_EachOncePerStep_OnTime() =>
        AnyDuty
            .Array[1, 8]
            .Sample(
                nights =>
                {
                    List<PageStep> steps = [];
                    var now = Night;
                    foreach (var duty in nights)
                    {
                        var step = Escalation.Next(steps, duty, now);
                        steps.Add(step);
                        step.Number.ShouldBe(steps.Count);
                        step.At.ShouldBe(now, "a step that is passed over takes no time");
                        step.People.ShouldNotBeEmpty("there is always somebody who may be on call");
                        step.People.Distinct().Count().ShouldBe(step.People.Count, "a step asks each person once");
                        if (step.Stage != PageStage.Everyone)
                            steps.SkipLast(1).SelectMany(s => s.People).Intersect(step.People).ShouldBeEmpty("asked already: passed over");
                        if (step.Gaps.Contains(OnCallLayer.Primary) && step.Stage != PageStage.Everyone)
                            SupervisorsOf(duty).Except(steps.SelectMany(s => s.People)).ShouldBeEmpty("a gap goes to the supervisor");
                        now = Escalation.DueAfter(step, Within);
                    }

                    steps.Zip(steps.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At == Within);
                    steps.Select(s => s.Stage).ShouldBe(steps.Select(s => s.Stage).Order(), "it never goes back");
                    if (steps.Count >= 4)
                        steps[3].Stage.ShouldBe(PageStage.Everyone, "after a quarter of an hour everybody is asked");
                },
                iter: 5000
            );

    private static IEnumerable<Guid> SupervisorsOf(OnDuty duty) => duty.In(OnCallLayer.Supervisor) is { } one ? [one] : duty.Supervisors;

    private static List<PageStep> Run(OnDuty duty, int steps)
    {
        List<PageStep> made = [];
        var now = Night;
        for (var i = 0; i < steps; i++)
        {
            made.Add(Escalation.Next(made, duty, now));
            now = Escalation.DueAfter(made[^1], Within);
        }

        return made;
    }

    private static OnDuty Duty(
        IEnumerable<(OnCallLayer Layer, Guid? Person)> layers,
        IReadOnlyList<Guid> supervisors,
        IReadOnlyList<Guid> present
    ) =>
        new(
            layers.Where(l => l.Person is not null).ToDictionary(l => l.Layer, l => l.Person!.Value),
            [.. supervisors.Distinct()],
            [.. present.Distinct()],
            People
        );

    private static Dictionary<OnCallLayer, Guid> Layers(params (OnCallLayer Layer, Guid Person)[] layers) =>
        layers.ToDictionary(l => l.Layer, l => l.Person);
}
