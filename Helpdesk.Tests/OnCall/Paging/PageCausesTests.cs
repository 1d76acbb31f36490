using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Link;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>When a page begins, and whom it asks first: by cause, hour, rota and absence (spec U3, P5, P10).</summary>
public sealed class PageCausesTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RaisedReopenedOrRungUnanswered_AtNight_Pages()
    {
        var (raised, rung, again) = (await _host.OpenAsync(Severity.High), await _host.OpenAsync(Severity.Low), await _host.OpenAsync());
        (await _host.PagesOfAsync(raised)).ShouldBeEmpty("Premium High counts on business hours (P5)");
        await _host.DoAsync(again, new LogCall(CallDirection.Outgoing, true, "reached"));
        await _host.DoAsync(again, new CloseCase(ClosingReason.Confirmed, "by mail", null));
        _host.Time.Advance(TimeSpan.FromMinutes(10));

        await _host.DoAsync(raised, new DecideSeverity(Severity.Emergency, "down now"));
        await _host.DoAsync(rung, new LogCall(CallDirection.Incoming, false, "rang, nobody was there"));
        await _host.DoAsync(again, new ReopenCase("down again"));

        (await _host.PagesOfAsync(raised)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Emergency);
        (await _host.PagesOfAsync(rung)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        (await _host.PagesOfAsync(again)).Select(p => p.EndedAt is null).ShouldBe([false, true]);
    }

    [Fact]
    public async Task HotlineCall_OnACaseThatHasItsFirstAnswerInADay_IsToBeAnsweredTonight_AndPages_H4_P3()
    {
        var high = await _host.OpenAsync(Severity.High);
        await _host.DoAsync(high, new LogHotlineCall("Since midnight nothing runs."));

        (await _host.PagesOfAsync(high)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        (await _host.OpenAlertsAsync()).ShouldContain(AlertKind.HotlineCall);
    }

    [Theory]
    [InlineData(Severity.High)]
    [InlineData(Severity.Low)]
    public async Task WordOfAPremiumCustomer_BeforeTheFirstAnswer_IsToBeAnsweredTonight_AndPages_P3(Severity severity)
    {
        // Friday evening, and the Saturday after it.
        _host.GoTo(18, 16, 50);
        var opened = await _host.OpenAsync(severity);
        _host.GoTo(19, 2, 13);
        (await _host.PagesOfAsync(opened)).ShouldBeEmpty("its first answer has business days");

        await _host.DoAsync(opened, new RecordCustomerMessage("Production is down."));

        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        (page.Cause, page.End).ShouldBe((PageCause.Callback, null));
    }

    [Fact]
    public async Task StandardEmergencyAtNight_AndPremiumByDay_PageNobody_UntilTheCentreCloses()
    {
        var standard = await _host.OpenAsync(change: r => r with { SerialNumber = "SP-1000-7300" });
        _host.GoTo(14, 16, 30);
        var premium = await _host.OpenAsync();
        await _host.RunAsync();
        (await _host.PagesOfAsync(premium)).ShouldBeEmpty();

        _host.GoTo(14, 17);
        await _host.RunAsync();

        (await _host.PagesOfAsync(premium)).ShouldHaveSingleItem().OpenedAt.ShouldBe(_host.Now);
        (await _host.PagesOfAsync(standard)).ShouldBeEmpty("it is paused until the next opening (P10)");
    }

    [Fact]
    public async Task TakenByWhoeverIsOnCall_BeforeTheCentreCloses_PagesNobody_TakenByAnEngineerDoes()
    {
        _host.GoTo(14, 16, 50);
        var (onCall, engineer) = (await _host.OpenAsync(), await _host.OpenAsync());
        await _host.DoAsync(onCall, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"), OnCallHost.As(DemoPeople.Tanaka));
        await _host.DoAsync(engineer, new AssignCase(DemoPeople.Wagner.Id, "Anna Wagner"), OnCallHost.As(DemoPeople.Wagner));

        _host.GoTo(14, 17);
        await _host.RunAsync();

        (await _host.PagesOfAsync(onCall)).ShouldBeEmpty();
        (await _host.PagesOfAsync(engineer)).ShouldHaveSingleItem("who goes home leaves it unanswered");
        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(onCall)).ShouldHaveSingleItem("nothing was done for a quarter of an hour");
    }

    [Fact]
    public async Task PrimaryAway_WithoutASubstitute_SecondaryAndSupervisorAreAskedAtOnce()
    {
        await _host.AwayAsync(DemoPeople.Ueda, _host.Now - Duration.FromHours(1), _host.Now + Duration.FromHours(9));

        var opened = await _host.OpenAsync();

        var sent = (await _host.EventsAsync<PageSent>(opened)).ShouldHaveSingleItem();
        (sent.Stage, sent.Gaps.Single()).ShouldBe((PageStage.Secondary, OnCallLayer.Primary));
        sent.People.ShouldBe(["Ito Yuki", "Mori Hana"], "a case that arrives in a gap goes to the supervisor");
    }

    [Fact]
    public async Task NobodyOnTheRotaAndEverybodyAway_StillAsksEverybody_AndSupervisorsHearOfIt()
    {
        await _host.WriteAsync(db => db.Rotations().ExecuteUpdateAsync(set => set.SetProperty(r => r.RemovedAt, _host.Now)));
        await _host.Services.GetRequiredService<RotaCache>().ReloadAsync(TestContext.Current.CancellationToken);
        foreach (var person in (DemoPerson[])[DemoPeople.Ueda, DemoPeople.Mori])
            await _host.AwayAsync(person, _host.Now - Duration.FromHours(1), _host.Now + Duration.FromHours(9));

        var opened = await _host.OpenAsync();

        (await _host.EventsAsync<PageSent>(opened))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                s => s.Stage.ShouldBe(PageStage.Everyone),
                s => s.People.ShouldBe(["Ueda Ryo", "Mori Hana"], ignoreOrder: true)
            );
        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.NobodyOnCall, AlertKind.PageUnanswered]);
        _host.Services.GetRequiredService<OpenAlerts>().Open.ShouldBe(2);
        await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Mori));
        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.NobodyOnCall], "a gap is settled by a supervisor's act, not by luck");
    }

    [Fact]
    public async Task HandedOverByName_PagesThemFirst_ThenTheUsualWay()
    {
        var opened = await _host.OpenAsync();
        await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Ueda));
        await _host.DoAsync(opened, new LogCall(CallDirection.Outgoing, true, "reached; workaround sent"), OnCallHost.As(DemoPeople.Ueda));

        await using (var scope = _host.Services.CreateAsyncScope())
            (
                await scope
                    .ServiceProvider.GetRequiredService<HandCaseOverHandler>()
                    .HandleAsync(new(opened.Number, DemoPeople.Tanaka.Id, "waits for the log"), OnCallHost.As(DemoPeople.Ueda))
            ).IsOk.ShouldBeTrue();
        await _host.AfterAsync(5);

        var page = (await _host.PagesOfAsync(opened))[1];
        (page.Cause, page.End).ShouldBe((PageCause.HandedOver, null));
        page.Steps.SelectMany(s => s.Asks.Select(a => (s.Stage, a.Person)))
            .ShouldBe([(PageStage.Named, "Tanaka Jun"), (PageStage.Primary, "Ueda Ryo")]);
        (await _host.AcknowledgeAsync(page.Id, OnCallHost.As(DemoPeople.Tanaka))).Value.OwnerName.ShouldBe("Tanaka Jun");
    }

    [Fact]
    public async Task HandedOver_OfAnyTier_EndsWhenTheyTakeIt()
    {
        var opened = await _host.OpenAsync(Severity.Low, r => r with { SerialNumber = "SP-1000-7300" });
        (await HandOverAsync(opened, OwnerSeen.Nobody)).IsOk.ShouldBeTrue();
        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();

        await _host.AcknowledgeAsync(page.Id, OnCallHost.As(DemoPeople.Tanaka));
        await _host.AfterAsync(30);

        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().End.ShouldBe(PageEnd.Taken, "nobody is rung for it any more");
    }

    [Fact]
    public async Task HandedOver_OnlyIfItIsStillAsItWasSeen_ElseRefusedWithTheName()
    {
        var opened = await _host.OpenAsync();
        await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Ueda));
        // While Ueda chooses whom to hand it to, Mori takes it over.
        var taken = await _host.TryAsync(opened, new TakeCase(OwnerSeen.Of(DemoPeople.Ueda.Id)), OnCallHost.As(DemoPeople.Mori));

        var refused = (await HandOverAsync(opened, OwnerSeen.Of(DemoPeople.Ueda.Id))).Errors.ShouldHaveSingleItem();

        (refused.Kind, refused.Code, refused.Args[0]).ShouldBe((ErrorKind.Conflict, "case.taken-meanwhile", taken.Value.OwnerName));
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(1, "Tanaka is not rung out of bed");
        (await _host.EventsAsync<CaseAssigned>(opened)).ShouldNotContain(a => a.OwnerId == DemoPeople.Tanaka.Id);
        (await HandOverAsync(opened, OwnerSeen.Of(DemoPeople.Mori.Id))).Value.OwnerName.ShouldBe("Tanaka Jun");
    }

    private async Task<Result<Helpdesk.Domain.Queue.QueueEntry>> HandOverAsync(Case opened, OwnerSeen seen)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<HandCaseOverHandler>()
            .HandleAsync(new(opened.Number, DemoPeople.Tanaka.Id, "waits for the log", seen), OnCallHost.As(DemoPeople.Ueda));
    }
}
