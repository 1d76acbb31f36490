using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Intake;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using Helpdesk.Tests.Entitlements;
using Helpdesk.Tests.ServiceLevels;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Intake.OldCases;

/// <summary>A case of another help desk in the domain: what is kept as it was, and what begins here (spec E5, P11).</summary>
public sealed class MoveInTests
{
    private static readonly Instant s_opened = SampleProgramme.Tokyo(2024, 3, 1, 9);
    private static readonly Instant s_closed = SampleProgramme.Tokyo(2024, 3, 4, 15);
    private static readonly CaseContext s_now = new(CaseFixture.Opened, Actor.System("import-cases"), SampleProgramme.Programme);

    [Fact]
    public void Closed_IsAsItWas_WithoutVerdictClockOrSilence_E5()
    {
        var moved = Case.MoveIn("C-20240301-0001", Old(s_closed), null, null, s_now);

        (moved.Status, moved.OpenedAt, moved.ClosedAt, moved.LastActivityAt).ShouldBe((CaseStatus.Closed, s_opened, s_closed, s_closed));
        (moved.VerdictKind, moved.Tier, moved.ClosingReason).ShouldBe((VerdictKind.NotJudged, SupportTier.SelfService, null));
        (moved.Clocks.Count, moved.NextClock, moved.SilenceActsAt, moved.Gap(SampleProgramme.Programme)).ShouldBe((0, null, null, null));
        (moved.MovedFrom, moved.OldNumber, moved.OwnerName).ShouldBe(("Zendesk", "4711", "Ken"));
        moved
            .Timeline.Select(e => (e.Event.GetType(), e.At, e.ActorName, e.Words))
            .ShouldBe([
                (typeof(CaseOpened), s_opened, "Anna", "first"),
                (typeof(NoteAdded), s_opened + Duration.FromHours(1), "Ken", "inside"),
                (typeof(ReplySent), s_opened + Duration.FromHours(2), "Ken", "second"),
                (typeof(OldCaseClosed), s_closed, "Zendesk", null),
                (typeof(MovedIn), s_now.Now, "import-cases", "tags: a"),
            ]);
        moved.LastLine.ShouldBe("second");
        moved.Timeline.Select(e => SupervisorAlert.Of(moved, e)).OfType<SupervisorAlert>().ShouldBeEmpty();
    }

    [Fact]
    public void Open_IsJudgedNow_AndItsClocksStartNow_P11()
    {
        var old = Old(null);
        var triage = Triage.Judge(old.Intake, Entitled(), SampleProgramme.Programme, s_now.Now);
        var moved = Case.MoveIn("C-20240301-0001", old, triage, null, s_now);

        (moved.Status, moved.OpenedAt, moved.OwnerName, moved.BallSince).ShouldBe((CaseStatus.New, s_opened, null, s_now.Now));
        moved.VerdictKind.ShouldBe(triage.Verdict.Kind);
        triage.Clocks.ShouldNotBeEmpty();
        moved.Clocks.ShouldAllBe(c => c.StartedAt == s_now.Now && c.IsOpen && !c.WasMissed);
        moved.NextClock.ShouldNotBeNull();
        ((MovedIn)moved.Timeline[^1].Event).Verdict.ShouldBe(triage.Verdict);
    }

    [Fact]
    public void NoteThatCameFirst_DoesNotOpenTheCase_AsCustomersReadTheOpening()
    {
        var old = Old(s_closed) with { Messages = [new(s_opened, Voice.Note, "Ken", "inside")] };
        var moved = Case.MoveIn("C-20240301-0001", old, null, null, s_now);

        moved.Timeline.Where(e => e.Event.CustomerMayRead).Select(e => e.Words).ShouldBe(["first", null]);
        moved.Timeline.ShouldContain(e => e.Event is NoteAdded && e.Words == "inside");
    }

    [Fact]
    public void HistoryThatComesBack_NeedsAPerson_AndItsOldClosingIsCounted_E5_C9()
    {
        var moved = Case.MoveIn("C-20240301-0001", Old(s_closed), null, null, s_now);
        var later = s_now with { Now = s_now.Now + Duration.FromHours(1), Actor = CaseFixture.Agent };

        moved.Reopen("again", later).IsOk.ShouldBeTrue();

        (moved.VerdictKind, moved.Tier).ShouldBe((VerdictKind.NeedsPerson, SupportTier.Standard));
        moved.EntitlementIsOpen.ShouldBeTrue();
        moved.Clocks.ShouldHaveSingleItem().StartedAt.ShouldBe(later.Now);
        CaseHistory.Of(moved.Timeline.Select(e => (e.At, e.Event))).Closings.ShouldBe([new ClosingFact(s_closed, null)]);
    }

    [Fact]
    public void OpenWithoutJudgement_OrClosedWithOne_IsAMistakeOfTheCaller()
    {
        Should.Throw<ArgumentException>(() => Case.MoveIn("C-20240301-0001", Old(null), null, null, s_now));
        var triage = Triage.Judge(Old(null).Intake, Entitled(), SampleProgramme.Programme, s_now.Now);
        Should.Throw<ArgumentException>(() => Case.MoveIn("C-20240301-0001", Old(s_closed), triage, null, s_now));
    }

    private static EntitlementRecords Entitled() =>
        new(
            SampleEntitlements.Server,
            SampleEntitlements.Licence("SPX-SERVER"),
            [SampleEntitlements.Contract("M-1", "SPX-SERVER", SupportTier.Premium)]
        );

    private static OldCase Old(Instant? closed) =>
        new(
            "Zendesk",
            "4711",
            s_opened,
            closed,
            new CaseIntake
            {
                Channel = Channel.Mail,
                Contact = new CaseContact(UserKind.Business, "Anna", "anna@c1.example", null, null, "en"),
                ProductCode = "SPX-SERVER",
                ProductVersion = "7.5",
                SerialNumber = "SN-1",
                RequestType = RequestType.TechnicalHelp,
                Severity = Severity.High,
                Subject = "Stops",
                Description = "first",
            },
            [
                new(s_opened, Voice.Customer, "Anna", "first"),
                new(s_opened + Duration.FromHours(1), Voice.Note, "Ken", "inside"),
                new(s_opened + Duration.FromHours(2), Voice.Reply, "Ken", "second"),
            ]
        )
        {
            OwnerName = "Ken",
            Remarks = "tags: a",
        };
}
