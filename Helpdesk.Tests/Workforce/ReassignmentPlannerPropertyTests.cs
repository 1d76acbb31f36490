using CsCheck;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Workforce;
using NodaTime;

namespace Helpdesk.Tests.Workforce;

/// <summary>What holds for any plan whatever (spec U2).</summary>
public sealed class ReassignmentPlannerPropertyTests
{
    private static readonly string[] s_products = ["SPX-SERVER", "IMG-MANAGER", "SHD-STREAM"];

    private static readonly Gen<Agent[]> s_people = Gen.Select(
            Gen.Int[0, 7],
            Gen.Int[0, 3],
            Gen.Int[1, 6],
            Gen.Bool,
            Gen.Int[-60, 900].Array[0, 6]
        )
        .Array[0, 6]
        .Select(all =>
            all.Select(
                    (p, i) =>
                        (
                            SampleAgents.Person(
                                i + 1,
                                "P" + i,
                                [.. s_products.Where((_, n) => (p.Item1 & (1 << n)) != 0)],
                                [.. new[] { "ja", "en" }.Where((_, n) => (p.Item2 & (1 << n)) != 0)],
                                p.Item3
                            ) with
                            {
                                IsAway = p.Item4 && i % 2 == 0,
                            }
                        ).Busy(p.Item5)
                )
                .ToArray()
        );

    private static readonly Gen<QueueEntry[]> s_cases = Gen.Select(
            Gen.Int[-60, 900],
            Gen.Int[0, 2],
            Gen.Bool,
            Gen.Int[0, 7],
            Gen.Enum<Severity>(),
            Gen.Int[0, 5]
        )
        .Array[0, 25]
        .Select(all =>
            all.Select(
                    (c, i) =>
                        SampleAgents.Case(
                            i + 1,
                            c.Item6 == 0 ? null : c.Item1,
                            c.Item4 < 6 ? SampleAgents.Person(c.Item4 + 1, "P" + c.Item4, [], []) : null,
                            s_products[c.Item2],
                            c.Item3 ? "ja" : "en",
                            c.Item5
                        )
                )
                .ToArray()
        );

    private static readonly Gen<(Agent[] People, QueueEntry[] Cases)> s_worlds = Gen.Select(s_people, s_cases);

    [Fact]
    public void Everybody_Once_NobodyAway_NothingLost() =>
        s_worlds.Sample(
            (people, cases) =>
            {
                var plan = Plan(people, cases);
                plan.Placements.Select(p => p.Case.Id).Order().ShouldBe(cases.Select(c => c.Id).Order(), "no case lost or doubled");
                plan.Placements.Where(p => p.To is not null).ShouldAllBe(p => people.Any(a => a.Id == p.To && !a.IsAway));
                foreach (var desk in plan.SampleAgents)
                {
                    var left = cases.Count(c => c.OwnerId == desk.Agent.Id);
                    desk.After.ShouldBe(desk.Before - left + plan.Placements.Count(p => p.To == desk.Agent.Id), "loads add up");
                }
            },
            iter: 1500
        );

    /// <summary>A desk is overfilled only when everybody at work who could answer as well is full.</summary>
    [Fact]
    public void Capacity_IsKeptWhileAnybodyWhoCouldAnswerHasRoom() =>
        s_worlds.Sample(
            (people, cases) =>
            {
                var plan = Plan(people, cases);
                foreach (var full in plan.SampleAgents.Where(d => d.After > d.Agent.Capacity))
                {
                    if (plan.Placements.Where(p => p.To == full.Agent.Id).MaxBy(p => QueueKey.Of(p.Case)) is not { } last)
                        continue;
                    var others = plan.SampleAgents.Where(d =>
                        !d.Agent.IsAway
                        && d.Agent.Hours.IsOpen(SampleAgents.Noon)
                        && (d.Agent.Speaks(last.Case.Language) || !full.Agent.Speaks(last.Case.Language))
                    );
                    others.ShouldAllBe(d => d.After >= d.Agent.Capacity);
                }
            },
            iter: 1500
        );

    [Fact]
    public void EqualFacts_InAnyOrder_MakeTheSamePlan() =>
        Gen.Select(s_worlds, Gen.Int)
            .Sample(
                (world, seed) =>
                {
                    var random = new Random(seed);
                    var other = Plan([.. world.People.OrderBy(_ => random.Next())], [.. world.Cases.OrderBy(_ => random.Next())]);
                    Lines(other).ShouldBe(Lines(Plan(world.People, world.Cases)));
                },
                iter: 800
            );

    /// <summary>What must be missed whatever is done depends on who is there: more people or more room never make it more.</summary>
    [Fact]
    public void MorePeopleOrRoom_NeverDoomAnotherDueTime() =>
        Gen.Select(s_worlds, s_people, Gen.Int[0, 9])
            .Sample(
                (world, more, room) =>
                {
                    var before = Plan(world.People, world.Cases).Count(DueDanger.Certain);
                    Plan([.. world.People.Select(p => p with { Capacity = p.Capacity + room })], world.Cases)
                        .Count(DueDanger.Certain)
                        .ShouldBe(before);
                    Agent[] joined = [.. world.People, .. more.Select((p, i) => p with { Id = new Guid(100 + i, 0, 0, new byte[8]) })];
                    Plan(joined, world.Cases).Count(DueDanger.Certain).ShouldBeLessThanOrEqualTo(before);
                },
                iter: 800
            );

    [Fact]
    public void ByHand_ChangesThatCaseAlone_AndTheEndangeredStandFirst() =>
        Gen.Select(s_worlds, Gen.Int[1, 25], Gen.Int[0, 6])
            .Sample(
                (world, id, who) =>
                {
                    var before = Plan(world.People, world.Cases);
                    var to = who < world.People.Length && !world.People[who].IsAway ? world.People[who].Id : (Guid?)null;
                    var after = ReassignmentPlanner.Propose(
                        world.Cases,
                        world.People,
                        SampleAgents.Noon,
                        SampleAgents.HalfHour,
                        new Dictionary<long, Guid?> { [id] = to }
                    );
                    foreach (var placed in after.Placements)
                        placed.To.ShouldBe(placed.Case.Id == id ? to : before.Placements.Single(p => p.Case.Id == placed.Case.Id).To);
                    after.Placements.Select(p => -(int)p.Danger).ShouldBeInOrder();
                },
                iter: 800
            );

    private static ReassignmentPlan Plan(Agent[] people, QueueEntry[] cases) =>
        ReassignmentPlanner.Propose(cases, people, SampleAgents.Noon, SampleAgents.HalfHour);

    private static IEnumerable<string> Lines(ReassignmentPlan plan) =>
        plan.Placements.Select(p => $"{p.Case.Id} {p.To} {p.Danger} {p.ExpectedAt} {string.Join(' ', p.Reasons)}");
}
