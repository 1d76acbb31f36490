using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using NodaTime;
using static Helpdesk.Tests.Workforce.SampleAgents;

namespace Helpdesk.Tests.Workforce;

/// <summary>Who gets which case, and why (spec U2): language, room, due time, product, whoever stands in, the emptier desk.</summary>
public sealed class ReassignmentPlannerTests
{
    [Fact]
    public void Propose_SkillAndLanguage_DecideBeforeLoad()
    {
        var people = new[] { Kato, Sato.Busy(30, 60), Ito };
        Plan(people, Case(1, product: "IMG-MANAGER"), Case(2, language: "en"), Case(3, product: "SHD-STREAM", language: "en"))
            .Of(people)
            .ShouldBe(
                "1→Kato, 2→Sato, 3→Ito",
                "Kato alone knows ImageManager, Sato knows the server and writes English, Ito knows ShadowStream"
            );
    }

    [Fact]
    public void Propose_EqualSkills_EmptierDeskFirst_ThenEvenly()
    {
        Agent[] people = [Person(1, "A", ["SPX-SERVER"], ["ja"], load: 2), Person(2, "B", ["SPX-SERVER"], ["ja"])];
        Plan(people, Case(1), Case(2), Case(3), Case(4)).Of(people).ShouldBe("1→B, 2→B, 3→A, 4→B");
    }

    [Fact]
    public void Propose_OwnerAway_SubstituteComesBeforeOthersOfEqualSkill()
    {
        Agent[] people =
        [
            Kato with
            {
                IsAway = true,
            },
            Person(4, "A", ["SPX-SERVER"], ["ja"]),
            Sato.Busy(30) with
            {
                StandsInFor = new HashSet<Guid> { Kato.Id },
            },
        ];
        var placed = Plan(people, Case(1, owner: Kato)).Placements.ShouldHaveSingleItem();
        placed.To.ShouldBe(Sato.Id);
        placed
            .Reasons.Select(r => r.Kind)
            .ShouldBe([
                PlacementReasonKind.KnowsProduct,
                PlacementReasonKind.OpenCases,
                PlacementReasonKind.SpeaksLanguage,
                PlacementReasonKind.StandsIn,
            ]);
        placed.Reasons[1].Value.ShouldBe("1", "said as it is before the case comes");
    }

    [Fact]
    public void Propose_FullDesk_IsPassedOverWhileSomebodyHasRoom()
    {
        Agent[] people = [Kato with { Capacity = 1 }, Ito with { Capacity = 1 }];
        var plan = Plan(people, Case(1, 10), Case(2, 20), Case(3, 30));
        plan.Of(people).ShouldBe("1→Kato, 2→Ito, 3→Kato");
        plan.Placements.Single(p => p.Case.Id == 3).Reasons.ShouldContain(r => r.Kind == PlacementReasonKind.OverCapacity);
    }

    [Fact]
    public void Propose_DueTimeAnExpertCannotKeep_GoesToSomebodyWhoCan()
    {
        // Kato has two hours' worth of work that falls due earlier; Ito is free and speaks the language.
        Agent[] people = [Kato.Busy(20, 30, 40, 50), Ito];
        Plan(people, Case(1, 60), Case(2, 240)).Of(people).ShouldBe("1→Ito, 2→Kato");
    }

    [Fact]
    public void Propose_DueTimes_CertainFirst_ThenMissed_ThenTight()
    {
        Agent[] people = [Kato.Busy(20, 30, 40, 50)];
        var plan = Plan(people, Case(1, 240), Case(2, 60), Case(3, -5), Case(4, 10), Case(5, null));
        plan.Placements.Select(p => (p.Case.Id, p.Danger))
            .ShouldBe(
                [(4, DueDanger.Certain), (3, DueDanger.Missed), (2, DueDanger.Tight), (1, DueDanger.None), (5, DueDanger.None)],
                "ten minutes are too few for anybody; an hour is too little behind Kato's four cases"
            );
        plan.Placements.Single(p => p.Case.Id == 1)
            .ExpectedAt.ShouldBe(Noon + (HalfHour * 8), "behind everything that falls due before it");
        plan.SampleAgents.Single().Endangered.ShouldBe(1);
    }

    [Fact]
    public void Propose_NobodyThere_WaitsInTheQueue()
    {
        var placed = Plan([Kato with { IsAway = true }], Case(1, owner: Kato)).Placements.ShouldHaveSingleItem();
        (placed.To, placed.IsMove, placed.Danger).ShouldBe((null, true, DueDanger.Certain));
        placed.Reasons.ShouldHaveSingleItem().Kind.ShouldBe(PlacementReasonKind.NobodyThere);
    }

    [Fact]
    public void Propose_OwnerIsTheBest_KeepsIt_AndCountsItOnce()
    {
        var plan = Plan([Kato.Busy(240), Ito], Case(1, 240, owner: Kato, product: "IMG-MANAGER"));
        plan.Moves.ShouldBeEmpty();
        (plan.SampleAgents[0].Before, plan.SampleAgents[0].After, plan.SampleAgents[0].Gets).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Propose_ByHand_MovesThatCaseAlone_AndSaysWhatItMeans()
    {
        Agent[] people = [Kato, Sato, Ito.Busy(5, 6, 7, 8, 9)];
        QueueEntry[] cases = [Case(1, 60), Case(2, 70), Case(3, 80)];
        var before = Plan(people, cases);
        var after = ReassignmentPlanner.Propose(cases, people, Noon, HalfHour, new Dictionary<long, Guid?> { [2] = Ito.Id, [3] = null });
        after.Placements.Single(p => p.Case.Id == 1).To.ShouldBe(before.Placements.Single(p => p.Case.Id == 1).To, "nothing else moves");
        var two = after.Placements.Single(p => p.Case.Id == 2);
        (two.To, two.Danger, two.Reasons[0].Kind).ShouldBe((Ito.Id, DueDanger.Tight, PlacementReasonKind.ByHand));
        after.Placements.Single(p => p.Case.Id == 3).To.ShouldBeNull();
        after.SampleAgents.Single(d => d.Agent.Name == "Ito").Gets.ShouldBe(1);
    }

    [Fact]
    public void Propose_ByHand_SomebodyAwayIsNoChoice()
    {
        Agent[] people = [Kato, Sato with { IsAway = true }];
        ReassignmentPlanner
            .Propose([Case(1)], people, Noon, HalfHour, new Dictionary<long, Guid?> { [1] = Sato.Id })
            .Placements.Single()
            .To.ShouldBe(Kato.Id);
    }

    /// <summary>An Emergency that nobody can keep goes to whoever comes to it first, not to an empty desk whose owner sleeps.</summary>
    [Fact]
    public void Propose_ThatCannotBeKept_GoesToWhoeverIsFirst_NotToSomebodyAtHome()
    {
        Agent[] people = [Kato.Busy(20), AtHome(Person(4, "Wagner", ["SPX-SERVER"], ["ja"]))];
        Plan(people, Case(1, 10, severity: Helpdesk.Domain.Kernel.Severity.Emergency)).Placements[0].To.ShouldBe(Kato.Id);
        Plan(people, Case(2, 30 * 60)).Placements[0].To.ShouldBe(people[1].Id, "there is time enough until they come");
    }

    [Fact]
    public void Rank_IsTheOrderOfThePlan()
    {
        Agent[] people = [Kato, Sato, Ito, Person(9, "Away", ["SPX-SERVER"], ["ja"]) with { IsAway = true }];
        AgentRanking
            .Rank(new CaseFacts("SPX-SERVER", "en", null), people, Noon, HalfHour)
            .Select(s => s.Agent.Name)
            .ShouldBe(["Sato", "Ito", "Kato"]);
    }

    [Fact]
    public void NextBest_InALanguageTheySpeak_OneTheyKnowOrThatIsUrgent_FirstDueFirst()
    {
        QueueEntry[] waiting =
        [
            Case(1, 30, product: "SHD-STREAM"),
            Case(2, 60, language: "de"),
            Case(3, 90, product: "IMG-MANAGER"),
            Case(4, 300),
        ];
        AgentRanking.NextBest(waiting, Kato, Noon)!.Value.Case.Id.ShouldBe(3, "known, in Japanese");
        var late = Noon + Duration.FromMinutes(29);
        AgentRanking.NextBest(waiting, Kato, late)!.Value.Case.Id.ShouldBe(1, "at risk comes first, known or not");
        AgentRanking.NextBest(waiting, Kato, late)!.Value.Reasons[^1].ShouldBe(new PlacementReason(PlacementReasonKind.DueSoon));
        AgentRanking
            .NextBest([waiting[1]], Kato, Noon)!
            .Value.Reasons.ShouldContain(new PlacementReason(PlacementReasonKind.OtherLanguage, "de"));
        AgentRanking.NextBest([], Kato, Noon).ShouldBeNull();
    }
}
