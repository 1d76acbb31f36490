using Helpdesk.Domain.Cases;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>A case given to somebody waits for their hand; untouched it can go back, and a reassignment can be taken back (spec U2).</summary>
public sealed class HandOverTests
{
    private static readonly Owner Sato = new(CaseLab.Sato, "Sato Mai");

    [Fact]
    public void Assign_ByAnother_WaitsForTheOwner_TakingItDoesNot()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        lab.Case.HandedOverAt.ShouldBe(lab.Now);
        lab.Do((c, at) => c.Assign(CaseLab.Agent.Id!.Value, CaseLab.Agent.Name, at));
        lab.Case.HandedOverAt.ShouldBeNull("taken by one's own hand");
    }

    [Fact]
    public void AnyActOfTheOwner_Touches_AnothersDoesNot()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        lab.Do((c, at) => c.Note("by somebody else", at)).Do((c, at) => c.CustomerMessage("hello?", at));
        lab.Case.HandedOverAt.ShouldNotBeNull();
        lab.Do((c, at) => c.Note("I look into it.", at with { Actor = new(ActorKind.Person, Sato.Id, Sato.Name) }));
        lab.Case.HandedOverAt.ShouldBeNull();
        lab.Refused((c, at) => c.Lapse(at)).ShouldBe("assignment.touched");
    }

    [Fact]
    public void Lapse_Untouched_GoesBackIntoTheQueue_AndSaysSinceWhen()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        var given = lab.Now;
        lab.After(Duration.FromHours(1)).Do((c, at) => c.Lapse(at with { Actor = Actor.System("U2") }));
        (lab.Case.OwnerId, lab.Case.Status, lab.Case.HandedOverAt).ShouldBe((null, CaseStatus.New, null));
        var entry = lab.Case.Timeline[^1];
        entry.Event.ShouldBe(new AssignmentLapsed("Sato Mai", given));
        var alert = SupervisorAlert.Of(lab.Case, entry)!;
        (alert.Kind, alert.Subject, alert.From, alert.By).ShouldBe((AlertKind.Unacknowledged, "Sato Mai", given, ""));
    }

    [Fact]
    public void Lapse_CustomerHasTheBall_IsRefused() => new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at)).Do((c, at) => c.WaitForCustomer(null, at))
        .Refused((c, at) => c.Lapse(at)).ShouldBe("assignment.touched");

    [Fact]
    public void Lapse_NobodyHasIt_IsRefused() => new CaseLab().Refused((c, at) => c.Lapse(at)).ShouldBe("assignment.touched");

    [Fact]
    public void UndoAssignment_GoesBack_EvenToSomebodyAway()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        lab.Do((c, at) => c.Assign(CaseLab.Agent.Id!.Value, CaseLab.Agent.Name, at));
        lab.Do((c, at) => c.UndoAssignment(Sato, at with { IsAway = who => who == Sato.Id }));
        (lab.Case.OwnerId, lab.Case.HandedOverAt, lab.Case.Status).ShouldBe((Sato.Id, null, CaseStatus.InProgress));
        lab.Case.Timeline[^1].Event.ShouldBe(new AssignmentUndone(Sato.Id, Sato.Name, CaseLab.Agent.Name));
        lab.Refused((c, at) => c.UndoAssignment(Sato, at)).ShouldBe("case.already-owner");
    }

    [Fact]
    public void UndoAssignment_ToNobody_IsInTheQueueAgain()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at)).Do((c, at) => c.UndoAssignment(null, at));
        (lab.Case.OwnerId, lab.Case.Status).ShouldBe((null, CaseStatus.New));
        lab.Refused((c, at) => c.UndoAssignment(null, at)).ShouldBe("case.no-owner");
        lab.Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at)).Refused((c, at) => c.UndoAssignment(Sato, at)).ShouldBe("case.not-allowed");
    }

    /// <summary>A word on a resolved case brings it back to work; its owner may be away by then (spec C9).</summary>
    [Fact]
    public void CustomerWritesOnAResolvedCase_OwnerAway_GoesToWhoStandsIn()
    {
        var lab = new CaseLab().Do((c, at) => c.Assign(Sato.Id, Sato.Name, at)).Do((c, at) => c.Resolve(true, null, at));
        var present = new Owner(Guid.NewGuid(), "Ito Yuki");
        lab.Do((c, at) => c.CustomerMessage("It is back.", at with { Actor = new(ActorKind.Customer, null, "Yamamoto"), IsAway = who => who == Sato.Id, StandIn = _ => present }));
        (lab.Case.OwnerName, lab.Case.Status).ShouldBe(("Ito Yuki", CaseStatus.InProgress));
    }
}
