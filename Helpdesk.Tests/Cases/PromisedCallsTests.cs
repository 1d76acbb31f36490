using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Cases;

/// <summary>Each call that was promised for a time is a promise of its own (spec P3, H2).</summary>
public sealed class PromisedCallsTests
{
    private static readonly Instant s_three = Tokyo(2026, 11, 17, 15);
    private static readonly Instant s_tenToFour = Tokyo(2026, 11, 17, 15, 50);

    [Fact]
    public void TwoCalls_OneMadeAtItsTime_KeepsThatOne_P3()
    {
        var fixture = Promised(s_three, s_tenToFour).At(17, 15).Do(Reached);
        Ends(fixture).ShouldBe([(s_three, ClockEnd.Met), (s_tenToFour, null)]);
        fixture.At(17, 15, 50).Do(Reached);
        Ends(fixture).ShouldBe([(s_three, ClockEnd.Met), (s_tenToFour, ClockEnd.Met)]);
    }

    [Fact]
    public void CallBeforeItsTime_IsTheNextOne_FromAnHourAhead_P3()
    {
        Ends(Promised(s_three, s_tenToFour).At(17, 13, 59).Do(Reached)).ShouldBe([(s_three, null), (s_tenToFour, null)]);
        Ends(Promised(s_three, s_tenToFour).At(17, 14).Do(Reached)).ShouldBe([(s_three, ClockEnd.Met), (s_tenToFour, null)]);
        Ends(Promised(s_three, s_tenToFour).At(17, 16).Do(Reached)).ShouldAllBe(call => call.Ended == ClockEnd.Met, "both times have come");
    }

    [Fact]
    public void CallAboutSomethingElse_KeepsNoPromise_P3()
    {
        var fixture = Promised(s_three)
            .At(17, 14, 10)
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "the serial number", at with { IsPromisedCall = false }));
        Ends(fixture).ShouldBe([(s_three, null)]);
        Ends(fixture.At(17, 15).Do(Reached)).ShouldBe([(s_three, ClockEnd.Met)]);
    }

    [Theory]
    [InlineData(15, 0, false)]
    [InlineData(15, 1, true)]
    public void CallWrittenDownLater_IsJudgedByWhenItBegan_P3_H2(int hour, int minute, bool missed)
    {
        var began = Tokyo(2026, 11, 17, hour, minute);
        var fixture = Promised(s_three)
            .At(17, 15, 40)
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "explained it all", at with { HappenedAt = began }));
        var call = fixture.Case.Clocks.Single(c => c.PromisedFor is not null);
        (call.EndedAt, call.EndedAs, call.WasMissed).ShouldBe((began, ClockEnd.Met, missed));
        ClockReplay.Of(fixture.Case, fixture.Programme).Select(c => c.StoppedAt).ShouldContain(began, "and the record alone says so");
    }

    [Fact]
    public void CallWrittenDownLater_AnswersNothingThatWasAskedAfterIt_H2()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.Reply("We look into it.", at))
            .At(17, 15, 20)
            .Do((c, at) => c.CustomerMessage("Down again.", at))
            .At(17, 15, 40)
            .Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "before that", at with { HappenedAt = Tokyo(2026, 11, 17, 15) }));
        fixture.Case.Owes(Promise.Callback).ShouldBeTrue();
    }

    [Fact]
    public void Released_FromTheOneThatIsNamed_P3()
    {
        var fixture = Promised(s_three, s_tenToFour);
        fixture.Refused((c, at) => c.ReleaseCall("not needed", null, at)).ShouldBe("call.which");
        fixture.Refused((c, at) => c.ReleaseCall("not needed", s_three + Duration.FromHours(3), at)).ShouldBe("call.not-promised");
        fixture.Do((c, at) => c.ReleaseCall("not needed", s_tenToFour, at));
        Ends(fixture).ShouldBe([(s_three, null), (s_tenToFour, ClockEnd.Cancelled)]);
        fixture.Do((c, at) => c.ReleaseCall("nor this", null, at)).Case.Owes(Promise.PromisedCall).ShouldBeFalse();
    }

    [Theory]
    [InlineData(CaseStatus.WaitingOnCustomer)]
    [InlineData(CaseStatus.WaitingOnVendor)]
    [InlineData(CaseStatus.SolutionOffered)]
    [InlineData(CaseStatus.Resolved)]
    public void TheirCallThatIsAnswered_IsOurMove_InEveryState_H1_H5(CaseStatus state)
    {
        var fixture = CaseFixture.InState(state).Do((c, at) => c.LogCall(CallDirection.Incoming, true, "down again", at));
        (fixture.Case.Status, fixture.Case.SilencePlan(fixture.Programme)).ShouldBe((CaseStatus.InProgress, null));
    }

    [Fact]
    public void MakersAnswer_WhileItIsOurMove_SettlesWhatTheyOwe()
    {
        var fixture = new CaseFixture()
            .Do((c, at) => c.WaitForVendor("patch?", at))
            .At(17, 10)
            .Do((c, at) => c.CustomerMessage("Any news?", at));
        fixture.Case.VendorSince.ShouldBe(CaseFixture.Opened);
        fixture.Do((c, at) => c.VendorAnswers("They send 5.2.8.", at));
        (fixture.Case.VendorSince, fixture.Case.Status, fixture.Case.OwesAnswer).ShouldBe((null, CaseStatus.InProgress, true));
        fixture.Refused((c, at) => c.VendorAnswers(null, at)).ShouldBe("vendor.owes-nothing");
        CaseFixture.InState(CaseStatus.WaitingOnVendor).Do((c, at) => c.VendorAnswers(null, at)).Case.Ball.ShouldBe(Ball.Us);
    }

    private static CaseFixture Promised(params Instant[] times)
    {
        var fixture = new CaseFixture();
        foreach (var time in times)
            fixture.Do((c, at) => c.RequestCallback(null, time, null, at));
        return fixture;
    }

    private static Result Reached(Case c, CaseContext at) => c.LogCall(CallDirection.Outgoing, true, "reached", at);

    private static List<(Instant At, ClockEnd? Ended)> Ends(CaseFixture fixture) =>
        [.. fixture.Case.Clocks.Where(c => c.PromisedFor is not null).Select(c => (c.PromisedFor!.Value, c.EndedAs)).Order()];
}
