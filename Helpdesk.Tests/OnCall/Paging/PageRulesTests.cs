using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// When somebody is paged, and when no longer (spec U3, P2, P3, P10, P13). The fixture opens on Monday 16 November 2026, 10:00 in Tokyo.
/// </summary>
public sealed class PageRulesTests
{
    private static readonly Actor Caller = CaseFixture.Agent;

    [Fact]
    public void PremiumEmergency_PagesOnlyWhileTheCentreIsClosed()
    {
        var fixture = Emergency();
        CauseOf(fixture).ShouldBeNull("Monday 10:00: everybody sees it in the queue");
        CauseOf(fixture.At(16, 17)).ShouldBe(PageCause.Emergency, "the centre closes at 17:00 sharp: half-open intervals");
        CauseOf(fixture.At(17, 8, 59)).ShouldBe(PageCause.Emergency);
        CauseOf(fixture.At(17, 9)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Severity.Emergency, SupportTier.Standard)]
    [InlineData(Severity.High, SupportTier.Premium)]
    [InlineData(Severity.Low, SupportTier.Premium)]
    public void WhatDoesNotRunAroundTheClock_PagesNobody(Severity severity, SupportTier tier) =>
        CauseOf(new CaseFixture(severity, tier).At(16, 20)).ShouldBeNull();

    [Fact]
    public void PremiumCallback_OfAnySeverity_Pages()
    {
        var fixture = new CaseFixture(Severity.Low, SupportTier.Premium)
            .At(16, 20)
            .Do((c, at) => c.RequestCallback("03-5550-0101", null, null, at));
        CauseOf(fixture).ShouldBe(PageCause.Callback);
    }

    [Fact]
    public void Callback_NeedsSomebodyFromItsStart_NothingWakesLater()
    {
        var fixture = new CaseFixture(Severity.Low, SupportTier.Premium)
            .At(16, 20)
            .Do((c, at) => c.RequestCallback("03-5550-0101", null, null, at));
        var due = fixture.Open.Single(c => c.Kind == ClockKind.Callback).DueAt;
        due.ShouldBe(fixture.Now + Duration.FromHours(1), "an ordinary callback needs somebody from its start");
        NightNeed.NextWake(fixture.Case, fixture.Programme, fixture.Now).ShouldBeNull();
    }

    [Fact]
    public void Escalation_OfAnySeverity_PagesUntilItIsAnswered_H3()
    {
        var fixture = new CaseFixture(Severity.Medium, SupportTier.Premium)
            .At(16, 20)
            .Do((c, at) => c.RequestEscalation(true, false, "payroll", at));
        CauseOf(fixture).ShouldBe(PageCause.Callback, "it is a word to be answered as well (P3)");
        fixture.Case.Timeline.Select(e => SupervisorAlert.Of(fixture.Case, e)?.Kind).ShouldContain(AlertKind.EscalationRequested);
        fixture.Do((c, at) => c.DeclineEscalation("a workaround exists", at));
        CauseOf(fixture).ShouldBeNull();
        PageRules.EndOf(PageCause.Escalation, fixture.Case, null, null, fixture.Now).ShouldNotBeNull();
    }

    [Fact]
    public void EmergencyOfOurs_WithoutAPromise_PagesUnlessSomebodyWorksOnIt_AndNotWhileTheCustomerHasTheBall()
    {
        var fixture = Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at));
        CauseOf(fixture).ShouldBe(PageCause.Emergency, "whoever rang does not have it");
        fixture.Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at));
        CauseOf(fixture.After(Minutes(14))).ShouldBeNull();
        CauseOf(fixture.After(Minutes(1))).ShouldBe(PageCause.Emergency, "taken, and nothing done");
        CauseOf(fixture.Do((c, at) => c.Note("restores now", at)).After(Minutes(59))).ShouldBeNull("at work, and nothing waits");
        CauseOf(fixture.After(Minutes(1))).ShouldBe(PageCause.Emergency, "nobody has it for good: an hour, and nothing more was done");
        CauseOf(fixture.Do((c, at) => c.Note("still restores", at)).After(Minutes(59))).ShouldBeNull();
        CauseOf(fixture.Do((c, at) => c.Unassign(at))).ShouldBe(PageCause.Emergency);
        CauseOf(fixture.Do((c, at) => c.WaitForCustomer("the log, please", at))).ShouldBeNull("it is the customer's move");
    }

    [Fact]
    public void WhatIsNotEntitled_OrNotServedAroundTheClock_WakesNobody()
    {
        var fixture = new CaseFixture(Severity.Emergency, SupportTier.Premium, withContract: false).At(16, 20);
        CauseOf(fixture).ShouldBeNull();
        CauseOf(new CaseFixture(Severity.Emergency).At(16, 20).Do((c, at) => c.RequestEscalation(false, true, "down", at))).ShouldBeNull();
    }

    [Fact]
    public void ClosedSince_IsTheLastClosing_OverWeekendsAndNewYear()
    {
        PageRules.ClosedSince(Business(Fixture), Fresh().Now).ShouldBe(Fixture.At(16, 17).Now);
        PageRules.ClosedSince(Business(Fixture), Fixture.At(22, 12).Now).ShouldBe(Fixture.At(20, 17).Now, "Sunday: since Friday");
        PageRules.ClosedSince(Business(Fixture), Fixture.At(20, 17).Now).ShouldBe(Fixture.At(20, 17).Now, "half-open");
        PageRules.ClosedSince(Business(Fixture), Fixture.At(31, 12, month: 12).Now).ShouldBe(Fixture.At(28, 17, month: 12).Now);
    }

    [Fact]
    public void Page_EndsWhenSomebodyTakesItThemselves_NotWhenItIsLaidOnADesk()
    {
        EndOf(Fresh().Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at))).ShouldBeNull("Sato knows nothing of it yet");
        EndOf(Fresh().Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at))).ShouldBe(PageEnd.Taken);
        EndOf(Fresh().Do((c, at) => c.AcknowledgePage(2, CaseFixture.Sato, "Sato Mai", at))).ShouldBe(PageEnd.Taken);
    }

    [Fact]
    public void Page_EndsWithTheAnswer_TheLowering_OrTheCase_EachForAReason()
    {
        EndOf(Fresh().Do((c, at) => c.AskForMore([RequestedItem.Logs], "the log, please", at))).ShouldBe(PageEnd.Answered);
        EndOf(Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at)))
            .ShouldBeNull("an Emergency that is still ours, and nobody has it");
        EndOf(Fresh().Do((c, at) => c.ChangeSeverity(Severity.High, "not down", at))).ShouldBe(PageEnd.Lowered);
        EndOf(Fresh().Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))).ShouldBe(PageEnd.Closed);
        EndOf(Fresh().Do((c, at) => c.Note("looking", at))).ShouldBeNull("a note is no answer");
        EndOf(Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "not reached", at))).ShouldBeNull();
    }

    [Fact]
    public void Page_EndsWhenWhoeverHasTheCaseIsAtWorkOnItAgain()
    {
        var fixture = Fresh().Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at)).After(Minutes(5));
        var sato = new Actor(ActorKind.Person, CaseFixture.Sato, "Sato Mai");
        EndOf(fixture.Do((c, at) => c.Note("still on it", at with { Actor = sato }))).ShouldBe(PageEnd.InHand);
        EndOf(fixture.Do((c, at) => c.WaitForVendor("with development", at)))
            .ShouldBe(PageEnd.InHand, "the promise to the customer waits all the same");
    }

    [Fact]
    public void HandedOverByName_EndsOnlyByTheirOwnHand() =>
        PageRules
            .EndOf(
                PageCause.HandedOver,
                Fresh()
                    .Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at))
                    .Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at))
                    .Case,
                null,
                null,
                Fixture.Now
            )
            .ShouldBeNull();

    [Fact]
    public void AcknowledgePage_TakesTheCase_AndWhoHasItAlreadyOnlyAcknowledges()
    {
        var fixture = Fresh().Do((c, at) => c.AcknowledgePage(1, CaseFixture.Sato, "Sato Mai", at));
        (fixture.Case.OwnerId, fixture.Case.Status).ShouldBe((CaseFixture.Sato, CaseStatus.InProgress));
        fixture.Case.Timeline.Select(e => e.Event).OfType<CaseAssigned>().ShouldHaveSingleItem();
        fixture
            .Do((c, at) => c.AcknowledgePage(1, CaseFixture.Sato, "Sato Mai", at))
            .Case.Timeline.Select(e => e.Event)
            .OfType<CaseAssigned>()
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void Tell_LeavesTheVersion_SoThatNobodysOpenFormGoesStale()
    {
        var fixture = Fresh();
        var version = fixture.Case.Version;
        fixture.Case.Tell(new PageOver(PageEnd.Answered), Actor.System("U3"), fixture.Now);
        (fixture.Case.Version, fixture.Case.Timeline[^1].CaseVersion).ShouldBe((version, version));
    }

    [Fact]
    public void HandOver_MovesWhatTheLeavingPersonOwns_AndLeavesAColleaguesCaseWithThem()
    {
        var (ueda, next) = (new Owner(Guid.NewGuid(), "Ueda Ryo"), new Owner(Guid.NewGuid(), "Tanaka Jun"));
        Fresh()
            .Do((c, at) => c.Assign(ueda.Id, ueda.Name, at))
            .Do((c, at) => c.HandOver(ueda, next, "workaround sent", at))
            .Case.OwnerId.ShouldBe(next.Id);
        Fresh()
            .Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at))
            .Do((c, at) => c.HandOver(ueda, next, "Sato is on it", at))
            .Case.OwnerId.ShouldBe(CaseFixture.Sato);
        Fresh().Do((c, at) => c.HandOver(null, next, "nobody had it", at)).Case.OwnerId.ShouldBe(next.Id);
    }

    private static CaseFixture Fixture => Emergency();

    private static CaseFixture Emergency() => new(Severity.Emergency, SupportTier.Premium);

    private static CaseFixture Fresh() => Emergency().At(16, 20);

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static PageCause? CauseOf(CaseFixture fixture) =>
        PageRules.CauseOf(NeedOf(fixture), HoldOf(fixture), Business(fixture), fixture.Now);

    private static PageEnd? EndOf(CaseFixture fixture) =>
        PageRules.EndOf(PageCause.Emergency, fixture.Case, NeedOf(fixture), HoldOf(fixture), fixture.Now);

    private static NightNeed? NeedOf(CaseFixture fixture) => NightNeed.Of(fixture.Case, fixture.Programme, fixture.Now);

    private static Hold? HoldOf(CaseFixture fixture) =>
        NeedOf(fixture) is { } need && fixture.Case.OwnerId is { } owner
            ? Hold.Of(need, owner, fixture.Case.Timeline, need.Since, new(Minutes(15), Minutes(60)))
            : null;

    private static BusinessCalendar Business(CaseFixture fixture) => fixture.Programme.Calendar(SupportProgramme.BusinessCalendarId);
}
