using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases.Walks;

/// <summary>The guard is guarded: the walk finds what was planted, within the walks it does anyway.</summary>
public sealed class FaultTests(ITestOutputHelper output)
{
    private const int Within = 1500;

    [Theory]
    [InlineData(CaseAction.Reply)]
    [InlineData(CaseAction.CustomerMessage)]
    [InlineData(CaseAction.Close)]
    [InlineData(CaseAction.TakeInOpen)]
    public void WrongCellOfTheTable_IsFound(CaseAction action) =>
        CellFaults
            .All.Where(c => c.Action == action && CellFaults.Idle(c.Action, c.Promise) is null)
            .Where(c => CellFaults.FirstWalk(c.Action, c.Promise, c.Wrong, Within) == 0)
            .ShouldBeEmpty("all other cells: bench cells");

    public static TheoryData<string> Names() => [.. Faults.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task PlantedFault_IsFound(string name)
    {
        var fault = Faults.All.Single(f => f.Name == name);
        for (ulong seed = 1; seed <= Within; seed++)
        {
            if (await WalkRun.OfAsync(RandomWalks.Of(seed), fault.Makes) is not { } found)
                continue;
            output.WriteLine($"in walk {seed}, {found}");
            return;
        }

        Assert.Fail($"{Within} walks do not see it");
    }
}
