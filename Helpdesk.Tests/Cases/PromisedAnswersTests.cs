using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>Calls and answers that were promised are kept, or somebody decided otherwise (spec P3, P11, S8, H2–H5).</summary>
public sealed class PromisedAnswersTests
{
    [Fact]
    public void CallAtANamedTime_IsDueThen_AndOnlyThatCallKeepsIt_P3()
    {
        var fixture = new CaseFixture().Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), "They are out today.", at));
        Call(fixture).DueAt.ShouldBe(Tokyo(2026, 11, 17, 15));
        fixture.Do((c, at) => c.Reply("In writing, meanwhile.", at));
        Call(fixture).IsOpen.ShouldBeTrue("a mail is not the call");
        fixture.At(17, 10).Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "Another question.", at));
        Call(fixture).IsOpen.ShouldBeTrue("a call in the morning is not the one at three");
        fixture.At(17, 14, 58).Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "Nobody there.", at));
        Call(fixture).IsOpen.ShouldBeTrue();
        fixture.At(17, 15).Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "As promised.", at));
        (Call(fixture).EndedAs, Call(fixture).WasMissed).ShouldBe((ClockEnd.Met, false));
    }

    [Fact]
    public void CallAtANamedTime_AskedForBetweenTwoSeconds_IsStillDueThen_P3()
    {
        var fixture = new CaseFixture()
            .After(Duration.FromTicks(8_100_722))
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), null, at));
        // What the database keeps of a target: whole seconds.
        typeof(CaseClock).GetProperty(nameof(CaseClock.Target))!.SetValue(Call(fixture), Duration.FromHours(28));
        Call(fixture).Recompute(fixture.Programme);
        Call(fixture).DueAt.ShouldBe(Tokyo(2026, 11, 17, 15));
        Call(fixture).ToSla().DueAt(fixture.Programme.Calendar(SupportProgramme.AlwaysCalendar)).ShouldBe(Tokyo(2026, 11, 17, 15));
    }

    [Fact]
    public void CallAtANamedTime_IsReleasedByTheCustomer_P3()
    {
        var fixture = new CaseFixture();
        fixture.Refused((c, at) => c.ReleaseCall("?", null, at)).ShouldBe("call.none-promised");
        fixture
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), null, at))
            .Do((c, at) => c.ReleaseCall("Not needed, says Yamamoto.", null, at));
        Call(fixture).EndedAs.ShouldBe(ClockEnd.Cancelled);
    }

    [Theory]
    [InlineData(CaseStatus.WaitingOnCustomer)]
    [InlineData(CaseStatus.WaitingOnVendor)]
    [InlineData(CaseStatus.SolutionOffered)]
    [InlineData(CaseStatus.Resolved)]
    public void CallAskedForInAnyState_IsOurMove_AndRuns_P11(CaseStatus state)
    {
        var fixture = CaseFixture.InState(state).Do((c, at) => c.RequestCallback(null, null, null, at));
        (fixture.Case.Status, fixture.Case.Owes(Promise.Callback)).ShouldBe((CaseStatus.InProgress, true));
    }

    [Fact]
    public void NamedCall_OutlivesEveryChangeOfState_P3()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), null, at))
            .Do((c, at) => c.WaitForVendor(null, at))
            .Do((c, at) => c.WaitForCustomer(null, at))
            .Do((c, at) => c.OfferSolution("Apply 5.2.7.", at))
            .Do((c, at) => c.Resolve("It should be gone.", at));
        Call(fixture).IsOpen.ShouldBeTrue();
        fixture.Case.SilenceActsAt.ShouldBeNull("nobody is closed for silence while we owe a call");
        fixture
            .Refused((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "It works as described.", at))
            .ShouldBe("close.call-promised");
    }

    [Theory]
    [InlineData(SupportTier.Standard, 12)]
    [InlineData(SupportTier.Premium, 11)]
    public void WordOfAnAnsweredCustomer_IsToBeAnswered_P3(SupportTier tier, int hour)
    {
        var fixture = new CaseFixture(tier: tier)
            .Do((c, at) => c.Reply("We look into it.", at))
            .Do((c, at) => c.CustomerMessage("It is down again.", at));
        fixture
            .Open.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(ClockKind.Callback), c => c.DueAt.ShouldBe(Tokyo(2026, 11, 16, hour)));
        fixture.Do((c, at) => c.CustomerMessage("Hello?", at)).Open.Count().ShouldBe(1, "one answer is owed, not two");
        fixture.Do((c, at) => c.Reply("On it.", at)).Open.ShouldBeEmpty();
    }

    [Fact]
    public void NotSolved_WritesTheCustomerOfAResolvedCase_AndAnAnswerIsOwed_H5()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Resolve("It should be gone.", at))
            .Do((c, at) => c.CustomerMessage("It is not.", at));
        (fixture.Case.Status, fixture.Case.Owes(Promise.Callback)).ShouldBe((CaseStatus.InProgress, true));
    }

    [Fact]
    public void RaisedToEmergency_AfterTheFirstAnswer_PromisesACallFromTheChangeOn_S8()
    {
        var fixture = new CaseFixture(tier: SupportTier.Premium)
            .Do((c, at) => c.Reply("We look into it.", at))
            .At(17, 3, 13)
            .Do((c, at) => c.ChangeSeverity(Severity.Emergency, "Production is down.", at));
        fixture.Open.ShouldHaveSingleItem().DueAt.ShouldBe(Tokyo(2026, 11, 17, 4, 13));
        fixture.Case.Timeline.Select(e => e.Event).OfType<SeverityChanged>().Single().NewDueAt.ShouldBe(Tokyo(2026, 11, 17, 4, 13));
    }

    [Theory]
    [InlineData("message")]
    [InlineData("escalation")]
    [InlineData("hotline")]
    public void WordOfTheCustomer_WhileTheVendorHasTheBall_IsOurMove_AndTheVendorStillOwes_H1(string word)
    {
        var fixture = CaseFixture.InState(CaseStatus.WaitingOnVendor);
        var since = fixture.Case.VendorSince.ShouldNotBeNull();
        fixture
            .After(Duration.FromHours(1))
            .Do(
                (c, at) =>
                    word switch
                    {
                        "message" => c.CustomerMessage("Down again.", at),
                        "escalation" => c.RequestEscalation(false, true, "Production stands.", at),
                        _ => c.LogHotlineCall("Where are you?", at),
                    }
            );
        (fixture.Case.Status, fixture.Case.Ball, fixture.Case.VendorSince).ShouldBe((CaseStatus.InProgress, Ball.Us, since));
        fixture.Do((c, at) => c.WaitForVendor(null, at)).Case.VendorSince.ShouldBe(since, "it is the same debt");
        fixture.Do((c, at) => c.Resume("They answered.", at)).Case.VendorSince.ShouldBeNull();
    }

    [Fact]
    public void Resolve_AsksTheCustomer_AndSilenceRuns_H5_C8()
    {
        var fixture = new CaseFixture();
        fixture.Refused((c, at) => c.Resolve(null, at)).ShouldBe("resolve.unanswered");
        fixture.Do((c, at) => c.Resolve("It should be gone.", at));
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met, "the words answer");
        fixture.Case.Timeline.Select(e => e.Event).OfType<ConfirmationAsked>().ShouldHaveSingleItem();
        (fixture.Case.Ball, fixture.Case.SilencePlan(fixture.Programme)!.IsClosing).ShouldBe((Ball.Customer, false));
    }

    [Fact]
    public void Confirm_SaysHow_AndTheCaseClosesByItself_H5()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Confirm(ConfirmedBy.Call, "Suzuki", null, at));
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met, "a call that reached them is an answer (H2)");
        fixture.Case.SilencePlan(fixture.Programme).ShouldBe(Silence.Confirmed(fixture.Now, fixture.Programme));
        fixture.Refused((c, at) => c.Confirm(ConfirmedBy.Call, null, null, at)).ShouldBe("case.not-allowed");
        fixture.Do((c, at) => c.CustomerMessage("Back again.", at)).Case.ConfirmedAt.ShouldBeNull();
    }

    [Fact]
    public void ConfirmedOnThePhoneToday_TheCallOfTomorrowIsStillPromised_P3()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), null, at))
            .Do((c, at) => c.Confirm(ConfirmedBy.Call, null, null, at));
        (Call(fixture).IsOpen, fixture.Case.SilenceActsAt).ShouldBe((true, null));
        fixture.Do((c, at) => c.ReleaseCall("No need any more.", null, at)).Case.SilenceActsAt.ShouldNotBeNull();
    }

    [Fact]
    public void Close_UnansweredCase_AsksForTheAnswer_H2()
    {
        var fixture = new CaseFixture();
        fixture.Refused((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, null, at)).ShouldBe("close.unanswered");
        fixture.Do((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "It works as described.", at));
        fixture.FirstResponse.EndedAs.ShouldBe(ClockEnd.Met);
    }

    [Fact]
    public void Close_BecauseTheCustomerSaysSo_CallsOffWhatIsOwed_C2()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 17, 15), null, at))
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at));
        fixture.Case.Clocks.ShouldAllBe(c => c.EndedAs == ClockEnd.Cancelled);
    }

    [Fact]
    public void CaseOfToday_LacksNothing_AndNothingIsRestored()
    {
        foreach (var state in Enum.GetValues<CaseStatus>())
        {
            var fixture = CaseFixture.InState(state);
            fixture.Case.Gap(fixture.Programme).ShouldBeNull(state.ToString());
            fixture.Refused((c, at) => c.RestorePromise(null, at)).ShouldBe("promise.none-missing");
        }
    }

    [Fact]
    public void PhoneCall_NotAnsweredOnTheSpot_PromisesACallback_P3_P11()
    {
        var opened = Spoken(answered: false);
        opened
            .Clocks.Select(c => (c.Kind, c.DueAt))
            .ShouldBe(
                [(ClockKind.FirstResponse, Tokyo(2026, 11, 17, 10)), (ClockKind.Callback, Tokyo(2026, 11, 16, 11))],
                ignoreOrder: true
            );
        Spoken(answered: true).Clocks.ShouldHaveSingleItem().EndedAs.ShouldBe(ClockEnd.Met, "the call was the answer (H2)");
    }

    private static Helpdesk.Domain.Cases.Case Spoken(bool answered)
    {
        var fixture = new CaseFixture(tier: SupportTier.Premium);
        var intake = CaseFixture.Intake(Severity.High) with
        {
            Channel = Helpdesk.Domain.Intake.Channel.Phone,
            AnsweredOnTheSpot = answered,
        };
        var triage = Triage.Judge(intake, CaseFixture.Records(SupportTier.Premium), fixture.Programme, fixture.Now);
        return Helpdesk.Domain.Cases.Case.Open("C-20261116-0009", intake, triage, fixture.Context);
    }

    private static CaseClock Call(CaseFixture fixture) => fixture.Case.Clocks.Single(c => c.PromisedFor is not null);
}
