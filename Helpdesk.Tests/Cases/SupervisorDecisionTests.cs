using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>Exceptions from entitlement and excused breaches (spec E5, U2).</summary>
public sealed class SupervisorDecisionTests
{
    [Fact]
    public void GrantException_NotEntitled_StartsTheClocksNow_E5()
    {
        var lab = NotEntitled().At(17, 11);
        lab.Open.ShouldBeEmpty("nothing runs before somebody decides");
        lab.Case.EntitlementIsOpen.ShouldBeTrue();

        lab.Do((c, at) => c.GrantException(SupportTier.Standard, SampleProgramme.Tokyo(2026, 11, 21, 0), "Renewal is on its way.", at));

        (lab.Case.VerdictKind, lab.Case.Tier, lab.Case.EntitlementIsOpen).ShouldBe((VerdictKind.EntitledWithLimits, SupportTier.Standard, false));
        var clock = lab.Open.ShouldHaveSingleItem();
        (clock.Kind, clock.StartedAt, clock.DueAt).ShouldBe((ClockKind.FirstResponse, lab.Now, SampleProgramme.Tokyo(2026, 11, 18, 11)), "High, Standard: one business day from the decision (P5)");
        lab.Case.Verdict.Reasons[^1].Rule.ShouldBe("E5");
        lab.Case.ExceptionUntil.ShouldBe(SampleProgramme.Tokyo(2026, 11, 21, 0));
    }

    [Fact]
    public void GrantException_AnotherTier_SupersedesTheClocksThatRan()
    {
        var lab = NeedsPerson();
        lab.Open.ShouldHaveSingleItem();
        lab.Do((c, at) => c.GrantException(SupportTier.Premium, null, "Signed today.", at));
        lab.Case.Clocks.Count(k => k.EndedAs == ClockEnd.Superseded).ShouldBe(1);
        lab.Open.ShouldHaveSingleItem().Target.ShouldBe(lab.Programme.Target(SupportTier.Premium, Severity.High, ClockKind.FirstResponse)!.Length);
    }

    [Fact]
    public void GrantException_SameTier_LetsTheClocksRun()
    {
        var lab = NeedsPerson();
        var before = lab.Open.ShouldHaveSingleItem();
        lab.After(Duration.FromHours(1)).Do((c, at) => c.GrantException(lab.Case.Tier, null, "All right.", at));
        lab.Open.ShouldHaveSingleItem().ShouldBeSameAs(before);
    }

    [Fact]
    public void GrantException_AnsweredAlready_PromisesNoSecondFirstResponse()
    {
        var lab = NeedsPerson().Do((c, at) => c.Reply("We look into it.", at));
        lab.Do((c, at) => c.GrantException(lab.Case.Tier, null, "All right.", at));
        lab.Case.Clocks.Count(k => k.Kind == ClockKind.FirstResponse).ShouldBe(1);
    }

    [Fact]
    public void DeclineException_NeedsPerson_EndsItsClocks()
    {
        var lab = NeedsPerson().Do((c, at) => c.DeclineException("No contract, none coming.", at));
        (lab.Case.VerdictKind, lab.Case.EntitlementIsOpen).ShouldBe((VerdictKind.NotEntitled, false));
        lab.Open.ShouldBeEmpty();
        lab.Case.Clocks.ShouldAllBe(k => k.EndedAs == ClockEnd.Cancelled);
        lab.Do((c, at) => c.GrantException(SupportTier.Standard, null, "They signed after all.", at));
        lab.Open.ShouldHaveSingleItem("a decision can be changed");
    }

    [Fact]
    public void Decide_NothingToDecide_IsRefused()
    {
        new CaseLab().Refused((c, at) => c.GrantException(SupportTier.Standard, null, "x", at)).ShouldBe("exception.entitled");
        new CaseLab().Refused((c, at) => c.DeclineException("x", at)).ShouldBe("exception.entitled");
        NotEntitled().Refused((c, at) => c.GrantException(SupportTier.SelfService, null, "x", at)).ShouldBe("exception.tier");
        NotEntitled().Refused((c, at) => c.GrantException(SupportTier.Standard, at.Now, "x", at)).ShouldBe("exception.over");
        NotEntitled().Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at)).Refused((c, at) => c.GrantException(SupportTier.Standard, null, "x", at)).ShouldBe("exception.case-over");
    }

    [Fact]
    public void ExcuseBreach_Missed_IsOnRecordOnceAndTheClockRunsOn()
    {
        var lab = new CaseLab().At(18, 11);
        lab.FirstResponse.Verdict(lab.Now).ShouldBe(ClockVerdict.RunningLate);

        lab.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "The line was down.", at));

        (lab.FirstResponse.ExcusedBy, lab.FirstResponse.IsOpen).ShouldBe((CaseLab.Agent.Name, true));
        lab.Case.Timeline.Select(e => e.Event).OfType<BreachExcused>().Single().DueAt.ShouldBe(lab.FirstResponse.DueAt);
        lab.Refused((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "Again.", at)).ShouldBe("breach.excused");
    }

    [Fact]
    public void ExcuseBreach_AnsweredLateAndClosed_IsExcusedAfterwards()
    {
        var lab = new CaseLab().At(18, 11).Do((c, at) => c.Reply("Sorry.", at)).Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        lab.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "Storm.", at));
        lab.FirstResponse.ExcusedAt.ShouldBe(lab.Now);
    }

    [Fact]
    public void ExcuseBreach_InTime_IsRefused() =>
        new CaseLab().At(16, 11).Refused((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "x", at)).ShouldBe("breach.none");

    private static CaseLab NotEntitled()
    {
        var lab = new CaseLab(withContract: false);
        lab.Case.VerdictKind.ShouldBe(VerdictKind.NotEntitled);
        return lab;
    }

    private static CaseLab NeedsPerson()
    {
        var lab = new CaseLab(knownSerial: false);
        lab.Case.VerdictKind.ShouldBe(VerdictKind.NeedsPerson);
        return lab;
    }
}
