using CsCheck;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Kernel;
using NodaTime;

namespace Helpdesk.Tests.Customers;

/// <summary>When the end of a contract is told ahead (issue 12; spec E3).</summary>
public sealed class ContractEndingTests
{
    private static readonly LocalDate Last = new(2027, 8, 9);

    private static readonly Contract Plain = new()
    {
        Number = "M-1",
        CustomerKey = "K-1",
        Tier = SupportTier.Premium,
        Products = ["SPX-SERVER"],
        From = new(2026, 8, 10),
        Until = Last,
    };

    [Theory]
    [InlineData(61, null)]
    [InlineData(60, 60)]
    [InlineData(15, 60)]
    [InlineData(14, 14)]
    [InlineData(0, 14)]
    [InlineData(-1, null)]
    public void Stage_FollowsTheDaysLeft(int left, int? stage) => StageAt(Plain, left).ShouldBe(stage);

    [Fact]
    public void RenewedOrEndedByHand_IsToldToNobody()
    {
        StageAt(Plain with { Successor = "M-2" }, 30).ShouldBeNull();
        StageAt(Plain with { EndedOn = Last.PlusDays(-5) }, 30).ShouldBeNull();
    }

    [Fact]
    public void DayByDay_EachStageComesOnce_TheFirstBeforeTheSecond() =>
        Gen.Select(Gen.Int[2, 365], Gen.Int[1, 364])
            .Where((first, second) => second < first)
            .Sample(
                (first, second) =>
                {
                    var seen = Enumerable
                        .Range(-3, first + 10)
                        .Reverse()
                        .Select(left => ContractEnding.StageOf(Plain, Last.PlusDays(-left), first, second))
                        .OfType<int>()
                        .ToList();
                    seen.SequenceEqual(seen.OrderDescending()).ShouldBeTrue("never back to an earlier stage");
                    seen.Distinct().ShouldBe([first, second]);
                },
                iter: 200
            );

    private static int? StageAt(Contract contract, int left) => ContractEnding.StageOf(contract, Last.PlusDays(-left), 60, 14);
}
