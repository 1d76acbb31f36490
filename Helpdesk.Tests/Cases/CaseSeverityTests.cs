using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>Severity is stated by the customer and decided by us; clocks follow the decision (spec S5, S6, S8, E4).</summary>
public sealed class CaseSeverityTests
{
    [Fact]
    public void ChangeSeverity_KeepsWhatTheCustomerStated_S5()
    {
        var fixture = new CaseFixture(Severity.Medium).Do((c, at) => c.ChangeSeverity(Severity.High, "production suffers", at));
        (fixture.Case.StatedSeverity, fixture.Case.Severity).ShouldBe((Severity.Medium, Severity.High));
    }

    [Fact]
    public void ChangeSeverity_IsRecordedWithReasonAndBothDueTimes_S6_S8()
    {
        var fixture = new CaseFixture(Severity.Medium).At(16, 15).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        fixture
            .Case.Timeline.Select(e => e.Event)
            .OfType<SeverityChanged>()
            .ShouldHaveSingleItem()
            .ShouldBe(
                new SeverityChanged(Severity.Medium, Severity.Emergency, "server down", Tokyo(2026, 11, 18, 10), Tokyo(2026, 11, 16, 17))
            );
    }

    [Fact]
    public void Reopened_StatedGraverThanTheLicenceAllows_IsOnRecord_AndHandledAsAllowed_C9_E4()
    {
        var fixture = new CaseFixture(Severity.Low, licence: LicenceKind.Trial)
            .Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))
            .Do((c, at) => c.Reopen(null, at, new StatedAnew(Severity.Emergency, "stated anew")));
        (fixture.Case.StatedSeverity, fixture.Case.Severity).ShouldBe((Severity.Emergency, Severity.Low));
        var events = fixture.Case.Timeline.Select(e => e.Event).ToList();
        events.OfType<CaseReopened>().ShouldHaveSingleItem().Stated.ShouldBe(Severity.Emergency);
        events.ShouldAllBe(e => !(e is SeverityChanged));
        fixture.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 18, 10));
    }

    [Fact]
    public void Raise_StartsANewClockAndKeepsTheOldAsSuperseded_S8()
    {
        var fixture = new CaseFixture(Severity.Medium).At(16, 15).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        fixture
            .Case.Clocks.Select(c => (c.EndedAs, c.StartedAt, c.DueAt))
            .ShouldBe([(ClockEnd.Superseded, CaseFixture.Opened, Tokyo(2026, 11, 18, 10)), (null, fixture.Now, Tokyo(2026, 11, 16, 17))]);
        fixture.Case.Clocks[0].WasMissed.ShouldBeFalse();
    }

    [Fact]
    public void Raise_IsNeverLaterThanTheOldDueTime_S8()
    {
        var fixture = new CaseFixture(Severity.Medium).At(18, 9, 30).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        fixture.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 18, 10));
    }

    [Fact]
    public void Lower_CountsFromReceipt_S8()
    {
        var fixture = new CaseFixture(Severity.Emergency)
            .At(16, 11)
            .Do((c, at) => c.ChangeSeverity(Severity.High, "there is a way round", at));
        (fixture.FirstResponse.StartedAt, fixture.FirstResponse.DueAt).ShouldBe((CaseFixture.Opened, Tokyo(2026, 11, 17, 10)));
    }

    [Fact]
    public void Lower_AfterTheClockWasMissed_LeavesItMissed_S8()
    {
        var fixture = new CaseFixture(Severity.Emergency).At(16, 13).Do((c, at) => c.ChangeSeverity(Severity.Low, "a question", at));
        var clock = fixture.Case.Clocks.ShouldHaveSingleItem();
        (clock.IsOpen, clock.DueAt, clock.Read(Programme, fixture.Now).State).ShouldBe((true, Tokyo(2026, 11, 16, 12), ClockState.Missed));
        fixture.At(16, 14).Do((c, at) => c.Reply("answered at last", at)).FirstResponse.WasMissed.ShouldBeTrue();
    }

    [Fact]
    public void PreviewSeverity_ShowsExactlyWhatSavingDoes_S8()
    {
        var fixture = new CaseFixture(Severity.Low, programme: CaseFixture.WithTeamTargets)
            .Do((c, at) => c.RequestCallback(null, null, null, at))
            .At(16, 11);
        var before = CaseSnapshot.Of(fixture.Case);
        var shown = fixture.Case.PreviewSeverity(Severity.Emergency, fixture.Context);
        CaseSnapshot.Of(fixture.Case).ShouldBe(before, "looking changes nothing");
        fixture.Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        fixture
            .Open.Where(c => c.Kind == ClockKind.FirstResponse)
            .Select(c => c.DueAt)
            .ShouldBe(shown.Where(s => s.Old.Kind == ClockKind.FirstResponse).Select(s => s.NewDueAt));
    }

    // Answered, or with a first answer that is late already: the Emergency is to be answered anew, and the preview says by when.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RaisedToEmergency_WithNoAnswerAhead_PromisesOneAnew_AndShowsItBefore_S8_P2(bool answered)
    {
        var fixture = new CaseFixture(Severity.High).At(16, 10);
        fixture = answered ? fixture.Do((c, at) => c.Reply("We look into it.", at)) : fixture.At(18, 11);
        var shown = fixture.Case.PreviewAnswer(Severity.Emergency, fixture.Context);
        fixture.Case.PreviewAnswer(Severity.Medium, fixture.Context).ShouldBeNull();

        fixture.Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));

        var promised = fixture.Open.Single(c => c.Kind == ClockKind.Callback);
        (promised.DueAt, promised.StartedAt).ShouldBe((shown, fixture.Now));
        if (!answered)
            fixture.Open.Single(c => c.Kind == ClockKind.FirstResponse).Verdict(fixture.Now).ShouldBe(ClockVerdict.RunningLate);
    }

    [Fact]
    public void ChangeSeverity_ToTheSame_IsRefused() =>
        new CaseFixture(Severity.Medium).Refused((c, at) => c.ChangeSeverity(Severity.Medium, "again", at)).ShouldBe("severity.same");

    [Fact]
    public void TrialLicence_IsOpenedAtLowAndCannotBeRaised_E4()
    {
        var fixture = new CaseFixture(Severity.Emergency, licence: LicenceKind.Trial, withContract: false);
        (fixture.Case.StatedSeverity, fixture.Case.Severity, fixture.Case.VerdictKind).ShouldBe(
            (Severity.Emergency, Severity.Low, VerdictKind.EntitledWithLimits)
        );
        fixture.Refused((c, at) => c.ChangeSeverity(Severity.Medium, "please", at)).ShouldBe("severity.above-limit");
    }
}
