using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>Two weeks are two weeks of this wait, whatever is said within it, merged into it or late (spec C1, C8, I5).</summary>
public sealed class WaitsThatMeetTests
{
    private const string Main = "C-20261116-0002";

    [Fact]
    public void QuietDuplicate_AskedLater_ItsWaitGoesOn_C8_I5()
    {
        var main = Reminded();
        var duplicate = new CaseFixture().At(26, 10).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Which version?", at));
        main.Now = duplicate.Now;
        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.Status.ShouldBe(CaseStatus.WaitingOnCustomer);
        main.Case.SilencePlan(main.Programme)!
            .ClosesAt.ShouldBe(Tokyo(2026, 12, 10, 10), "two weeks after the question that was asked last");

        duplicate.After(Duration.FromMinutes(1)).Do((c, at) => c.UndoMerge(main.Case, at));
        main.Case.SilencePlan(main.Programme)!.ClosesAt.ShouldBe(Tokyo(2026, 11, 30, 10), "and as before when that is taken back");
    }

    [Fact]
    public void QuietDuplicate_AskedBefore_LeavesTheLaterWait_C8_I5()
    {
        var duplicate = new CaseFixture().Do((c, at) => c.AskForMore([RequestedItem.Logs], "Which version?", at));
        var main = new CaseFixture(number: Main).At(18, 10).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));
        duplicate.Now = main.Now;
        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.SilencePlan(main.Programme)!.ClosesAt.ShouldBe(Tokyo(2026, 12, 2, 10));
    }

    [Theory]
    [InlineData("vendor")]
    [InlineData("confirmed")]
    public void WhatWeWaitFor_CameToTheDuplicate_IsOurMove_C8_I5(string what)
    {
        var main = Reminded();
        var duplicate = new CaseFixture().At(26, 10).Do((c, at) => c.Reply("Thank you for the logs.", at));
        duplicate.Do(
            (c, at) => what == "vendor" ? c.WaitForVendor("the logs", at) : c.Confirm(ConfirmedBy.Mail, null, "It works now.", at)
        );
        main.Now = duplicate.Now;
        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        (main.Case.Status, main.Case.SilencePlan(main.Programme)).ShouldBe((CaseStatus.InProgress, null));
    }

    [Theory]
    [InlineData("reply")]
    [InlineData("question")]
    [InlineData("solution")]
    [InlineData("resolved")]
    public void WordsOfOurs_AfterTheReminder_BeginTheWaitAnew_C8(string what)
    {
        var main = Reminded().At(30, 9, 55);
        main.Do(
            (c, at) =>
                what switch
                {
                    "reply" => c.Reply("One thing more.", at),
                    "question" => c.AskForMore([RequestedItem.Screenshots], "A picture?", at),
                    "solution" => c.OfferSolution("Try this.", at),
                    _ => c.Resolve("It should be gone.", at),
                }
        );
        var wait = main.Case.SilentWait.ShouldNotBeNull();
        (wait.Contacts, wait.FirstContactAt, wait.RemindedAt).ShouldBe((1, main.Now, null));
        main.Case.SilencePlan(main.Programme)!.ClosesAt.ShouldBeGreaterThanOrEqualTo(main.Now + Duration.FromDays(14));
        main.Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, null, at)).ShouldBe("close.not-silent-enough");
    }

    [Fact]
    public void TriedByTelephone_AfterTheReminder_TheWaitGoesOn_C8()
    {
        var main = Reminded().At(27, 10).Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "rang out", at));
        main.Case.SilencePlan(main.Programme)!.ClosesAt.ShouldBe(Tokyo(2026, 11, 30, 10));
    }

    [Fact]
    public void ReminderThatGoesOutLate_NamesTheDayOnWhichItIsClosed_C8()
    {
        var late = Asked().At(14, 10, month: 12).Do((c, at) => c.Remind(at));
        var told = late.Case.Timeline.Select(e => e.Event).OfType<SilenceReminderSent>().Single().ClosesAt;
        told.ShouldBe(late.Case.SilencePlan(late.Programme)!.ClosesAt);
        told.ShouldBeGreaterThanOrEqualTo(late.Now + Duration.FromDays(3));
    }

    [Fact]
    public void ClosingForNoAnswer_WhileAnAnswerIsOwed_IsRefused_C1()
    {
        var fixture = new CaseFixture().Do((c, at) => c.WaitForCustomer(null, at));
        foreach (var day in (int[])[17, 18])
            fixture.At(day, 10).Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "rang out", at));
        fixture.At(4, 10, month: 12).Refused((c, at) => c.Close(ClosingReason.NoAnswer, null, "Closed.", at)).ShouldBe("close.owed");
    }

    [Fact]
    public void GraverDuplicate_ThatWaitsForNobody_IsOurMove_AndIsDecidedBeforeClosing_S8_I5()
    {
        var main = new CaseFixture(Severity.Low, number: Main).Do((c, at) => c.Resolve("It should be gone.", at));
        new CaseFixture(Severity.Emergency)
            .Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs?", at))
            .Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.Status.ShouldBe(CaseStatus.InProgress);
        main.Refused((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "So it is meant.", at)).ShouldBe("close.severity-proposed");
        main.Do((c, at) => c.KeepSeverity("One machine of many.", at))
            .Do((c, at) => c.Close(ClosingReason.WorksAsSpecified, null, "So it is meant.", at));
    }

    private static CaseFixture Asked() =>
        new CaseFixture(number: Main).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));

    private static CaseFixture Reminded() => Asked().At(24, 10).Do((c, at) => c.Remind(at));
}
