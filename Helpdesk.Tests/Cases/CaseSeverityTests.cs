using Helpdesk.Domain.Cases;
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
        var lab = new CaseLab(Severity.Medium).Do((c, at) => c.ChangeSeverity(Severity.High, "production suffers", at));
        (lab.Case.StatedSeverity, lab.Case.Severity).ShouldBe((Severity.Medium, Severity.High));
    }

    [Fact]
    public void ChangeSeverity_IsRecordedWithReasonAndBothDueTimes_S6_S8()
    {
        var lab = new CaseLab(Severity.Medium).At(16, 15).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        lab.Case.Timeline.Select(e => e.Event).OfType<SeverityChanged>().ShouldHaveSingleItem()
            .ShouldBe(new SeverityChanged(Severity.Medium, Severity.Emergency, "server down", Tokyo(2026, 11, 18, 10), Tokyo(2026, 11, 16, 17)));
    }

    [Fact]
    public void Raise_StartsANewClockAndKeepsTheOldAsSuperseded_S8()
    {
        var lab = new CaseLab(Severity.Medium).At(16, 15).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        lab.Case.Clocks.Select(c => (c.EndedAs, c.StartedAt, c.DueAt)).ShouldBe(
            [(ClockEnd.Superseded, CaseLab.Opened, Tokyo(2026, 11, 18, 10)), (null, lab.Now, Tokyo(2026, 11, 16, 17))]);
        lab.Case.Clocks[0].WasMissed.ShouldBeFalse();
    }

    [Fact]
    public void Raise_IsNeverLaterThanTheOldDueTime_S8()
    {
        var lab = new CaseLab(Severity.Medium).At(18, 9, 30).Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        lab.FirstResponse.DueAt.ShouldBe(Tokyo(2026, 11, 18, 10));
    }

    [Fact]
    public void Lower_CountsFromReceipt_S8()
    {
        var lab = new CaseLab(Severity.Emergency).At(16, 11).Do((c, at) => c.ChangeSeverity(Severity.High, "there is a way round", at));
        (lab.FirstResponse.StartedAt, lab.FirstResponse.DueAt).ShouldBe((CaseLab.Opened, Tokyo(2026, 11, 17, 10)));
    }

    [Fact]
    public void Lower_AfterTheClockWasMissed_LeavesItMissed_S8()
    {
        var lab = new CaseLab(Severity.Emergency).At(16, 13).Do((c, at) => c.ChangeSeverity(Severity.Low, "a question", at));
        var clock = lab.Case.Clocks.ShouldHaveSingleItem();
        (clock.IsOpen, clock.DueAt, clock.Read(Programme, lab.Now).State).ShouldBe((true, Tokyo(2026, 11, 16, 12), ClockState.Missed));
        lab.At(16, 14).Do((c, at) => c.Reply("answered at last", at)).FirstResponse.WasMissed.ShouldBeTrue();
    }

    [Fact]
    public void PreviewSeverity_ShowsExactlyWhatSavingDoes_S8()
    {
        var lab = new CaseLab(Severity.Low, programme: CaseLab.WithTeamTargets).Do((c, at) => c.RequestCallback(null, null, null, at)).At(16, 11);
        var before = CasePicture.Of(lab.Case);
        var shown = lab.Case.PreviewSeverity(Severity.Emergency, lab.Context);
        CasePicture.Of(lab.Case).ShouldBe(before, "looking changes nothing");
        lab.Do((c, at) => c.ChangeSeverity(Severity.Emergency, "server down", at));
        lab.Open.Where(c => c.Kind == ClockKind.FirstResponse).Select(c => c.DueAt).ShouldBe(shown.Where(s => s.Old.Kind == ClockKind.FirstResponse).Select(s => s.NewDueAt));
    }

    [Fact]
    public void ChangeSeverity_ToTheSame_IsRefused() =>
        new CaseLab(Severity.Medium).Refused((c, at) => c.ChangeSeverity(Severity.Medium, "again", at)).ShouldBe("severity.same");

    [Fact]
    public void TrialLicence_IsOpenedAtLowAndCannotBeRaised_E4()
    {
        var lab = new CaseLab(Severity.Emergency, licence: LicenceKind.Trial, withContract: false);
        (lab.Case.StatedSeverity, lab.Case.Severity, lab.Case.VerdictKind).ShouldBe((Severity.Emergency, Severity.Low, VerdictKind.EntitledWithLimits));
        lab.Refused((c, at) => c.ChangeSeverity(Severity.Medium, "please", at)).ShouldBe("severity.above-limit");
    }
}
