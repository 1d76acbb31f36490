using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>Taking a case means: if its owner is still whom the taker saw (issue 17, spec H1).</summary>
public sealed class TakeTests
{
    private static readonly Actor Agent = CaseFixture.Agent;

    [Fact]
    public void Take_WhatNobodyHas_IsTheTakers()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Take(OwnerSeen.Nobody, at));
        (fixture.Case.OwnerId, fixture.Case.OwnerName).ShouldBe((Agent.Id, Agent.Name));
    }

    [Fact]
    public void Take_WhatSomebodyTookMeanwhile_IsRefusedWithTheirName()
    {
        var fixture = Satos();
        fixture.Refused((c, at) => c.Take(OwnerSeen.Nobody, at)).ShouldBe("case.taken-meanwhile");
        var error = fixture.Case.Take(OwnerSeen.Of(Guid.NewGuid()), fixture.Context).Errors.ShouldHaveSingleItem();
        (error.Kind, error.Field, error.Args[0]).ShouldBe((ErrorKind.Conflict, "owner", "Sato Mai"));
    }

    [Fact]
    public void Take_FromWhomTheTakerSaw_OrFromWhoeverHasIt_IsTakenOver()
    {
        Satos().Do((c, at) => c.Take(OwnerSeen.Of(CaseFixture.Sato), at)).Case.OwnerId.ShouldBe(Agent.Id);
        Satos().Do((c, at) => c.Take(OwnerSeen.Anybody, at)).Case.OwnerId.ShouldBe(Agent.Id);
        new CaseFixture().Do((c, at) => c.Take(OwnerSeen.Anybody, at)).Case.OwnerId.ShouldBe(Agent.Id);
    }

    [Fact]
    public void Take_WhatWasGivenBackMeanwhile_SaysSo() =>
        new CaseFixture().Refused((c, at) => c.Take(OwnerSeen.Of(CaseFixture.Sato), at)).ShouldBe("case.given-back-meanwhile");

    [Fact]
    public void Take_WhatOneHas_OrWhatIsClosed_OrByAMachine_SaysThatFirst()
    {
        new CaseFixture()
            .Do((c, at) => c.Take(OwnerSeen.Nobody, at))
            .Refused((c, at) => c.Take(OwnerSeen.Nobody, at))
            .ShouldBe("case.already-owner");
        Satos()
            .Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at))
            .Refused((c, at) => c.Take(OwnerSeen.Nobody, at))
            .ShouldBe("case.not-allowed");
        new CaseFixture()
            .Refused((c, at) => c.Take(OwnerSeen.Nobody, at with { Actor = new Actor(ActorKind.Machine, null, "pager") }))
            .ShouldBe("owner.machine");
    }

    [Fact]
    public void GivingAndPuttingBack_HoldToWhatWasSeen_Too()
    {
        var fixture = Satos();
        fixture.Refused((c, at) => c.Unassign(at, OwnerSeen.Of(Guid.NewGuid()))).ShouldBe("case.taken-meanwhile");
        fixture.Refused((c, at) => c.Assign(Guid.NewGuid(), "Ito", at, OwnerSeen.Nobody)).ShouldBe("case.taken-meanwhile");
        fixture.Do((c, at) => c.Unassign(at, OwnerSeen.Of(CaseFixture.Sato))).Case.OwnerId.ShouldBeNull();
    }

    [Fact]
    public void OwnerSince_IsTheLastAssignment()
    {
        var fixture = Satos().After(NodaTime.Duration.FromHours(1)).Do((c, at) => c.Note("x", at));
        OwnerSince.Of(fixture.Case.Timeline).ShouldBe(CaseFixture.Opened);
        fixture.Do((c, at) => c.Take(OwnerSeen.Anybody, at));
        OwnerSince.Of(fixture.Case.Timeline).ShouldBe(fixture.Now);
    }

    private static CaseFixture Satos() => new CaseFixture().Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at));
}
