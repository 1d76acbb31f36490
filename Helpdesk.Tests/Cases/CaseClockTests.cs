using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>What meets a promise, what starts one, and what stops one (spec H2, P3, P11).</summary>
public sealed class CaseClockTests
{
    public static TheoryData<string> Answers() => ["reply", "reached call", "reached incoming call", "solution"];

    public static TheoryData<string> NoAnswers() =>
        [
            "note",
            "assign",
            "unassign",
            "not reached call",
            "not reached incoming call",
            "wait for customer",
            "wait for vendor",
            "resume",
            "customer message",
            "callback request",
        ];

    [Fact]
    public void Open_StandardHigh_FirstResponseIsDueOneBusinessDayLater_P5_P12()
    {
        var fixture = new CaseFixture();
        (fixture.Case.Clocks.Count, fixture.FirstResponse.DueAt, fixture.FirstResponse.Cycle).ShouldBe((1, Tokyo(2026, 11, 17, 10), 1));
        fixture.Case.NextClock!.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10));
        fixture.Case.Version.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void FirstResponse_CustomerVisibleAct_MeetsIt_H2(string act)
    {
        var fixture = new CaseFixture().At(16, 11).Do(Act(act));
        (fixture.FirstResponse.EndedAs, fixture.FirstResponse.EndedAt, fixture.FirstResponse.WasMissed).ShouldBe(
            (ClockEnd.Met, fixture.Now, false)
        );
        fixture.Case.NextClock.ShouldBeNull("nothing else was promised");
        fixture.Case.Timeline.Select(e => e.Event).OfType<ClockEnded>().ShouldHaveSingleItem().State.ShouldBe(ClockState.Met);
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public void FirstResponse_AnythingElse_DoesNotMeetIt_H2(string act)
    {
        var fixture = new CaseFixture().Do((c, at) => c.WaitForVendor(null, at)).At(16, 11);
        if (act == "unassign")
            fixture.Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at));
        fixture.Do(Act(act));
        fixture.FirstResponse.IsOpen.ShouldBeTrue("spec H2: only a sent reply or a call that reached the customer counts");
        fixture.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10), "and nothing moves its due time");
    }

    [Fact]
    public void FirstResponse_WhileCustomerHasTheBall_KeepsRunning_P11()
    {
        var fixture = new CaseFixture().Do((c, at) => c.WaitForCustomer("logs, please", at)).At(17, 9, 59);
        fixture.FirstResponse.Read(Programme, fixture.Now).IsRunning.ShouldBeTrue();
        fixture.At(17, 10, 1).FirstResponse.Read(Programme, fixture.Now).State.ShouldBe(ClockState.Missed);
    }

    [Fact]
    public void FirstResponse_AnsweredLate_StaysMissed()
    {
        var fixture = new CaseFixture().At(17, 10, 1).Do(Act("reply"));
        fixture.FirstResponse.WasMissed.ShouldBeTrue();
        fixture.FirstResponse.Read(Programme, fixture.Now).State.ShouldBe(ClockState.MetLate);
    }

    [Fact]
    public void FirstResponse_AnsweredAtTheDueInstant_IsInTime()
    {
        var fixture = new CaseFixture().At(17, 10).Do(Act("reply"));
        (fixture.FirstResponse.WasMissed, fixture.FirstResponse.Read(Programme, fixture.Now).State).ShouldBe((false, ClockState.Met));
    }

    [Fact]
    public void Callbacks_SeveralMayRunOnOneCase_P11()
    {
        var fixture = new CaseFixture()
            .Do(Act("callback request"))
            .At(16, 11)
            .Do(Act("not reached incoming call"))
            .At(16, 11, 30)
            .Do(Act("callback request"));
        fixture.Open.Count(c => c.Kind == ClockKind.Callback).ShouldBe(3);
        fixture
            .Open.Where(c => c.Kind == ClockKind.Callback)
            .Select(c => c.DueAt)
            .ShouldBe([Tokyo(2026, 11, 16, 12), Tokyo(2026, 11, 16, 13), Tokyo(2026, 11, 16, 13, 30)]);
        fixture.Case.NextClock!.DueAt.ShouldBe(Tokyo(2026, 11, 16, 12), "the queue shows the one that falls due first");
    }

    [Fact]
    public void Callback_Premium_RunsAroundTheClock_P3_P11()
    {
        var fixture = new CaseFixture(Severity.Low, SupportTier.Premium).At(16, 23).Do(Act("callback request"));
        fixture.Open.Single(c => c.Kind == ClockKind.Callback).DueAt.ShouldBe(Tokyo(2026, 11, 17, 0));
    }

    [Fact]
    public void Callback_Standard_FollowsBusinessHours_P3()
    {
        var fixture = new CaseFixture().At(16, 16).Do(Act("callback request"));
        fixture.Open.Single(c => c.Kind == ClockKind.Callback).DueAt.ShouldBe(Tokyo(2026, 11, 17, 10));
    }

    [Fact]
    public void Reply_MeetsEveryOpenCallback_P11()
    {
        var fixture = new CaseFixture().Do(Act("callback request")).Do(Act("callback request")).At(16, 11).Do(Act("reply"));
        fixture.Case.Clocks.ShouldAllBe(c => c.EndedAs == ClockEnd.Met);
        fixture.Case.Timeline.Count(e => e.Event is ClockEnded).ShouldBe(3);
    }

    [Fact]
    public void OutgoingCallThatReachesNobody_StartsNoCallback_P11()
    {
        var fixture = new CaseFixture().Do(Act("not reached call"));
        fixture.Case.Clocks.ShouldHaveSingleItem().Kind.ShouldBe(ClockKind.FirstResponse);
    }

    [Fact]
    public void TeamTargets_StopWhileTheCustomerHasTheBall_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets);
        var update = fixture.Case.Clocks.Single(c => c.Kind == ClockKind.NextUpdate);
        update.DueAt.ShouldBe(Tokyo(2026, 11, 16, 14));
        fixture.At(16, 11).Do((c, at) => c.WaitForCustomer("logs, please", at));
        update.DueAt.ShouldBeNull("unknown until the customer answers");
        update.Read(fixture.Programme, fixture.Now).State.ShouldBe(ClockState.Paused);
        fixture.At(18, 9).Do((c, at) => c.CustomerMessage("here they are", at));
        update.DueAt.ShouldBe(Tokyo(2026, 11, 18, 12), "one of four hours was used before the wait");
        fixture.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10), "first response never stops");
    }

    [Fact]
    public void TeamTargets_RunOnWhileTheVendorHasTheBall_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets).At(16, 11).Do((c, at) => c.WaitForVendor(null, at));
        fixture.Case.Clocks.Single(c => c.Kind == ClockKind.NextUpdate).DueAt.ShouldBe(Tokyo(2026, 11, 16, 14));
    }

    [Fact]
    public void NextUpdate_StartsAnewWithEachReply_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets).At(16, 11).Do(Act("reply"));
        var updates = fixture.Case.Clocks.Where(c => c.Kind == ClockKind.NextUpdate).ToList();
        updates.Select(c => (c.EndedAs, c.DueAt)).ShouldBe([(ClockEnd.Met, Tokyo(2026, 11, 16, 14)), (null, Tokyo(2026, 11, 16, 15))]);
    }

    [Fact]
    public void ReplyWhileTheCustomerHasTheBall_StartsTheNextUpdatePaused_P11()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.WaitForCustomer(null, at))
            .At(16, 11)
            .Do(Act("reply"));
        var update = fixture.Open.Single(c => c.Kind == ClockKind.NextUpdate);
        (update.DueAt, update.Pauses.ShouldHaveSingleItem().Start).ShouldBe((null, fixture.Now));
    }

    [Fact]
    public void Resolve_MeetsTheResolutionTarget_AndCallsOffTheRest()
    {
        var fixture = new CaseFixture(programme: CaseFixture.WithTeamTargets)
            .At(16, 11)
            .Do((c, at) => c.Confirm(ConfirmedBy.Mail, null, null, at));
        fixture
            .Case.Clocks.ToDictionary(c => c.Kind, c => c.EndedAs)
            .ShouldBe(
                new Dictionary<ClockKind, ClockEnd?>
                {
                    [ClockKind.FirstResponse] = ClockEnd.Cancelled,
                    [ClockKind.NextUpdate] = ClockEnd.Cancelled,
                    [ClockKind.Resolution] = ClockEnd.Met,
                },
                ignoreOrder: true
            );
        fixture.Case.NextClock.ShouldBeNull();
    }

    [Fact]
    public void Close_AfterTheDueTime_KeepsTheMiss()
    {
        var fixture = new CaseFixture().At(18, 9).Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        (fixture.FirstResponse.EndedAs, fixture.FirstResponse.WasMissed).ShouldBe((ClockEnd.Cancelled, true));
    }

    [Fact]
    public void Open_NotEntitled_HasNoClock_AndNoCallbackEither_E5()
    {
        var fixture = new CaseFixture(withContract: false);
        (fixture.Case.VerdictKind, fixture.Case.Tier).ShouldBe((VerdictKind.NotEntitled, SupportTier.SelfService));
        fixture.Do(Act("callback request"));
        fixture.Case.Clocks.ShouldBeEmpty();
        fixture.Case.NextClock.ShouldBeNull();
    }

    [Fact]
    public void LastLine_CutInTheMiddleOfASurrogatePair_StaysText()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Note(new string('x', 158) + "😀😀😀", at));
        fixture.Case.LastLine.ShouldBe(new string('x', 158) + "…");
        new CaseFixture().Do((c, at) => c.Note(new string('x', 157) + "😀😀😀", at)).Case.LastLine.ShouldBe(new string('x', 157) + "😀…");
    }

    internal static Func<Case, CaseContext, Result> Act(string act) =>
        (c, at) =>
            act switch
            {
                "reply" => c.Reply("We look into it.", at),
                "reached call" => c.LogCall(CallDirection.Outgoing, true, "Spoke.", at),
                "reached incoming call" => c.LogCall(CallDirection.Incoming, true, "Spoke.", at),
                "solution" => c.OfferSolution("Apply 5.2.7.", at),
                "note" => c.Note("Seen before.", at),
                "assign" => c.Assign(CaseFixture.Sato, "Sato Mai", at),
                "unassign" => c.Unassign(at),
                "not reached call" => c.LogCall(CallDirection.Outgoing, false, "Nobody there.", at),
                "not reached incoming call" => c.LogCall(CallDirection.Incoming, false, "Left a message.", at),
                "wait for customer" => c.WaitForCustomer(null, at),
                "wait for vendor" => c.WaitForVendor(null, at),
                "resume" => c.Resume(null, at),
                "customer message" => c.CustomerMessage("Any news?", at),
                "callback request" => c.RequestCallback(null, null, null, at),
                _ => throw new ArgumentOutOfRangeException(nameof(act), act, "unknown act"),
            };
}
