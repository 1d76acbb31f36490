using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>The ways out of a case and back in (spec C1–C10).</summary>
public sealed class CaseClosingTests
{
    [Theory]
    [InlineData(ClosingReason.NotTheProduct, "agreedWith")]
    [InlineData(ClosingReason.SolvedByUpdate, "patchOrVersion")]
    [InlineData(ClosingReason.EnhancementAccepted, "requestId")]
    [InlineData(ClosingReason.WorkaroundInPlace, "workaround")]
    public void Close_ReasonThatNeedsADetail_AsksForIt_C10(ClosingReason reason, string needed)
    {
        foreach (var nothing in new[] { null, "", "  " })
        {
            var lab = new CaseLab();
            var refused = lab.Case.Close(reason, nothing, null, lab.Context);
            refused.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                e => e.Code.ShouldBe("close.detail-missing"), e => e.Field.ShouldBe("detail"), e => e.Args.ShouldBe([reason, needed]));
            lab.Case.Status.ShouldBe(CaseStatus.New);
        }

        var closed = new CaseLab().Do((c, at) => c.Close(reason, "5.2.8", "bye", at)).Case;
        (closed.Status, closed.ClosingReason, closed.ClosingDetail, closed.ClosedAt).ShouldBe((CaseStatus.Closed, reason, "5.2.8", CaseLab.Opened));
    }

    [Theory]
    [InlineData(ClosingReason.Confirmed)]
    [InlineData(ClosingReason.NoLongerNeeded)]
    [InlineData(ClosingReason.WorksAsSpecified)]
    public void Close_ReasonThatNeedsNothing_ClosesAtOnce_C2_C5(ClosingReason reason)
    {
        var lab = new CaseLab().Do((c, at) => c.Close(reason, null, null, at));
        (lab.Case.Status, lab.Case.ClosingReason).ShouldBe((CaseStatus.Closed, reason));
        lab.Open.ShouldBeEmpty("a closed case promises nothing");
        lab.Case.Timeline[^1].Event.ShouldBeOfType<ClockEnded>();
        lab.Case.Timeline.Select(e => e.Event).OfType<CaseClosed>().ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public void EveryReason_IsEitherFreeOrAsksForItsDetail() =>
        Enum.GetValues<ClosingReason>().Count(r => ClosingReasonRules.RequiredDetail(r) is not null).ShouldBe(4, "spec C10 names C3, C4, C6 and C7");

    [Fact]
    public void NoAnswer_NeedsTwoContacts_C8()
    {
        var lab = new CaseLab().Do((c, at) => c.Reply("please send logs", at)).After(Duration.FromDays(20));
        lab.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
        lab.Do((c, at) => c.Reply("a reminder", at)).Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
        lab.Case.ClosingReason.ShouldBe(ClosingReason.NoAnswer);
    }

    [Fact]
    public void NoAnswer_NeedsFourteenDaysSinceTheFirstContact_C8()
    {
        var lab = new CaseLab().Do((c, at) => c.Reply("please send logs", at)).Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "nobody", at));
        lab.After(Duration.FromDays(14) - Duration.FromSeconds(1)).Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
        lab.After(Duration.FromSeconds(1)).Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
        lab.Case.ClosedAt.ShouldBe(CaseLab.Opened + Duration.FromDays(14));
    }

    [Theory]
    [InlineData("customer message")]
    [InlineData("reached call")]
    [InlineData("reached incoming call")]
    [InlineData("not reached incoming call")]
    [InlineData("callback request")]
    public void NoAnswer_AnyWordFromTheCustomer_StartsTheSilenceAnew_C8(string word)
    {
        var lab = new CaseLab().Do((c, at) => c.Reply("one", at)).Do((c, at) => c.Reply("two", at)).After(Duration.FromDays(13)).Do(CaseClockTests.Act(word));
        (lab.Case.UnansweredContacts, lab.Case.FirstUnansweredAt).ShouldBe((0, null));
        lab.After(Duration.FromDays(30)).Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
    }

    [Theory]
    [InlineData("note")]
    [InlineData("assign")]
    [InlineData("wait for customer")]
    public void NoAnswer_OurOwnDoings_AreNoContacts_C8(string act)
    {
        var lab = new CaseLab().Do((c, at) => c.Reply("one", at)).Do(CaseClockTests.Act(act)).After(Duration.FromDays(30));
        lab.Case.UnansweredContacts.ShouldBe(1);
        lab.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
    }

    [Theory]
    [InlineData(CaseStatus.Resolved)]
    [InlineData(CaseStatus.Closed)]
    public void Reopen_StartsANewCycleAndKeepsTheOldVerdicts_C9(CaseStatus from)
    {
        var lab = CaseLab.InState(from);
        var old = CasePicture.Of(lab.FirstResponse);
        lab.At(19, 9).Do((c, at) => c.Reopen("same fault again", at));
        (lab.Case.Status, lab.Case.ReopenCount, lab.Case.Cycle).ShouldBe((CaseStatus.InProgress, 1, 2));
        CasePicture.Of(lab.Case.Clocks[0]).ShouldBe(old, "history is kept");
        (lab.FirstResponse.Cycle, lab.FirstResponse.StartedAt, lab.FirstResponse.DueAt).ShouldBe((2, lab.Now, Tokyo(2026, 11, 19, 17)));
        (lab.Case.ClosingReason, lab.Case.ClosingDetail, lab.Case.ClosedAt).ShouldBe((null, null, null));
    }

    [Fact]
    public void Reopen_EachTime_IsCounted_C9()
    {
        var lab = new CaseLab();
        for (var time = 1; time <= 3; time++)
        {
            lab.After(Duration.FromDays(1)).Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at)).Do((c, at) => c.Reopen(null, at));
            (lab.Case.ReopenCount, lab.Case.Cycle, lab.Open.Count()).ShouldBe((time, time + 1, 1));
        }
    }

    [Fact]
    public void Reopen_WithTeamTargets_StartsThemAnewAsWell_C9()
    {
        var lab = CaseLab.InState(CaseStatus.Closed, CaseLab.WithTeamTargets).At(19, 9).Do((c, at) => c.Reopen(null, at));
        lab.Open.Select(c => c.Kind).ShouldBe([ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution], ignoreOrder: true);
        lab.Open.ShouldAllBe(c => c.Cycle == 2);
    }

    [Fact]
    public void CustomerNotContent_AfterResolving_WorkGoesOn_H5()
    {
        var lab = CaseLab.InState(CaseStatus.Resolved).Do((c, at) => c.CustomerMessage("it fails again", at));
        (lab.Case.Status, lab.Case.Ball, lab.Case.ReopenCount).ShouldBe((CaseStatus.InProgress, Ball.Us, 0));
    }
}
