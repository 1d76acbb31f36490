using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Tests.Cases;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// How long somebody's yes keeps the others from being asked (spec U3, P2). An Emergency of Premium opened at 10:00 in Tokyo: due
/// 11:00, at risk at 10:42.
/// </summary>
public sealed class HoldTests
{
    private static readonly HoldTimes s_times = new(Duration.FromMinutes(15), Duration.FromHours(1));

    private static readonly Owner Sato = new(CaseFixture.Sato, "Sato Mai");
    private readonly CaseFixture _fixture = new(Severity.Emergency, SupportTier.Premium);

    [Fact]
    public void Acknowledged_HoldsFifteenMinutes_EachActRenewsIt()
    {
        At(3).Do((c, at) => c.AcknowledgePage(1, Sato.Id, Sato.Name, at with { Actor = Me }));
        Until().ShouldBe(18);
        At(9).Do((c, at) => c.Note("a colleague's note", at));
        Until().ShouldBe(18, "what others do is no act of hers");
        At(12).Do((c, at) => c.LogCall(CallDirection.Outgoing, false, "not reached", at with { Actor = Me }));
        Until().ShouldBe(27);
    }

    [Fact]
    public void AtRisk_TheOthersAreAskedAtLatest_ThenAnActHoldsAnew()
    {
        At(35).Do((c, at) => c.AcknowledgePage(1, Sato.Id, Sato.Name, at with { Actor = Me }));
        Until().ShouldBe(42, "70 % of the hour are gone");
        At(45).Do((c, at) => c.Note("the image mounts", at with { Actor = Me }));
        Until().ShouldBe(60);
    }

    [Fact]
    public void LaidOnADesk_IsNoYes_WhateverTheyDidBefore()
    {
        At(5).Do((c, at) => c.Note("I know this customer", at with { Actor = Me }));
        At(6).Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        Until().ShouldBeNull();
        At(8).Do((c, at) => c.Note("mine then", at with { Actor = Me }));
        Until().ShouldBe(23, "at work on it is a yes");
    }

    [Fact]
    public void TakenOverAndUndone_TheYesTheyHadGivenStands()
    {
        At(3).Do((c, at) => c.AcknowledgePage(1, Sato.Id, Sato.Name, at with { Actor = Me }));
        var before = _fixture.Case.OwnerNow;
        At(5).Do((c, at) => c.Take(OwnerSeen.Anybody, at)).Do((c, at) => c.UndoAssignment(before, at));
        Until().ShouldBe(18);
    }

    [Fact]
    public void AcknowledgedByThePagerService_IsTheirYes()
    {
        At(6).Do((c, at) => c.Assign(Sato.Id, Sato.Name, at));
        At(8).Do((c, at) => c.AcknowledgePage(1, Sato.Id, Sato.Name, at with { Actor = new(ActorKind.Machine, null, "pager") }));
        Until().ShouldBe(23);
        _fixture.Case.HandedOverAt.ShouldBeNull();
    }

    [Fact]
    public void TheCustomerRingsAgain_WhatWasDoneBeforeIsNoAnswerToIt()
    {
        At(3).Do((c, at) => c.AcknowledgePage(1, Sato.Id, Sato.Name, at with { Actor = Me }));
        At(10).Do((c, at) => c.RequestCallback("03-5550-0101", null, null, at));
        Until().ShouldBeNull();
    }

    [Fact]
    public void BeforeTheCentreClosed_WhatADeskDidCountsForNothing()
    {
        At(3).Do((c, at) => c.Assign(Sato.Id, Sato.Name, at with { Actor = Me }));
        Until(from: 4).ShouldBeNull();
    }

    [Fact]
    public void RaisedToEmergencyByAnother_TheyHaveToSayYesAnew()
    {
        var high = new CaseFixture(Severity.High, SupportTier.Premium)
            .Do((c, at) => c.Assign(Sato.Id, Sato.Name, at with { Actor = Me }))
            .Do((c, at) => c.Reply("we look into it", at with { Actor = Me }))
            .At(16, 20)
            .Do((c, at) => c.ChangeSeverity(Severity.Emergency, "production is down", at));
        var need = NightNeed.Of(high.Case, high.Programme, high.Now).ShouldNotBeNull();
        Hold.Of(need, Sato.Id, high.Case.Timeline, need.Since, s_times).ShouldBeNull();
    }

    private static Actor Me => new(ActorKind.Person, Sato.Id, Sato.Name);

    private CaseFixture At(int minute) => _fixture.At(16, 10, minute);

    private double? Until(int from = 0)
    {
        var need = NightNeed.Of(_fixture.Case, _fixture.Programme, _fixture.Now).ShouldNotBeNull();
        var since = Instant.Max(need.Since, CaseFixture.Opened + Duration.FromMinutes(from));
        var hold = Hold.Of(need, _fixture.Case.OwnerId!.Value, _fixture.Case.Timeline, since, s_times);
        return hold is null ? null : (hold.Until - CaseFixture.Opened).TotalMinutes;
    }
}
