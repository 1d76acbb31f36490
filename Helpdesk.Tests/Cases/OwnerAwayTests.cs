using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases;

/// <summary>New, reopened and called-back cases never land on somebody away (spec U2, C9, P3).</summary>
public sealed class OwnerAwayTests
{
    private static readonly Owner Ito = new(new("11111111-0000-4000-8000-000000000003"), "Ito Yuki");

    [Fact]
    public void Assign_ToSomebodyAway_IsRefusedAndNamesWhoStandsIn()
    {
        new CaseFixture().Refused((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", Away(at, Ito))).ShouldBe("owner.away");
        new CaseFixture()
            .Case.Assign(CaseFixture.Sato, "Sato Mai", Away(new CaseFixture().Context, Ito))
            .Errors[0]
            .Args.ShouldBe(["Sato Mai", "Ito Yuki"]);
        new CaseFixture().Refused((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", Away(at, null))).ShouldBe("owner.away-alone");
    }

    [Fact]
    public void Assign_AwayByTheirOwnHand_IsTaken()
    {
        var fixture = new CaseFixture();
        fixture.Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, CaseFixture.Agent.Name, at with { IsAway = _ => true }));
        fixture.Case.OwnerId.ShouldBe(CaseFixture.Agent.Id);
    }

    [Fact]
    public void Reopen_OwnerAwayWithSubstitute_GoesToWhoStandsIn_C9()
    {
        var fixture = CaseFixture.InState(CaseStatus.InProgress).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        fixture.Do((c, at) => c.Reopen(null, Away(at, Ito)));
        (fixture.Case.OwnerId, fixture.Case.OwnerName).ShouldBe((Ito.Id, Ito.Name));
        fixture.Case.Timeline.Select(e => e.Event).OfType<CaseAssigned>().Last().OwnerName.ShouldBe("Ito Yuki");
    }

    public static TheoryData<string> Callbacks() => ["asked", "missed call"];

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void Callback_OwnerAway_GoesToWhoStandsIn_OrToTheQueue_P3(string how)
    {
        var fixture = Owned();
        fixture.Do((c, at) => Callback(c, how, Away(at, Ito)));
        fixture.Case.OwnerId.ShouldBe(Ito.Id);

        var alone = Owned();
        alone.Do((c, at) => Callback(c, how, Away(at, null)));
        alone.Case.OwnerId.ShouldBeNull();
        alone.Open.ShouldContain(k => k.Kind == Helpdesk.Domain.ServiceLevels.ClockKind.Callback, "the promise stands whoever keeps it");
    }

    [Fact]
    public void Callback_OwnerThere_StaysWithThem()
    {
        var fixture = Owned().Do((c, at) => c.RequestCallback(null, null, null, at));
        fixture.Case.OwnerId.ShouldBe(CaseFixture.Sato);
    }

    private static CaseFixture Owned() => new CaseFixture().Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at));

    private static Helpdesk.Domain.Kernel.Result Callback(Helpdesk.Domain.Cases.Case c, string how, CaseContext at) =>
        how == "asked" ? c.RequestCallback(null, null, null, at) : c.LogCall(CallDirection.Incoming, false, "rang", at);

    private static CaseContext Away(CaseContext context, Owner? present) =>
        context with
        {
            IsAway = id => id == CaseFixture.Sato,
            StandIn = _ => present,
        };
}
