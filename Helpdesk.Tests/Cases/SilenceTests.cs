using CsCheck;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;

namespace Helpdesk.Tests.Cases;

/// <summary>The silence clock (spec C1, C8): reminder after a week, closing after two, any word stops it.</summary>
public sealed class SilenceTests
{
    [Fact]
    public void Plan_RemindsAfterAWeek_AtAnOpening_C8()
    {
        var fixture = new CaseFixture().At(16, 16).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Please.", at));
        // Monday 23 November is a holiday: Tuesday 09:00. Two weeks later is a Monday, open at 16:00.
        fixture
            .Case.SilencePlan(fixture.Programme)
            .ShouldBe(new SilencePlan(false, SampleProgramme.Tokyo(2026, 11, 24, 9), SampleProgramme.Tokyo(2026, 11, 30, 16)));
        fixture.At(24, 8, 59).Refused((c, at) => c.Remind(at)).ShouldBe("silence.not-due");
        fixture.At(24, 9).Do((c, at) => c.Remind(at));
        fixture
            .Case.SilencePlan(fixture.Programme)
            .ShouldBe(new SilencePlan(true, SampleProgramme.Tokyo(2026, 11, 30, 16), SampleProgramme.Tokyo(2026, 11, 30, 16)));
        fixture
            .Case.Timeline.Select(e => e.Event)
            .OfType<SilenceReminderSent>()
            .Single()
            .ClosesAt.ShouldBe(SampleProgramme.Tokyo(2026, 11, 30, 16));
    }

    [Fact]
    public void Remind_IsALoggedContact_ButNoAnswer_C8_H2()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Reply("We look into it.", at))
            .Do((c, at) => c.WaitForCustomer(null, at))
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "nobody there", at));
        fixture.At(24, 9).Do((c, at) => c.Remind(at));
        fixture.Case.UnansweredContacts.ShouldBe(2);
        fixture.At(30, 10).Do((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at));
    }

    [Fact]
    public void Plan_WhileAnAnswerIsOwed_IsNone_H2()
    {
        var fixture = new CaseFixture().Do((c, at) => c.WaitForCustomer(null, at));
        fixture.Case.SilenceActsAt.ShouldBeNull("nobody is reminded of a question that was never answered");
        fixture.At(30, 10).Refused((c, at) => c.Remind(at)).ShouldBe("silence.not-due");
    }

    [Fact]
    public void Remind_LateBecauseTheConsoleWasOff_LeavesTheCustomerThreeDays_C8()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Please.", at))
            .At(14, 10, month: 12)
            .Do((c, at) => c.Remind(at));
        fixture.Case.SilenceActsAt.ShouldBe(SampleProgramme.Tokyo(2026, 12, 17, 10));
    }

    [Fact]
    public void Plan_WhileTheBallIsOurs_IsNone_C8()
    {
        var fixture = new CaseFixture().Do((c, at) => c.Reply("We look into it.", at));
        fixture.Case.SilenceActsAt.ShouldBeNull();
        fixture.Do((c, at) => c.WaitForCustomer(null, at)).Case.SilenceActsAt.ShouldNotBeNull();
        fixture.Do((c, at) => c.CustomerMessage("here", at)).Case.SilenceActsAt.ShouldBeNull();
    }

    [Fact]
    public void Plan_EveryAct_FallsIntoBusinessHours_AndLeavesTheTimeItPromises() =>
        Gen.Select(Gen.Long[0, 400L * 24 * 3600], Gen.Int[0, 40 * 24])
            .Sample(
                (seconds, late) =>
                {
                    var programme = SampleProgramme.Programme;
                    var calendar = programme.Calendar(SupportProgramme.BusinessCalendarId);
                    var first = CaseFixture.Opened + Duration.FromSeconds(seconds);
                    var remind = Silence.Plan(new(first, 1, first, null), programme);
                    calendar.IsOpen(remind.At).ShouldBeTrue();
                    remind.At.ShouldBeGreaterThanOrEqualTo(first + Silence.BeforeReminder);
                    var reminded = remind.At + Duration.FromHours(late);
                    var close = Silence.Plan(new(first, 2, first, reminded), programme);
                    calendar.IsOpen(close.At).ShouldBeTrue();
                    close.At.ShouldBeGreaterThanOrEqualTo(first + Silence.BeforeClosing);
                    (close.At - reminded).ShouldBeGreaterThanOrEqualTo(Silence.AfterReminder);
                }
            );
}
