using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>Asking, scope, escalation, hotline, answers that crossed, undo (spec H1–H4, E7, C8–C9).</summary>
public sealed class CaseHandlingTests
{
    [Fact]
    public void AskForMore_GivesTheCustomerTheBall_AndMeetsTheFirstResponse_H1_H2()
    {
        var fixture = new CaseFixture()
            .At(16, 11)
            .Do((c, at) => c.AskForMore([RequestedItem.Screenshots, RequestedItem.Logs, RequestedItem.Logs], "Please send both.", at));
        (fixture.Case.Ball, fixture.Case.BallSince, fixture.FirstResponse.EndedAs).ShouldBe((Ball.Customer, fixture.Now, ClockEnd.Met));
        fixture
            .Case.Timeline.Select(e => e.Event)
            .OfType<MoreRequested>()
            .Single()
            .Items.ShouldBe([RequestedItem.Logs, RequestedItem.Screenshots]);
        fixture.At(16, 12).Do((c, at) => c.CustomerMessage("Here they are.", at));
        (fixture.Case.Ball, fixture.Case.BallSince).ShouldBe((Ball.Us, fixture.Now));
    }

    [Fact]
    public void MarkScope_SendsTheAnswer_AndKeepsTheMark_E7()
    {
        var fixture = new CaseFixture().Do((c, at) => c.MarkScope(OutOfScopeTopic.CustomerCode, "Your script is yours.", at));
        fixture.Case.OutOfScope.ShouldBe(OutOfScopeTopic.CustomerCode);
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void DeclineEscalation_WithWorkaroundOrSmallEffect_IsAnsweredWithTheReason_H3(bool workaround, bool serious)
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestEscalation(workaround, serious, "Nobody can print.", at))
            .Do((c, at) => c.DeclineEscalation("The workaround holds.", at));
        fixture.Case.EscalatedAt.ShouldBeNull();
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met);
        fixture.Refused((c, at) => c.DeclineEscalation("again", at)).ShouldBe("escalation.none");
    }

    [Fact]
    public void DeclineEscalation_SeriousWithoutWorkaround_IsRefused_H3()
    {
        var fixture = new CaseFixture().Do((c, at) => c.RequestEscalation(false, true, "Payroll stands still.", at));
        fixture.Refused((c, at) => c.DeclineEscalation("no", at)).ShouldBe("escalation.serious");
        fixture.Case.EscalatedAt.ShouldBe(fixture.Now);
    }

    [Fact]
    public void ChangeSeverity_Raised_FollowsTheEscalation_H3()
    {
        var fixture = new CaseFixture(Severity.Medium)
            .Do((c, at) => c.RequestEscalation(false, true, "Payroll stands still.", at))
            .Do((c, at) => c.ChangeSeverity(Severity.High, "Payroll.", at));
        fixture.Case.EscalatedAt.ShouldBeNull();
        fixture
            .Case.Timeline.Select(e => e.Event)
            .OfType<EscalationRaised>()
            .Single()
            .ShouldBe(new EscalationRaised(Severity.Medium, Severity.High));
    }

    [Fact]
    public void ChangeSeverity_Lowered_LeavesTheEscalationOpen_H3()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestEscalation(false, true, "Payroll.", at))
            .Do((c, at) => c.ChangeSeverity(Severity.Low, "By mistake.", at));
        fixture.Case.EscalatedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(121, true)]
    public void LogHotlineCall_SaysWhetherThePromisedAnswerWasLate_H4(int minutes, bool late)
    {
        var fixture = new CaseFixture(Severity.Emergency)
            .After(Duration.FromMinutes(minutes))
            .Do((c, at) => c.LogHotlineCall("Where are you?", at));
        fixture.Case.Timeline.Select(e => e.Event).OfType<HotlineCalled>().Single().ResponseMissed.ShouldBe(late);
        fixture.Case.Clocks.Count(k => k.IsOpen).ShouldBe(1, "the call itself answers nothing");
    }

    [Fact]
    public void Reply_WrittenBeforeTheColleaguesAnswer_IsAskedAboutFirst()
    {
        var fixture = new CaseFixture();
        var seen = fixture.Case.Version;
        fixture.Do((c, at) => c.Note("thinking", at)).Do((c, at) => c.Reply("mine, a note in between is nothing to ask about", seen, at));
        fixture.Refused((c, at) => c.Reply("yours", seen, at)).ShouldBe("reply.answered-meanwhile");
        fixture
            .Do((c, at) => c.Reply("yours, knowing of it", fixture.Case.Version, at))
            .Do((c, at) => c.CustomerMessage("one more thing", at));
        fixture.Refused((c, at) => c.Reply("too fast", fixture.Case.Version - 1, at)).ShouldBe("reply.answered-meanwhile");
    }

    [Fact]
    public void UndoClose_WithinAMinute_BringsBackStateAndClocks()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.WaitForCustomer(null, at))
            .After(Duration.FromHours(1));
        var before = fixture.Case.Clocks.Select(CaseSnapshot.Of).ToList();
        var (status, since) = (fixture.Case.Status, fixture.Case.BallSince);
        fixture
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))
            .After(Duration.FromSeconds(60))
            .Do((c, at) => c.UndoClose(at));
        fixture.Case.Clocks.Select(CaseSnapshot.Of).ShouldBe(before);
        (fixture.Case.Status, fixture.Case.BallSince, fixture.Case.ClosedAt, fixture.Case.ClosingReason).ShouldBe(
            (status, since, null, null)
        );
    }

    [Fact]
    public void UndoClose_AfterItsMinute_IsRefused() =>
        new CaseFixture()
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))
            .After(Duration.FromSeconds(61))
            .Refused((c, at) => c.UndoClose(at))
            .ShouldBe("close.undo-too-late");

    [Fact]
    public void UndoClose_OfAResolvedCase_RevivesNothing()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at))
            .Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at))
            .Do((c, at) => c.UndoClose(at));
        fixture.Case.Status.ShouldBe(CaseStatus.Resolved);
        fixture.Open.ShouldBeEmpty();
    }

    [Fact]
    public void Reopen_OwnerAway_GoesToTheQueue_C9()
    {
        var fixture = CaseFixture.InState(CaseStatus.InProgress).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        fixture.Do((c, at) => c.Reopen(null, at with { IsAway = id => id == CaseFixture.Sato }));
        (fixture.Case.OwnerId, fixture.Case.OwnerName).ShouldBe((null, null));
        fixture.Case.Timeline.Select(e => e.Event).OfType<CaseUnassigned>().Single().FromName.ShouldBe("Sato Mai");
    }

    [Fact]
    public void LowerSeverity_ToOneWithoutTeamTargets_EndsTheirClocksAsSuperseded_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets).Do((c, at) => c.ChangeSeverity(Severity.Low, "Less.", at));
        fixture.Open.Select(k => k.Kind).ShouldBe([ClockKind.FirstResponse]);
        fixture.Case.Clocks.Where(k => k.Kind != ClockKind.FirstResponse).ShouldAllBe(k => k.EndedAs == ClockEnd.Superseded);
        fixture.Do((c, at) => c.ChangeSeverity(Severity.High, "More again.", at));
        fixture.Open.Select(k => k.Kind).ShouldBe([ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution], ignoreOrder: true);
    }

    [Fact]
    public void CustomerNotContent_AfterResolving_StartsTheTeamsTargetsAgain_H5_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.Reply("Try this.", at))
            .Do((c, at) => c.Resolve("It should be gone.", at))
            .Do((c, at) => c.CustomerMessage("Still fails.", at));
        fixture
            .Open.Select(k => k.Kind)
            .ShouldBe([ClockKind.NextUpdate, ClockKind.Resolution, ClockKind.Callback], ignoreOrder: true, "and the word is answered (P3)");
    }
}
