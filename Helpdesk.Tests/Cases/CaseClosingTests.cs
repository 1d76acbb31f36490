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
            var fixture = new CaseFixture();
            var refused = fixture.Case.Close(reason, nothing, null, fixture.Context);
            refused
                .Errors.ShouldHaveSingleItem()
                .ShouldSatisfyAllConditions(
                    e => e.Code.ShouldBe("close.detail-missing"),
                    e => e.Field.ShouldBe("detail"),
                    e => e.Args.ShouldBe([reason, needed])
                );
            fixture.Case.Status.ShouldBe(CaseStatus.New);
        }

        var closed = new CaseFixture().Do((c, at) => c.Close(reason, "5.2.8", "bye", at)).Case;
        (closed.Status, closed.ClosingReason, closed.ClosingDetail, closed.ClosedAt).ShouldBe(
            (CaseStatus.Closed, reason, "5.2.8", CaseFixture.Opened)
        );
    }

    [Theory]
    [InlineData(ClosingReason.Confirmed)]
    [InlineData(ClosingReason.NoLongerNeeded)]
    [InlineData(ClosingReason.WorksAsSpecified)]
    public void Close_ReasonThatNeedsNothing_ClosesAtOnce_C2_C5(ClosingReason reason)
    {
        var fixture = new CaseFixture().Do((c, at) => c.Close(reason, null, "It does what it should.", at));
        (fixture.Case.Status, fixture.Case.ClosingReason).ShouldBe((CaseStatus.Closed, reason));
        fixture.Open.ShouldBeEmpty("a closed case promises nothing");
        fixture.Case.Timeline[^1].Event.ShouldBeOfType<ClockEnded>();
        fixture.Case.Timeline.Select(e => e.Event).OfType<CaseClosed>().ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public void EveryReason_IsEitherFreeOrAsksForItsDetail() =>
        Enum.GetValues<ClosingReason>()
            .Count(r => ClosingReasonRules.RequiredDetail(r) is not null)
            .ShouldBe(4, "spec C10 names C3, C4, C6 and C7");

    [Fact]
    public void NoAnswer_NeedsTwoContacts_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "please send logs", at))
            .After(Duration.FromDays(20));
        fixture.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
        fixture.Do((c, at) => c.Reply("a reminder", at)).Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
        fixture.Case.ClosingReason.ShouldBe(ClosingReason.NoAnswer);
    }

    [Fact]
    public void NoAnswer_NeedsFourteenDaysSinceTheFirstContact_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "please send logs", at))
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "nobody", at));
        fixture
            .After(Duration.FromDays(14) - Duration.FromSeconds(1))
            .Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at))
            .ShouldBe("close.not-silent-enough");
        fixture.After(Duration.FromSeconds(1)).Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
        fixture.Case.ClosedAt.ShouldBe(CaseFixture.Opened + Duration.FromDays(14));
    }

    [Theory]
    [InlineData("customer message")]
    [InlineData("reached call")]
    [InlineData("reached incoming call")]
    [InlineData("not reached incoming call")]
    [InlineData("callback request")]
    public void NoAnswer_AnyWordFromTheCustomer_StartsTheSilenceAnew_C8(string word)
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "one", at))
            .Do((c, at) => c.Reply("two", at))
            .After(Duration.FromDays(13))
            .Do(CaseClockTests.Act(word));
        (fixture.Case.UnansweredContacts, fixture.Case.FirstUnansweredAt).ShouldBe((0, null));
        fixture
            .After(Duration.FromDays(30))
            .Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at))
            .ShouldBe("close.not-silent-enough");
    }

    [Theory]
    [InlineData("note")]
    [InlineData("assign")]
    [InlineData("wait for customer")]
    public void NoAnswer_OurOwnDoings_AreNoContacts_C8(string act)
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "one", at))
            .Do(CaseClockTests.Act(act))
            .After(Duration.FromDays(30));
        fixture.Case.UnansweredContacts.ShouldBe(act == "wait for customer" ? 0 : 1, "a wait that begins anew has no contact yet");
        fixture.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
    }

    [Theory]
    [InlineData(CaseStatus.Resolved)]
    [InlineData(CaseStatus.Closed)]
    public void Reopen_StartsANewCycleAndKeepsTheOldVerdicts_C9(CaseStatus from)
    {
        var fixture = CaseFixture.InState(from);
        var old = CaseSnapshot.Of(fixture.FirstResponse);
        fixture.At(19, 9).Do((c, at) => c.Reopen("same fault again", at));
        (fixture.Case.Status, fixture.Case.ReopenCount, fixture.Case.Cycle).ShouldBe((CaseStatus.InProgress, 1, 2));
        CaseSnapshot.Of(fixture.Case.Clocks[0]).ShouldBe(old, "history is kept");
        (fixture.FirstResponse.Cycle, fixture.FirstResponse.StartedAt, fixture.FirstResponse.DueAt).ShouldBe(
            (2, fixture.Now, Tokyo(2026, 11, 19, 17))
        );
        (fixture.Case.ClosingReason, fixture.Case.ClosingDetail, fixture.Case.ClosedAt).ShouldBe((null, null, null));
    }

    [Fact]
    public void Reopen_EachTime_IsCounted_C9()
    {
        var fixture = new CaseFixture();
        for (var time = 1; time <= 3; time++)
        {
            fixture
                .After(Duration.FromDays(1))
                .Do((c, at) => c.Close(ClosingReason.Confirmed, null, null, at))
                .Do((c, at) => c.Reopen(null, at));
            (fixture.Case.ReopenCount, fixture.Case.Cycle, fixture.Open.Count()).ShouldBe((time, time + 1, 1));
        }
    }

    [Fact]
    public void Reopen_WithTeamTargets_StartsThemAnewAsWell_C9()
    {
        var fixture = CaseFixture.InState(CaseStatus.Closed, CaseFixture.WithTeamTargets).At(19, 9).Do((c, at) => c.Reopen(null, at));
        fixture.Open.Select(c => c.Kind).ShouldBe([ClockKind.FirstResponse, ClockKind.NextUpdate, ClockKind.Resolution], ignoreOrder: true);
        fixture.Open.ShouldAllBe(c => c.Cycle == 2);
    }

    [Fact]
    public void CustomerNotContent_AfterResolving_WorkGoesOn_H5()
    {
        var fixture = CaseFixture.InState(CaseStatus.Resolved).Do((c, at) => c.CustomerMessage("it fails again", at));
        (fixture.Case.Status, fixture.Case.Ball, fixture.Case.ReopenCount).ShouldBe((CaseStatus.InProgress, Ball.Us, 0));
    }
}
