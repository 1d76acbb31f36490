using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>Silence counts one wait for the customer's word, and nothing else (spec C1, C8).</summary>
public sealed class SilenceOfOneWaitTests
{
    [Fact]
    public void AskedAnew_AfterWorkOfOurOwn_BeginsAnew_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at))
            .At(24, 9)
            .Do((c, at) => c.Remind(at))
            .Do((c, at) => c.Resume("We found them ourselves.", at))
            .At(7, 10, month: 12)
            .Do((c, at) => c.AskForMore([RequestedItem.Steps], "And the steps, please.", at));
        fixture.After(Duration.FromMinutes(1)).Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
        fixture
            .Case.SilencePlan(fixture.Programme)
            .ShouldBe(new SilencePlan(false, SampleProgramme.Tokyo(2026, 12, 14, 10), SampleProgramme.Tokyo(2026, 12, 21, 10)));
    }

    [Fact]
    public void ReplyWhileWeHaveTheBall_IsNoContactOfALaterWait_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Reply("We look into it.", at))
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "Nobody there.", at))
            .At(7, 10, month: 12)
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));
        (fixture.Case.UnansweredContacts, fixture.Case.FirstUnansweredAt).ShouldBe((1, fixture.Now));
        fixture.Case.SilenceActsAt.ShouldBe(SampleProgramme.Tokyo(2026, 12, 14, 10), "a week, not at once");
        fixture.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
    }

    [Fact]
    public void MonthWithTheVendor_IsNoSilenceOfTheCustomer_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.OfferSolution("Apply 5.2.7.", at))
            .Do((c, at) => c.WaitForVendor("With development.", at))
            .After(Duration.FromDays(30))
            .Do((c, at) => c.OfferSolution("Apply 5.2.8.", at));
        fixture.Case.SilenceActsAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(fixture.Now + Silence.BeforeReminder);
    }

    [Fact]
    public void WaitWithoutAContact_IsRemindedTwice_AndClosedTwoWeeksAfterTheFirst_C8()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Reply("We look into it.", at)).Do((c, at) => c.WaitForCustomer(null, at));
        var plan = fixture.Case.SilencePlan(fixture.Programme)!;
        plan.ShouldBe(new SilencePlan(false, SampleProgramme.Tokyo(2026, 11, 24, 9), SampleProgramme.Tokyo(2026, 12, 8, 9)));
        fixture.Now = plan.At;
        plan = fixture.Do((c, at) => c.Remind(at)).Case.SilencePlan(fixture.Programme)!;
        plan.ShouldBe(new SilencePlan(false, SampleProgramme.Tokyo(2026, 12, 1, 9), SampleProgramme.Tokyo(2026, 12, 8, 9)));
        fixture.Now = plan.At;
        plan = fixture.Do((c, at) => c.Remind(at)).Case.SilencePlan(fixture.Programme)!;
        plan.ShouldBe(new SilencePlan(true, SampleProgramme.Tokyo(2026, 12, 8, 9), SampleProgramme.Tokyo(2026, 12, 8, 9)));
        fixture.Now = plan.At;
        fixture.Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
    }

    [Fact]
    public void CallOfOursThatReachedThem_BeginsTheWaitAnew_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at))
            .At(20, 10)
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "They look for the logs.", at));
        fixture.Case.Status.ShouldBe(CaseStatus.WaitingOnCustomer);
        fixture.Case.SilenceActsAt.ShouldBe(SampleProgramme.Tokyo(2026, 11, 27, 10), "the plan goes on, from the call");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CallOfTheirs_MakesItOurMove_C8(bool answered)
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at))
            .At(20, 10)
            .Do((c, at) => c.LogCall(CallDirection.Incoming, answered, "They rang.", at));
        (fixture.Case.Status, fixture.Case.SilenceActsAt).ShouldBe((CaseStatus.InProgress, null));
        fixture.Case.Owes(Promise.Callback).ShouldBe(!answered);
    }

    [Fact]
    public void WhatWeOwedIsGivenLate_AndTheTwoWeeksBeginThen_C8()
    {
        // Waiting for the customer, tried by phone, and answered only three weeks later.
        var fixture = new CaseFixture()
            .Do((c, at) => c.WaitForCustomer(null, at))
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "Nobody there.", at))
            .At(7, 10, month: 12)
            .Do((c, at) => c.Reply("Here is the answer.", at));
        fixture.Case.SilentWait.ShouldBe(new SilentWait(fixture.Now, 2, fixture.Now, null));
        fixture.Case.SilenceActsAt.ShouldBe(SampleProgramme.Tokyo(2026, 12, 14, 10), "a week from the answer, not at once");
        fixture.After(Duration.FromMinutes(1)).Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
    }

    [Fact]
    public void RaisedWhileReminded_TheNextClosingDayIsToldAnew_C8()
    {
        var fixture = new CaseFixture().Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at)).At(24, 9);
        fixture.Do((c, at) => c.Remind(at)).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "Worse.", at));
        fixture.Case.SilenceActsAt.ShouldBeNull("we owe the callback of an Emergency");
        fixture.At(27, 10).Do((c, at) => c.Reply("We are at it; the logs, please.", at));
        fixture
            .Case.SilencePlan(fixture.Programme)
            .ShouldBe(new SilencePlan(false, SampleProgramme.Tokyo(2026, 12, 4, 10), SampleProgramme.Tokyo(2026, 12, 11, 10)));
    }

    [Fact]
    public void ReleasedFromTheCall_TheCustomerWasHeard_AndTheWaitBeginsAnew_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.RequestCallback(null, SampleProgramme.Tokyo(2026, 12, 7, 15), null, at))
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at))
            .At(4, 10, month: 12)
            .Do((c, at) => c.ReleaseCall("No need to ring, they say.", null, at));
        fixture.Case.SilentWait.ShouldBe(new SilentWait(fixture.Now, 0, null, null));
        fixture.Case.SilenceActsAt.ShouldBe(SampleProgramme.Tokyo(2026, 12, 11, 10));
    }

    [Fact]
    public void ContactsOfOlderRecords_CountFromTheBallOn_C8()
    {
        // What older versions stored: contacts counted while we had the ball, and no beginning of the wait.
        var wait = new SilentWait(CaseFixture.Opened + Duration.FromDays(30), 1, CaseFixture.Opened + Duration.FromDays(30), null);
        Silence.Plan(wait, SampleProgramme.Programme).At.ShouldBeGreaterThan(CaseFixture.Opened + Duration.FromDays(36));
    }
}
