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
        var lab = new CaseLab().At(16, 11).Do((c, at) => c.AskForMore([RequestedItem.Screenshots, RequestedItem.Logs, RequestedItem.Logs], "Please send both.", at));
        (lab.Case.Ball, lab.Case.BallSince, lab.FirstResponse.EndedAs).ShouldBe((Ball.Customer, lab.Now, ClockEnd.Met));
        lab.Case.Timeline.Select(e => e.Event).OfType<MoreRequested>().Single().Items.ShouldBe([RequestedItem.Logs, RequestedItem.Screenshots]);
        lab.At(16, 12).Do((c, at) => c.CustomerMessage("Here they are.", at));
        (lab.Case.Ball, lab.Case.BallSince).ShouldBe((Ball.Us, lab.Now));
    }

    [Fact]
    public void MarkScope_SendsTheAnswer_AndKeepsTheMark_E7()
    {
        var lab = new CaseLab().Do((c, at) => c.MarkScope(OutOfScopeTopic.CustomerCode, "Your script is yours.", at));
        lab.Case.OutOfScope.ShouldBe(OutOfScopeTopic.CustomerCode);
        lab.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public void DeclineEscalation_WithWorkaroundOrSmallEffect_IsAnsweredWithTheReason_H3(bool workaround, bool serious)
    {
        var lab = new CaseLab().Do((c, at) => c.RequestEscalation(workaround, serious, "Nobody can print.", at)).Do((c, at) => c.DeclineEscalation("The workaround holds.", at));
        lab.Case.EscalatedAt.ShouldBeNull();
        lab.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met);
        lab.Refused((c, at) => c.DeclineEscalation("again", at)).ShouldBe("escalation.none");
    }

    [Fact]
    public void DeclineEscalation_SeriousWithoutWorkaround_IsRefused_H3()
    {
        var lab = new CaseLab().Do((c, at) => c.RequestEscalation(false, true, "Payroll stands still.", at));
        lab.Refused((c, at) => c.DeclineEscalation("no", at)).ShouldBe("escalation.serious");
        lab.Case.EscalatedAt.ShouldBe(lab.Now);
    }

    [Fact]
    public void ChangeSeverity_Raised_FollowsTheEscalation_H3()
    {
        var lab = new CaseLab(Severity.Medium).Do((c, at) => c.RequestEscalation(false, true, "Payroll stands still.", at)).Do((c, at) => c.ChangeSeverity(Severity.High, "Payroll.", at));
        lab.Case.EscalatedAt.ShouldBeNull();
        lab.Case.Timeline.Select(e => e.Event).OfType<EscalationRaised>().Single().ShouldBe(new EscalationRaised(Severity.Medium, Severity.High));
    }

    [Fact]
    public void ChangeSeverity_Lowered_LeavesTheEscalationOpen_H3()
    {
        var lab = new CaseLab().Do((c, at) => c.RequestEscalation(false, true, "Payroll.", at)).Do((c, at) => c.ChangeSeverity(Severity.Low, "By mistake.", at));
        lab.Case.EscalatedAt.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(121, true)]
    public void LogHotlineCall_SaysWhetherThePromisedAnswerWasLate_H4(int minutes, bool late)
    {
        var lab = new CaseLab(Severity.Emergency).After(Duration.FromMinutes(minutes)).Do((c, at) => c.LogHotlineCall("Where are you?", at));
        lab.Case.Timeline.Select(e => e.Event).OfType<HotlineCalled>().Single().ResponseMissed.ShouldBe(late);
        lab.Case.Clocks.Count(k => k.IsOpen).ShouldBe(1, "the call itself answers nothing");
    }

    [Fact]
    public void Reply_WrittenBeforeTheColleaguesAnswer_IsAskedAboutFirst()
    {
        var lab = new CaseLab();
        var seen = lab.Case.Version;
        lab.Do((c, at) => c.Note("thinking", at)).Do((c, at) => c.Reply("mine, a note in between is nothing to ask about", seen, at));
        lab.Refused((c, at) => c.Reply("yours", seen, at)).ShouldBe("reply.answered-meanwhile");
        lab.Do((c, at) => c.Reply("yours, knowing of it", lab.Case.Version, at)).Do((c, at) => c.CustomerMessage("one more thing", at));
        lab.Refused((c, at) => c.Reply("too fast", lab.Case.Version - 1, at)).ShouldBe("reply.answered-meanwhile");
    }

    [Fact]
    public void UndoClose_WithinAMinute_BringsBackStateAndClocks()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).Do((c, at) => c.WaitForCustomer(null, at)).After(Duration.FromHours(1));
        var before = lab.Case.Clocks.Select(CasePicture.Of).ToList();
        var (status, since) = (lab.Case.Status, lab.Case.BallSince);
        lab.Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at)).After(Duration.FromSeconds(60)).Do((c, at) => c.UndoClose(at));
        lab.Case.Clocks.Select(CasePicture.Of).ShouldBe(before);
        (lab.Case.Status, lab.Case.BallSince, lab.Case.ClosedAt, lab.Case.ClosingReason).ShouldBe((status, since, null, null));
    }

    [Fact]
    public void UndoClose_AfterItsMinute_IsRefused() =>
        new CaseLab().Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at)).After(Duration.FromSeconds(61)).Refused((c, at) => c.UndoClose(at)).ShouldBe("close.undo-too-late");

    [Fact]
    public void UndoClose_OfAResolvedCase_RevivesNothing()
    {
        var lab = new CaseLab().Do((c, at) => c.Resolve(true, null, at)).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at)).Do((c, at) => c.UndoClose(at));
        lab.Case.Status.ShouldBe(CaseStatus.Resolved);
        lab.Open.ShouldBeEmpty();
    }

    [Fact]
    public void Reopen_OwnerAway_GoesToTheQueue_C9()
    {
        var lab = CaseLab.InState(CaseStatus.InProgress).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at));
        lab.Do((c, at) => c.Reopen(null, at with { IsAway = id => id == CaseLab.Sato }));
        (lab.Case.OwnerId, lab.Case.OwnerName).ShouldBe((null, null));
        lab.Case.Timeline.Select(e => e.Event).OfType<CaseUnassigned>().Single().FromName.ShouldBe("Sato Mai");
    }

    [Fact]
    public void LowerSeverity_ToOneWithoutTeamTargets_EndsTheirClocksAsSuperseded_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).Do((c, at) => c.ChangeSeverity(Severity.Low, "Less.", at));
        lab.Open.Select(k => k.Kind).ShouldBe([ClockKind.FirstResponse]);
        lab.Case.Clocks.Where(k => k.Kind != ClockKind.FirstResponse).ShouldAllBe(k => k.EndedAs == ClockEnd.Superseded);
        lab.Do((c, at) => c.ChangeSeverity(Severity.High, "More again.", at));
        lab.Open.Select(k => k.Kind).ShouldBe([ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution], ignoreOrder: true);
    }

    [Fact]
    public void CustomerNotContent_AfterResolving_StartsTheTeamsTargetsAgain_H5_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).Do((c, at) => c.Reply("Try this.", at)).Do((c, at) => c.Resolve(false, null, at)).Do((c, at) => c.CustomerMessage("Still fails.", at));
        lab.Open.Select(k => k.Kind).ShouldBe([ClockKind.NextUpdate, ClockKind.Resolution], ignoreOrder: true);
    }
}
