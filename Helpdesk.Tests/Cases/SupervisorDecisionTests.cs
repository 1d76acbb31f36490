using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
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
        var fixture = NotEntitled().At(17, 11);
        fixture.Open.ShouldBeEmpty("nothing runs before somebody decides");
        fixture.Case.EntitlementIsOpen.ShouldBeTrue();

        fixture.Do((c, at) => c.GrantException(SupportTier.Standard, SampleProgramme.Tokyo(2026, 11, 21, 0), "Renewal is on its way.", at));

        (fixture.Case.VerdictKind, fixture.Case.Tier, fixture.Case.EntitlementIsOpen).ShouldBe(
            (VerdictKind.EntitledWithLimits, SupportTier.Standard, false)
        );
        var clock = fixture.Open.ShouldHaveSingleItem();
        (clock.Kind, clock.StartedAt, clock.DueAt).ShouldBe(
            (ClockKind.FirstResponse, fixture.Now, SampleProgramme.Tokyo(2026, 11, 18, 11)),
            "High, Standard: one business day from the decision (P5)"
        );
        fixture.Case.Verdict.Reasons[^1].Rule.ShouldBe("E5");
        fixture.Case.ExceptionUntil.ShouldBe(SampleProgramme.Tokyo(2026, 11, 21, 0));
    }

    [Fact]
    public void GrantException_AnotherTier_SupersedesTheClocksThatRan()
    {
        var fixture = NeedsPerson();
        fixture.Open.ShouldHaveSingleItem();
        fixture.Do((c, at) => c.GrantException(SupportTier.Premium, null, "Signed today.", at));
        fixture.Case.Clocks.Count(k => k.EndedAs == ClockEnd.Superseded).ShouldBe(1);
        fixture
            .Open.ShouldHaveSingleItem()
            .Target.ShouldBe(fixture.Programme.Target(SupportTier.Premium, Severity.High, ClockKind.FirstResponse)!.Length);
    }

    [Fact]
    public void GrantException_SameTier_LetsTheClocksRun()
    {
        var fixture = NeedsPerson();
        var before = fixture.Open.ShouldHaveSingleItem();
        fixture.After(Duration.FromHours(1)).Do((c, at) => c.GrantException(fixture.Case.Tier, null, "All right.", at));
        fixture.Open.ShouldHaveSingleItem().ShouldBeSameAs(before);
    }

    [Theory]
    [InlineData(SupportTier.Premium, 11, 30)]
    [InlineData(SupportTier.Standard, 12, 30)]
    public void GrantException_TestLicence_HasTheStatedSeverityAgain_WithItsClocks_E4_S5(SupportTier tier, int hour, int minute)
    {
        var fixture = new CaseFixture(Severity.Emergency, SupportTier.Standard, licence: LicenceKind.Trial);
        (fixture.Case.Severity, fixture.FirstResponse.DueAt).ShouldBe((Severity.Low, SampleProgramme.Tokyo(2026, 11, 18, 10)));

        fixture.At(16, 10, 30).Do((c, at) => c.GrantException(tier, null, "Production stands.", at));

        (fixture.Case.Severity, fixture.Case.StatedSeverity, fixture.Case.Verdict.MostSevere).ShouldBe(
            (Severity.Emergency, Severity.Emergency, null)
        );
        var clock = fixture.Open.ShouldHaveSingleItem();
        (clock.Kind, clock.DueAt).ShouldBe((ClockKind.FirstResponse, SampleProgramme.Tokyo(2026, 11, 16, hour, minute)), "P2 from now");
        fixture
            .Case.Timeline.Select(e => e.Event)
            .OfType<SeverityChanged>()
            .ShouldHaveSingleItem()
            .ShouldBe(
                new SeverityChanged(
                    Severity.Low,
                    Severity.Emergency,
                    "Production stands.",
                    SampleProgramme.Tokyo(2026, 11, 18, 10),
                    clock.DueAt
                )
            );
    }

    [Fact]
    public void GrantException_TestLicenceAnsweredAtLow_IsToBeAnsweredAnewAndAskedForAtNight_S8_U3()
    {
        var fixture = new CaseFixture(Severity.Emergency, SupportTier.Premium, licence: LicenceKind.Trial)
            .Do((c, at) => c.Reply("We look into it.", at))
            .At(16, 22)
            .Do((c, at) => c.GrantException(SupportTier.Premium, null, "Production stands.", at));
        fixture.Open.ShouldHaveSingleItem().DueAt.ShouldBe(SampleProgramme.Tokyo(2026, 11, 16, 23));
        NightNeed.Of(fixture.Case, fixture.Programme, fixture.Now).ShouldNotBeNull();
    }

    [Fact]
    public void GrantException_WhoStatedLow_StaysLow_S5()
    {
        var fixture = new CaseFixture(Severity.Low, licence: LicenceKind.Trial).Do(
            (c, at) => c.GrantException(SupportTier.Premium, null, "All right.", at)
        );
        fixture.Case.Severity.ShouldBe(Severity.Low);
        fixture.Case.Timeline.ShouldAllBe(e => !(e.Event is SeverityChanged));
    }

    [Fact]
    public void GrantException_AnsweredAlready_PromisesNoSecondFirstResponse()
    {
        var fixture = NeedsPerson().Do((c, at) => c.Reply("We look into it.", at));
        fixture.Do((c, at) => c.GrantException(fixture.Case.Tier, null, "All right.", at));
        fixture.Case.Clocks.Count(k => k.Kind == ClockKind.FirstResponse).ShouldBe(1);
    }

    [Fact]
    public void DeclineException_NeedsPerson_EndsItsClocks()
    {
        var fixture = NeedsPerson().Do((c, at) => c.DeclineException("No contract, none coming.", at));
        (fixture.Case.VerdictKind, fixture.Case.EntitlementIsOpen).ShouldBe((VerdictKind.NotEntitled, false));
        fixture.Open.ShouldBeEmpty();
        fixture.Case.Clocks.ShouldAllBe(k => k.EndedAs == ClockEnd.Cancelled);
        fixture.Do((c, at) => c.GrantException(SupportTier.Standard, null, "They signed after all.", at));
        fixture.Open.ShouldHaveSingleItem("a decision can be changed");
    }

    [Fact]
    public void GrantException_AnotherTier_KeepsTheCallAndTheCallbackThatWerePromised_P3()
    {
        var call = SampleProgramme.Tokyo(2026, 11, 17, 15);
        var fixture = NeedsPerson()
            .Do((c, at) => c.RequestCallback(null, call, null, at))
            .Do((c, at) => c.LogCall(CallDirection.Incoming, false, "Missed.", at))
            .At(16, 10, 30)
            .Do((c, at) => c.GrantException(SupportTier.Premium, null, "Signed today.", at));
        fixture
            .Open.Select(c => (c.Promise, c.DueAt))
            .ShouldBe(
                [
                    (Promise.PromisedCall, call),
                    (Promise.Callback, SampleProgramme.Tokyo(2026, 11, 16, 11, 30)),
                    (Promise.FirstResponse, SampleProgramme.Tokyo(2026, 11, 17, 10, 30)),
                ],
                ignoreOrder: true,
                "the callback by the tier granted, from now on (as S8)"
            );
    }

    [Fact]
    public void DeclineException_LeavesTheCallThatSomebodyPromised_P3()
    {
        var fixture = NeedsPerson()
            .Do((c, at) => c.RequestCallback(null, SampleProgramme.Tokyo(2026, 11, 17, 15), null, at))
            .Do((c, at) => c.DeclineException("No contract, none coming.", at));
        fixture.Open.ShouldHaveSingleItem().Promise.ShouldBe(Promise.PromisedCall);
    }

    [Fact]
    public void GrantException_WhoWroteWhileNotServed_IsToBeAnswered_E5()
    {
        var fixture = NeedsPerson()
            .Do((c, at) => c.Reply("We look into it.", at))
            .Do((c, at) => c.DeclineException("No contract.", at))
            .Do((c, at) => c.CustomerMessage("Please!", at));
        fixture.Open.ShouldBeEmpty();
        fixture.Do((c, at) => c.GrantException(SupportTier.Standard, null, "They signed.", at));
        fixture.Open.ShouldHaveSingleItem().Promise.ShouldBe(Promise.Callback);
    }

    [Fact]
    public void Decide_NothingToDecide_IsRefused()
    {
        new CaseFixture().Refused((c, at) => c.GrantException(SupportTier.Standard, null, "x", at)).ShouldBe("exception.entitled");
        new CaseFixture().Refused((c, at) => c.DeclineException("x", at)).ShouldBe("exception.entitled");
        NotEntitled().Refused((c, at) => c.GrantException(SupportTier.SelfService, null, "x", at)).ShouldBe("exception.tier");
        NotEntitled().Refused((c, at) => c.GrantException(SupportTier.Standard, at.Now, "x", at)).ShouldBe("exception.over");
        NotEntitled()
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))
            .Refused((c, at) => c.GrantException(SupportTier.Standard, null, "x", at))
            .ShouldBe("exception.case-over");
    }

    [Fact]
    public void ExcuseBreach_Missed_IsOnRecordOnceAndTheClockRunsOn()
    {
        var fixture = new CaseFixture().At(18, 11);
        fixture.FirstResponse.Verdict(fixture.Now).ShouldBe(ClockVerdict.RunningLate);

        fixture.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "The line was down.", at));

        (fixture.FirstResponse.ExcusedBy, fixture.FirstResponse.IsOpen).ShouldBe((CaseFixture.Agent.Name, true));
        fixture.Case.Timeline.Select(e => e.Event).OfType<BreachExcused>().Single().DueAt.ShouldBe(fixture.FirstResponse.DueAt);
        fixture.Refused((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "Again.", at)).ShouldBe("breach.excused");
    }

    [Fact]
    public void ExcuseBreach_AnsweredLateAndClosed_IsExcusedAfterwards()
    {
        var fixture = new CaseFixture()
            .At(18, 11)
            .Do((c, at) => c.Reply("Sorry.", at))
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        fixture.Do((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "Storm.", at));
        fixture.FirstResponse.ExcusedAt.ShouldBe(fixture.Now);
    }

    [Fact]
    public void ExcuseBreach_InTime_IsRefused() =>
        new CaseFixture().At(16, 11).Refused((c, at) => c.ExcuseBreach(ClockKind.FirstResponse, "x", at)).ShouldBe("breach.none");

    private static CaseFixture NotEntitled()
    {
        var fixture = new CaseFixture(withContract: false);
        fixture.Case.VerdictKind.ShouldBe(VerdictKind.NotEntitled);
        return fixture;
    }

    private static CaseFixture NeedsPerson()
    {
        var fixture = new CaseFixture(knownSerial: false);
        fixture.Case.VerdictKind.ShouldBe(VerdictKind.NeedsPerson);
        return fixture;
    }
}
