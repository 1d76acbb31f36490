using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Cases;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>When somebody is paged, and when no longer (spec U3, P2, P3, P10, P13). The lab opens on Monday 16 November 2026, 10:00 in Tokyo.</summary>
public sealed class PageRulesTests
{
    private static readonly Actor Caller = CaseLab.Agent;

    [Fact]
    public void PremiumEmergency_PagesOnlyWhileTheCentreIsClosed()
    {
        var lab = Emergency();
        CauseOf(lab).ShouldBeNull("Monday 10:00: everybody sees it in the queue");
        CauseOf(lab.At(16, 17)).ShouldBe(PageCause.Emergency, "the centre closes at 17:00 sharp: half-open intervals");
        CauseOf(lab.At(17, 8, 59)).ShouldBe(PageCause.Emergency);
        CauseOf(lab.At(17, 9)).ShouldBeNull();
    }

    [Theory]
    [InlineData(Severity.Emergency, SupportTier.Standard)]
    [InlineData(Severity.High, SupportTier.Premium)]
    [InlineData(Severity.Low, SupportTier.Premium)]
    public void WhatDoesNotRunAroundTheClock_PagesNobody(Severity severity, SupportTier tier) => CauseOf(new CaseLab(severity, tier).At(16, 20)).ShouldBeNull();

    [Fact]
    public void PremiumCallback_OfAnySeverity_Pages()
    {
        var lab = new CaseLab(Severity.Low, SupportTier.Premium).At(16, 20).Do((c, at) => c.RequestCallback("03-5550-0101", null, null, at));
        CauseOf(lab).ShouldBe(PageCause.Callback);
    }

    [Fact]
    public void OwnerWhoKnows_IsNotPagedForTheirOwnAct() => PageRules.CauseOf(Emergency().Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at)).Case, Lab.Programme, Lab.At(16, 20).Now, owner => owner == Caller.Id, []).ShouldBeNull();

    [Fact]
    public void TakenTonight_TheSamePromisePagesNoMoreTonight_ButTomorrowNightItDoes()
    {
        var lab = Emergency().At(16, 20);
        var tonight = new PageSpan(PageRules.NightOf(Business(lab), lab.Now), lab.Now + Duration.FromMinutes(3));
        CauseOf(lab.At(16, 21), tonight).ShouldBeNull();
        CauseOf(lab.At(17, 17), tonight).ShouldBe(PageCause.Emergency, "still unanswered when the next night begins");
    }

    [Fact]
    public void CustomerRingsAgainAfterThePageEnded_PagesAnew()
    {
        var lab = Emergency().At(16, 20);
        var ended = new PageSpan(PageRules.NightOf(Business(lab), lab.Now), lab.Now);
        lab.At(16, 22).Do((c, at) => c.LogCall(CallDirection.Incoming, false, "rang again", at));
        CauseOf(lab, ended).ShouldBe(PageCause.Callback);
    }

    [Fact]
    public void OpenPage_IsNotDoubled() => CauseOf(Emergency().At(16, 20), new PageSpan(Lab.Now, null)).ShouldBeNull();

    [Fact]
    public void Page_EndsWhenSomebodyTakesItThemselves_NotWhenItIsLaidOnADesk()
    {
        EndOf(Fresh().Do((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", at))).ShouldBeNull("Sato knows nothing of it yet");
        EndOf(Fresh().Do((c, at) => c.Assign(Caller.Id!.Value, Caller.Name, at))).ShouldBe(PageEnd.Taken);
        EndOf(Fresh().Do((c, at) => c.AcknowledgePage(2, CaseLab.Sato, "Sato Mai", at))).ShouldBe(PageEnd.Taken);
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
        PageRules.EndOf(PageCause.HandedOver, Fresh().Do((c, at) => c.LogCall(CallDirection.Outgoing, true, "reached", at)).Case, Lab.Programme).ShouldBeNull();

    [Fact]
    public void AcknowledgePage_TakesTheCase_AndWhoHasItAlreadyOnlyAcknowledges()
    {
        var lab = Fresh().Do((c, at) => c.AcknowledgePage(1, CaseLab.Sato, "Sato Mai", at));
        (lab.Case.OwnerId, lab.Case.Status).ShouldBe((CaseLab.Sato, CaseStatus.InProgress));
        lab.Case.Timeline.Select(e => e.Event).OfType<CaseAssigned>().ShouldHaveSingleItem();
        lab.Do((c, at) => c.AcknowledgePage(1, CaseLab.Sato, "Sato Mai", at)).Case.Timeline.Select(e => e.Event).OfType<CaseAssigned>().ShouldHaveSingleItem();
    }

    [Fact]
    public void Tell_LeavesTheVersion_SoThatNobodysOpenFormGoesStale()
    {
        var lab = Fresh();
        var version = lab.Case.Version;
        lab.Case.Tell(new PageOver(PageEnd.Answered), Actor.System("U3"), lab.Now);
        (lab.Case.Version, lab.Case.Timeline[^1].CaseVersion).ShouldBe((version, version));
    }

    [Fact]
    public void HandOver_MovesWhatTheLeavingPersonOwns_AndLeavesAColleaguesCaseWithThem()
    {
        var (ueda, next) = (new Owner(Guid.NewGuid(), "Ueda Ryo"), new Owner(Guid.NewGuid(), "Tanaka Jun"));
        Fresh().Do((c, at) => c.Assign(ueda.Id, ueda.Name, at)).Do((c, at) => c.HandOver(ueda, next, "workaround sent", at)).Case.OwnerId.ShouldBe(next.Id);
        Fresh().Do((c, at) => c.Assign(CaseLab.Sato, "Sato Mai", at)).Do((c, at) => c.HandOver(ueda, next, "Sato is on it", at)).Case.OwnerId.ShouldBe(CaseLab.Sato);
        Fresh().Do((c, at) => c.HandOver(null, next, "nobody had it", at)).Case.OwnerId.ShouldBe(next.Id);
    }

    private static CaseLab Lab => Emergency();

    private static CaseLab Emergency() => new(Severity.Emergency, SupportTier.Premium);

    private static CaseLab Fresh() => Emergency().At(16, 20);

    private static PageCause? CauseOf(CaseLab lab, params PageSpan[] earlier) => PageRules.CauseOf(lab.Case, lab.Programme, lab.Now, _ => false, earlier);

    private static PageEnd? EndOf(CaseLab lab) => PageRules.EndOf(PageCause.Emergency, lab.Case, lab.Programme);

    private static BusinessCalendar Business(CaseLab lab) => lab.Programme.Calendar(SupportProgramme.BusinessCalendarId);
}
