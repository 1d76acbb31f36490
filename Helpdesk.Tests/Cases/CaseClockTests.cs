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
        ["note", "assign", "unassign", "not reached call", "not reached incoming call", "wait for customer", "wait for vendor", "resume", "customer message", "callback request"];

    [Fact]
    public void Open_StandardHigh_FirstResponseIsDueOneBusinessDayLater_P5_P12()
    {
        var lab = new CaseLab();
        (lab.Case.Clocks.Count, lab.FirstResponse.DueAt, lab.FirstResponse.Cycle).ShouldBe((1, Tokyo(2026, 11, 17, 10), 1));
        lab.Case.NextClock!.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10));
        lab.Case.Version.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void FirstResponse_CustomerVisibleAct_MeetsIt_H2(string act)
    {
        var lab = new CaseLab().At(16, 11).Do(Act(act));
        (lab.FirstResponse.EndedAs, lab.FirstResponse.EndedAt, lab.FirstResponse.WasMissed).ShouldBe((ClockEnd.Met, lab.Now, false));
        lab.Case.NextClock.ShouldBeNull("nothing else was promised");
        lab.Case.Timeline.Select(e => e.Event).OfType<ClockEnded>().ShouldHaveSingleItem().State.ShouldBe(ClockState.Met);
    }

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public void FirstResponse_AnythingElse_DoesNotMeetIt_H2(string act)
    {
        var lab = new CaseLab().Do((c, at) => c.WaitForVendor(null, at)).At(16, 11);
        if (act == "unassign")
            lab.Do((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", at));
        lab.Do(Act(act));
        lab.FirstResponse.IsOpen.ShouldBeTrue("spec H2: only a sent reply or a call that reached the customer counts");
        lab.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10), "and nothing moves its due time");
    }

    [Fact]
    public void FirstResponse_WhileCustomerHasTheBall_KeepsRunning_P11()
    {
        var lab = new CaseLab().Do((c, at) => c.WaitForCustomer("logs, please", at)).At(17, 9, 59);
        lab.FirstResponse.Read(Programme, lab.Now).IsRunning.ShouldBeTrue();
        lab.At(17, 10, 1).FirstResponse.Read(Programme, lab.Now).State.ShouldBe(ClockState.Missed);
    }

    [Fact]
    public void FirstResponse_AnsweredLate_StaysMissed()
    {
        var lab = new CaseLab().At(17, 10, 1).Do(Act("reply"));
        lab.FirstResponse.WasMissed.ShouldBeTrue();
        lab.FirstResponse.Read(Programme, lab.Now).State.ShouldBe(ClockState.MetLate);
    }

    [Fact]
    public void FirstResponse_AnsweredAtTheDueInstant_IsInTime()
    {
        var lab = new CaseLab().At(17, 10).Do(Act("reply"));
        (lab.FirstResponse.WasMissed, lab.FirstResponse.Read(Programme, lab.Now).State).ShouldBe((false, ClockState.Met));
    }

    [Fact]
    public void Callbacks_SeveralMayRunOnOneCase_P11()
    {
        var lab = new CaseLab().Do(Act("callback request")).At(16, 11).Do(Act("not reached incoming call")).At(16, 11, 30).Do(Act("callback request"));
        lab.Open.Count(c => c.Kind == ClockKind.Callback).ShouldBe(3);
        lab.Open.Where(c => c.Kind == ClockKind.Callback).Select(c => c.DueAt).ShouldBe([Tokyo(2026, 11, 16, 12), Tokyo(2026, 11, 16, 13), Tokyo(2026, 11, 16, 13, 30)]);
        lab.Case.NextClock!.DueAt.ShouldBe(Tokyo(2026, 11, 16, 12), "the queue shows the one that falls due first");
    }

    [Fact]
    public void Callback_Premium_RunsAroundTheClock_P3_P11()
    {
        var lab = new CaseLab(Severity.Low, SupportTier.Premium).At(16, 23).Do(Act("callback request"));
        lab.Open.Single(c => c.Kind == ClockKind.Callback).DueAt.ShouldBe(Tokyo(2026, 11, 17, 0));
    }

    [Fact]
    public void Callback_Standard_FollowsBusinessHours_P3()
    {
        var lab = new CaseLab().At(16, 16).Do(Act("callback request"));
        lab.Open.Single(c => c.Kind == ClockKind.Callback).DueAt.ShouldBe(Tokyo(2026, 11, 17, 10));
    }

    [Fact]
    public void Reply_MeetsEveryOpenCallback_P11()
    {
        var lab = new CaseLab().Do(Act("callback request")).Do(Act("callback request")).At(16, 11).Do(Act("reply"));
        lab.Case.Clocks.ShouldAllBe(c => c.EndedAs == ClockEnd.Met);
        lab.Case.Timeline.Count(e => e.Event is ClockEnded).ShouldBe(3);
    }

    [Fact]
    public void OutgoingCallThatReachesNobody_StartsNoCallback_P11()
    {
        var lab = new CaseLab().Do(Act("not reached call"));
        lab.Case.Clocks.ShouldHaveSingleItem().Kind.ShouldBe(ClockKind.FirstResponse);
    }

    [Fact]
    public void TeamTargets_StopWhileTheCustomerHasTheBall_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets);
        var update = lab.Case.Clocks.Single(c => c.Kind == ClockKind.NextUpdate);
        update.DueAt.ShouldBe(Tokyo(2026, 11, 16, 14));
        lab.At(16, 11).Do((c, at) => c.WaitForCustomer("logs, please", at));
        update.DueAt.ShouldBeNull("unknown until the customer answers");
        update.Read(lab.Programme, lab.Now).State.ShouldBe(ClockState.Paused);
        lab.At(18, 9).Do((c, at) => c.CustomerMessage("here they are", at));
        update.DueAt.ShouldBe(Tokyo(2026, 11, 18, 12), "one of four hours was used before the wait");
        lab.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 17, 10), "first response never stops");
    }

    [Fact]
    public void TeamTargets_RunOnWhileTheVendorHasTheBall_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).At(16, 11).Do((c, at) => c.WaitForVendor(null, at));
        lab.Case.Clocks.Single(c => c.Kind == ClockKind.NextUpdate).DueAt.ShouldBe(Tokyo(2026, 11, 16, 14));
    }

    [Fact]
    public void NextUpdate_StartsAnewWithEachReply_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).At(16, 11).Do(Act("reply"));
        var updates = lab.Case.Clocks.Where(c => c.Kind == ClockKind.NextUpdate).ToList();
        updates.Select(c => (c.EndedAs, c.DueAt)).ShouldBe([(ClockEnd.Met, Tokyo(2026, 11, 16, 14)), (null, Tokyo(2026, 11, 16, 15))]);
    }

    [Fact]
    public void ReplyWhileTheCustomerHasTheBall_StartsTheNextUpdatePaused_P11()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).Do((c, at) => c.WaitForCustomer(null, at)).At(16, 11).Do(Act("reply"));
        var update = lab.Open.Single(c => c.Kind == ClockKind.NextUpdate);
        (update.DueAt, update.Pauses.ShouldHaveSingleItem().Start).ShouldBe((null, lab.Now));
    }

    [Fact]
    public void Resolve_MeetsTheResolutionTarget_AndCallsOffTheRest()
    {
        var lab = new CaseLab(programme: CaseLab.WithTeamTargets).At(16, 11).Do((c, at) => c.Resolve(true, null, at));
        lab.Case.Clocks.ToDictionary(c => c.Kind, c => c.EndedAs).ShouldBe(
            new Dictionary<ClockKind, ClockEnd?> { [ClockKind.FirstResponse] = ClockEnd.Cancelled, [ClockKind.NextUpdate] = ClockEnd.Cancelled, [ClockKind.Resolution] = ClockEnd.Met }, ignoreOrder: true);
        lab.Case.NextClock.ShouldBeNull();
    }

    [Fact]
    public void Close_AfterTheDueTime_KeepsTheMiss()
    {
        var lab = new CaseLab().At(18, 9).Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        (lab.FirstResponse.EndedAs, lab.FirstResponse.WasMissed).ShouldBe((ClockEnd.Cancelled, true));
    }

    [Fact]
    public void Open_NotEntitled_HasNoClock_AndNoCallbackEither_E5()
    {
        var lab = new CaseLab(withContract: false);
        (lab.Case.VerdictKind, lab.Case.Tier).ShouldBe((VerdictKind.NotEntitled, SupportTier.SelfService));
        lab.Do(Act("callback request"));
        lab.Case.Clocks.ShouldBeEmpty();
        lab.Case.NextClock.ShouldBeNull();
    }

    [Fact]
    public void LastLine_CutInTheMiddleOfASurrogatePair_StaysText()
    {
        var lab = new CaseLab().Do((c, at) => c.Note(new string('x', 158) + "😀😀😀", at));
        lab.Case.LastLine.ShouldBe(new string('x', 158) + "…");
        new CaseLab().Do((c, at) => c.Note(new string('x', 157) + "😀😀😀", at)).Case.LastLine.ShouldBe(new string('x', 157) + "😀…");
    }

    internal static Func<Case, CaseContext, Result> Act(string act) => (c, at) => act switch
    {
        "reply" => c.Reply("We look into it.", at),
        "reached call" => c.LogCall(CallDirection.Outgoing, true, "Spoke.", at),
        "reached incoming call" => c.LogCall(CallDirection.Incoming, true, "Spoke.", at),
        "solution" => c.OfferSolution("Apply 5.2.7.", at),
        "note" => c.Note("Seen before.", at),
        "assign" => c.Assign(CaseLab.Sato, "Sato Mai", at),
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
