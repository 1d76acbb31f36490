using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using NodaTime;
using static Helpdesk.Tests.ServiceLevels.SampleProgramme;

namespace Helpdesk.Tests.Cases;

/// <summary>The case that takes a duplicate in takes over what was promised there, and gives it back when undone (spec I5, S8).</summary>
public sealed class MergedPromisesTests
{
    private const string Main = "C-20261116-0002";

    [Fact]
    public void EmergencyWithCallAndEscalation_IntoAQuietLowCase_GoesOnThere_I5()
    {
        var duplicate = Hot();
        var main = new CaseFixture(Severity.Low, SupportTier.Premium, number: Main).Do(
            (c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at)
        );
        main.Now = duplicate.Now;
        duplicate.Do((c, at) => c.MergeInto(main.Case, at));
        main.Open.Select(c => (c.StartedAt, c.DueAt, c.PromisedFor))
            .ShouldBe(
                [
                    (CaseFixture.Opened, Tokyo(2026, 11, 16, 11), null),
                    (Tokyo(2026, 11, 16, 10, 20), Tokyo(2026, 11, 16, 15), Tokyo(2026, 11, 16, 15)),
                ],
                ignoreOrder: true,
                "with their own start and due time"
            );
        (main.Case.Status, main.Case.EscalatedAt, main.Case.Proposal).ShouldBe(
            (CaseStatus.InProgress, Tokyo(2026, 11, 16, 10, 30), new GraverSeverity(Severity.Emergency, "C-20261116-0001"))
        );
        duplicate.Open.ShouldBeEmpty();
        duplicate.Case.Clocks.ShouldAllBe(c => c.EndedAs == ClockEnd.Superseded);
    }

    [Fact]
    public void IntoAResolvedCase_WakesIt_I5()
    {
        var main = new CaseFixture(number: Main).Do((c, at) => c.Resolve("It should be gone.", at));
        new CaseFixture().Do((c, at) => c.MergeInto(main.Case, at));
        (main.Case.Status, main.Case.OwesAnswer).ShouldBe((CaseStatus.InProgress, true));
    }

    [Fact]
    public void DuplicateThatWaitsForTheCustomer_WakesNobody_I5()
    {
        var main = new CaseFixture(number: Main).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));
        new CaseFixture().Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs?", at)).Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.Status.ShouldBe(CaseStatus.WaitingOnCustomer);
    }

    [Fact]
    public void DuplicateThatIsTheAnswer_WakesTheCaseThatWaitsForIt_C8()
    {
        var main = new CaseFixture(number: Main).Do((c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at));
        new CaseFixture()
            .Do((c, at) => c.Reply("Thank you.", at))
            .Do((c, at) => c.CustomerMessage("Here are the logs.", at))
            .Do((c, at) => c.MergeInto(main.Case, at));
        (main.Case.Status, main.Case.SilenceActsAt).ShouldBe((CaseStatus.InProgress, null));
    }

    [Fact]
    public void GraverSeverity_IsAnsweredByRaisingOrByAReason_S8()
    {
        var (raised, kept) = (new CaseFixture(Severity.Low, number: Main), new CaseFixture(Severity.Low, number: Main));
        kept.Refused((c, at) => c.KeepSeverity("?", at)).ShouldBe("severity.no-proposal");
        new CaseFixture().Do((c, at) => c.MergeInto(raised.Case, at));
        new CaseFixture().Do((c, at) => c.MergeInto(kept.Case, at));
        raised.Do((c, at) => c.ChangeSeverity(Severity.High, "The same fault.", at)).Case.Proposal.ShouldBeNull();
        kept.Do((c, at) => c.KeepSeverity("Only a question.", at)).Case.Proposal.ShouldBeNull();
        kept.Case.Timeline[^1].Event.ShouldBe(new SeverityKept(Severity.Low, Severity.High, "C-20261116-0001", "Only a question."));
    }

    [Fact]
    public void GraverSeverities_OfSeveralMergings_TheGravestWaitsForADecision_I5()
    {
        var (main, between) = (new CaseFixture(Severity.Low, number: Main), new CaseFixture(Severity.Medium, number: "C-20261116-0003"));
        Hot().Do((c, at) => c.MergeInto(between.Case, at));
        between.Do((c, at) => c.MergeInto(main.Case, at));
        new CaseFixture(Severity.High, number: "C-20261116-0004").Do((c, at) => c.MergeInto(main.Case, at));
        main.Case.Proposal.ShouldBe(new GraverSeverity(Severity.Emergency, "C-20261116-0001"));
    }

    [Fact]
    public void Undone_BothCasesAreAsBefore_I5()
    {
        var duplicate = Hot();
        var main = new CaseFixture(Severity.Low, SupportTier.Premium, number: Main).Do(
            (c, at) => c.AskForMore([RequestedItem.Logs], "Logs, please.", at)
        );
        main.Now = duplicate.Now;
        var (here, there) = (CaseStateText.Of(duplicate.Case), CaseStateText.Of(main.Case));
        duplicate.Do((c, at) => c.MergeInto(main.Case, at)).After(Duration.FromMinutes(9)).Do((c, at) => c.UndoMerge(main.Case, at));
        CaseStateText.Of(duplicate.Case).ShouldBe(here);
        CaseStateText.Of(main.Case).ShouldBe(there);
    }

    [Fact]
    public void Undone_TheCaseThatWokeBelongsToWhomItBelonged_I5()
    {
        var main = new CaseFixture(number: Main)
            .Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at))
            .Do((c, at) => c.Resolve("It should be gone.", at));
        var duplicate = new CaseFixture();
        duplicate.Do((c, at) => c.MergeInto(main.Case, at with { IsAway = id => id == CaseFixture.Sato }));
        main.Case.OwnerId.ShouldBeNull("she is away: it is in the queue");
        duplicate.Do((c, at) => c.UndoMerge(main.Case, at));
        (main.Case.OwnerId, main.Case.OwnerName).ShouldBe((CaseFixture.Sato, "Sato Mai"));
    }

    [Fact]
    public void Undo_IsRefused_LateOrOvertaken_I5()
    {
        var (late, other) = (new CaseFixture(), new CaseFixture(number: Main));
        late.Refused((c, at) => c.UndoMerge(other.Case, at)).ShouldBe("case.not-allowed");
        late.Do((c, at) => c.MergeInto(other.Case, at)).After(Helpdesk.Domain.Cases.Case.UndoMergeTime + Duration.FromSeconds(1));
        late.Refused((c, at) => c.UndoMerge(other.Case, at)).ShouldBe("merge.undo-too-late");
        var (overtaken, worked) = (new CaseFixture(), new CaseFixture(number: Main));
        overtaken.Do((c, at) => c.MergeInto(worked.Case, at));
        worked.Do((c, at) => c.Reply("On it.", at));
        overtaken.Refused((c, at) => c.UndoMerge(worked.Case, at)).ShouldBe("merge.undo-overtaken");
    }

    // Opened 10:00 as a Premium Emergency, a call promised at 10:20 for 15:00, escalated at 10:30.
    private static CaseFixture Hot() =>
        new CaseFixture(Severity.Emergency, SupportTier.Premium)
            .At(16, 10, 20)
            .Do((c, at) => c.RequestCallback(null, Tokyo(2026, 11, 16, 15), null, at))
            .At(16, 10, 30)
            .Do((c, at) => c.RequestEscalation(false, true, "Production stands.", at));
}
