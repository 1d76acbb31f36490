using Helpdesk.Domain.Cases;

namespace Helpdesk.Tests.Cases;

/// <summary>New, reopened and called-back cases never land on somebody away (spec U2, C9, P3).</summary>
public sealed class OwnerAwayTests
{
    private static readonly Owner Ito = new(new("11111111-0000-4000-8000-000000000003"), "Ito Yuki");

    [Fact]
    public void Assign_ToSomebodyAway_IsRefusedAndNamesWhoStandsIn()
    {
        new CaseLab().Refused((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", Away(at, Ito))).ShouldBe("owner.away");
        new CaseLab().Case.Assign(CaseLab.Sato, "Sato Mai", Away(new CaseLab().Context, Ito)).Errors[0].Args.ShouldBe(["Sato Mai", "Ito Yuki"]);
        new CaseLab().Refused((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", Away(at, null))).ShouldBe("owner.away-alone");
    }

    [Fact]
    public void Assign_AwayByTheirOwnHand_IsTaken()
    {
        var lab = new CaseLab();
        lab.Do((c, at) => c.Assign(CaseLab.Agent.Id!.Value, CaseLab.Agent.Name, at with { IsAway = _ => true }));
        lab.Case.OwnerId.ShouldBe(CaseLab.Agent.Id);
    }

    [Fact]
    public void Reopen_OwnerAwayWithSubstitute_GoesToWhoStandsIn_C9()
    {
        var lab = CaseLab.InState(CaseStatus.InProgress).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        lab.Do((c, at) => c.Reopen(null, Away(at, Ito)));
        (lab.Case.OwnerId, lab.Case.OwnerName).ShouldBe((Ito.Id, Ito.Name));
        lab.Case.Timeline.Select(e => e.Event).OfType<CaseAssigned>().Last().OwnerName.ShouldBe("Ito Yuki");
    }

    public static TheoryData<string> Callbacks() => ["asked", "missed call"];

    [Theory]
    [MemberData(nameof(Callbacks))]
    public void Callback_OwnerAway_GoesToWhoStandsIn_OrToTheQueue_P3(string how)
    {
        var lab = Owned();
        lab.Do((c, at) => Callback(c, how, Away(at, Ito)));
        lab.Case.OwnerId.ShouldBe(Ito.Id);

        var alone = Owned();
        alone.Do((c, at) => Callback(c, how, Away(at, null)));
        alone.Case.OwnerId.ShouldBeNull();
        alone.Open.ShouldContain(k => k.Kind == Helpdesk.Domain.ServiceLevels.ClockKind.Callback, "the promise stands whoever keeps it");
    }

    [Fact]
    public void Callback_OwnerThere_StaysWithThem()
    {
        var lab = Owned().Do((c, at) => c.RequestCallback(null, null, null, at));
        lab.Case.OwnerId.ShouldBe(CaseLab.Sato);
    }

    private static CaseLab Owned() => new CaseLab().Do((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", at));

    private static Helpdesk.Domain.Kernel.Result Callback(Helpdesk.Domain.Cases.Case c, string how, CaseContext at) =>
        how == "asked" ? c.RequestCallback(null, null, null, at) : c.LogCall(CallDirection.Incoming, false, "rang", at);

    private static CaseContext Away(CaseContext context, Owner? present) => context with { IsAway = id => id == CaseLab.Sato, StandIn = _ => present };
}
