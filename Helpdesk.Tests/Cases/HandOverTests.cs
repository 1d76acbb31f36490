using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>
/// A case given to somebody waits for their hand; untouched it can go back, and a reassignment can be taken back (spec U2).
/// </summary>
public sealed class HandOverTests
{
    private static readonly Owner Sato = new(CaseFixture.Sato, "Sato Mai");

    [Fact]
    public void Assign_ByAnother_WaitsForTheOwner_TakingItDoesNot()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        fixture.Case.HandedOverAt.ShouldBe(fixture.Now);
        fixture.Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, CaseFixture.Agent.Name, at));
        fixture.Case.HandedOverAt.ShouldBeNull("taken by one's own hand");
    }

    [Fact]
    public void AnyActOfTheOwner_Touches_AnothersDoesNot()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        fixture.Do((c, at) => c.Note("by somebody else", at)).Do((c, at) => c.CustomerMessage("hello?", at));
        fixture.Case.HandedOverAt.ShouldNotBeNull();
        fixture.Do((c, at) => c.Note("I look into it.", at with { Actor = new(ActorKind.Person, Sato.Id, Sato.Name) }));
        fixture.Case.HandedOverAt.ShouldBeNull();
        fixture.Refused((c, at) => c.Lapse(at)).ShouldBe("assignment.touched");
    }

    [Fact]
    public void Lapse_Untouched_GoesBackIntoTheQueue_AndSaysSinceWhen()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        var given = fixture.Now;
        fixture.After(Duration.FromHours(1)).Do((c, at) => c.Lapse(at with { Actor = Actor.System("U2") }));
        (fixture.Case.OwnerId, fixture.Case.Status, fixture.Case.HandedOverAt).ShouldBe((null, CaseStatus.New, null));
        var entry = fixture.Case.Timeline[^1];
        entry.Event.ShouldBe(new AssignmentLapsed("Sato Mai", given));
        var alert = SupervisorAlert.Of(fixture.Case, entry)!;
        (alert.Kind, alert.Subject, alert.From, alert.By).ShouldBe((AlertKind.Unacknowledged, "Sato Mai", given, ""));
    }

    [Fact]
    public void Lapse_CustomerHasTheBall_IsRefused() =>
        new CaseFixture()
            .Do((c, at) => c.Assign(Sato.Id, Sato.Name, at))
            .Do((c, at) => c.WaitForCustomer(null, at))
            .Refused((c, at) => c.Lapse(at))
            .ShouldBe("assignment.touched");

    [Fact]
    public void Lapse_NobodyHasIt_IsRefused() => new CaseFixture().Refused((c, at) => c.Lapse(at)).ShouldBe("assignment.touched");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UndoAssignment_GoesBack_EvenToSomebodyAway_AsTheyHadIt(bool seen)
    {
        var fixture = new CaseFixture().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        if (seen)
            fixture.Do((c, at) => c.Reply("On it.", at with { Actor = new(ActorKind.Person, Sato.Id, Sato.Name) }));
        var before = fixture.Case.OwnerNow;
        fixture.After(Duration.FromMinutes(5)).Do((c, at) => c.Assign(CaseFixture.Agent.Id!.Value, CaseFixture.Agent.Name, at));
        fixture.Do((c, at) => c.UndoAssignment(before, at with { IsAway = who => who == Sato.Id }));
        (fixture.Case.OwnerId, fixture.Case.HandedOverAt, fixture.Case.Status).ShouldBe(
            (Sato.Id, seen ? null : CaseFixture.Opened, CaseStatus.InProgress)
        );
        fixture.Case.Timeline[^1].Event.ShouldBe(new AssignmentUndone(Sato.Id, Sato.Name, CaseFixture.Agent.Name));
        fixture.Refused((c, at) => c.UndoAssignment(before, at)).ShouldBe("case.already-owner");
    }

    [Fact]
    public void UndoAssignment_ToNobody_IsInTheQueueAgain_AsItStood()
    {
        var fixture = new CaseFixture();
        var before = fixture.Case.OwnerNow;
        fixture.Do((c, at) => c.Assign(Sato.Id, Sato.Name, at)).Do((c, at) => c.UndoAssignment(before, at));
        (fixture.Case.OwnerId, fixture.Case.Status).ShouldBe((null, CaseStatus.New));
        fixture.Refused((c, at) => c.UndoAssignment(before, at)).ShouldBe("case.no-owner");
        fixture
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))
            .Refused((c, at) => c.UndoAssignment(before with { Owner = Sato }, at))
            .ShouldBe("case.not-allowed");
    }

    [Fact]
    public void UndoAssignment_OfACaseAtWorkThatNobodyHad_LeavesItAtWork_UnlessMoreWasDone()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Reply("Thank you.", at));
        var before = fixture.Case.OwnerNow;
        fixture.Do((c, at) => c.Assign(Sato.Id, Sato.Name, at)).Do((c, at) => c.UndoAssignment(before, at));
        (fixture.Case.OwnerId, fixture.Case.Status).ShouldBe((null, CaseStatus.InProgress));

        var answered = new CaseFixture();
        var fresh = answered.Case.OwnerNow;
        answered
            .Do((c, at) => c.Assign(Sato.Id, Sato.Name, at))
            .Do((c, at) => c.WaitForCustomer(null, at))
            .Do((c, at) => c.UndoAssignment(fresh, at));
        (answered.Case.OwnerId, answered.Case.Status).ShouldBe((null, CaseStatus.WaitingOnCustomer), "what was done since stays");
    }

    [Fact]
    public void UndoAssignment_SomebodyElseHasItMeanwhile_IsRefusedWithTheName()
    {
        var fixture = new CaseFixture();
        var before = fixture.Case.OwnerNow;
        fixture.Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        fixture.Refused((c, at) => c.UndoAssignment(before, at, OwnerSeen.Of(CaseFixture.Agent.Id))).ShouldBe("case.taken-meanwhile");
    }

    /// <summary>A word on a resolved case brings it back to work; its owner may be away by then (spec C9).</summary>
    [Fact]
    public void CustomerWritesOnAResolvedCase_OwnerAway_GoesToWhoStandsIn()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Assign(Sato.Id, Sato.Name, at))
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at));
        var present = new Owner(Guid.NewGuid(), "Ito Yuki");
        fixture.Do(
            (c, at) =>
                c.CustomerMessage(
                    "It is back.",
                    at with
                    {
                        Actor = new(ActorKind.Customer, null, "Yamamoto"),
                        IsAway = who => who == Sato.Id,
                        StandIn = _ => present,
                    }
                )
        );
        (fixture.Case.OwnerName, fixture.Case.Status).ShouldBe(("Ito Yuki", CaseStatus.InProgress));
    }
}
