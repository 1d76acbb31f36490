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
    public void OwnerWhoKnows_IsNotPagedForTheirOwnAct() =>
        PageRules
            .CauseOf(
                Emergency().Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at)).Case,
                Fixture.Programme,
                Fixture.At(16, 20).Now,
                owner => owner == Caller.Id,
                []
            )
            .ShouldBeNull();

    [Fact]
    public void TakenTonight_TheSamePromisePagesNoMoreTonight_ButTomorrowNightItDoes()
    {
        var fixture = Emergency().At(16, 20);
        var tonight = new PageSpan(PageRules.NightOf(Business(fixture), fixture.Now), fixture.Now + Duration.FromMinutes(3));
        CauseOf(fixture.At(16, 21), tonight).ShouldBeNull();
        CauseOf(fixture.At(17, 17), tonight).ShouldBe(PageCause.Emergency, "still unanswered when the next night begins");
    }

    [Fact]
    public void CustomerRingsAgainAfterThePageEnded_PagesAnew()
    {
        var fixture = Emergency().At(16, 20);
        var ended = new PageSpan(PageRules.NightOf(Business(fixture), fixture.Now), fixture.Now);
        fixture.At(16, 22).Do((c, at) => c.LogCall(CallDirection.Incoming, false, "rang again", at));
        CauseOf(fixture, ended).ShouldBe(PageCause.Callback);
    }

    [Fact]
    public void OpenPage_IsNotDoubled() => CauseOf(Emergency().At(16, 20), new PageSpan(Fixture.Now, null)).ShouldBeNull();

    [Fact]
    public void Page_EndsWhenSomebodyTakesItThemselves_NotWhenItIsLaidOnADesk()
    {
        EndOf(Fresh().Do((c, at) => c.Assign(CaseFixture.Sato, "Sato Mai", at))).ShouldBeNull("Sato knows nothing of it yet");
        EndOf(Fresh().Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at))).ShouldBe(PageEnd.Taken);
        EndOf(Fresh().Do((c, at) => c.AcknowledgePage(2, CaseFixture.Sato, "Sato Mai", at))).ShouldBe(PageEnd.Taken);
    }

    [Fact]
    public void Page_EndsWithTheAnswer_TheLowering_OrTheCase()
    {
        EndOf(Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at))).ShouldBe(PageEnd.Answered);
        EndOf(Fresh().Do((c, at) => c.ChangeSeverity(Severity.High, "not down", at))).ShouldBe(PageEnd.Lowered);
        EndOf(Fresh().Do((c, at) => c.Close(ClosingReason.NoLongerNeeded, null, null, at))).ShouldBe(PageEnd.Closed);
        EndOf(Fresh().Do((c, at) => c.Note("looking", at))).ShouldBeNull("a note is no answer");
        EndOf(Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "not reached", at))).ShouldBeNull();
    }

    [Fact]
    public void HandedOverByName_EndsOnlyByTheirOwnHand() =>
        PageRules
            .EndOf(
                PageCause.HandedOver,
                Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at)).Case,
                Fixture.Programme
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

    private static PageCause? CauseOf(CaseFixture fixture, params PageSpan[] earlier) =>
        PageRules.CauseOf(fixture.Case, fixture.Programme, fixture.Now, _ => false, earlier);

    private static PageEnd? EndOf(CaseFixture fixture) => PageRules.EndOf(PageCause.Emergency, fixture.Case, fixture.Programme);

    private static BusinessCalendar Business(CaseFixture fixture) => fixture.Programme.Calendar(SupportProgramme.BusinessCalendarId);
}
