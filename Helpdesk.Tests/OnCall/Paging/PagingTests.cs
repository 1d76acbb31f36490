using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>A page from its cause to its end, on a real file with a clock that only the test moves (spec U3, P2, P3, P13).</summary>
public sealed class PagingTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task WebEmergencyAtNight_IsStoredWithItsFirstStep_BeforeAnythingIsSent()
    {
        var opened = await _host.OpenAsync();

        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        (page.Cause, page.NextStepAt).ShouldBe((PageCause.Emergency, _host.Now + Duration.FromMinutes(5)));
        page.Steps.ShouldHaveSingleItem().Asks.Select(a => a.Person).ShouldBe(["Ueda Ryo"]);
        (_host.Wire.Hooks.Count, _host.Wire.Mails.Count).ShouldBe((0, 0), "nothing goes out in the transaction");

        await _host.RunAsync();

        var mail = _host.Wire.Mails.ShouldHaveSingleItem();
        mail.To.ShouldBe("ueda@helpdesk.example");
        mail.Subject.ShouldBe("PAGE Premium Emergency · Nordwind GmbH · ShadowProtect Server 5.2.7 · 60 min left");
        mail.Text.ShouldContain($"https://support.helpdesk.example/on-call?page={page.Id:N}");
        mail.Text.IndexOf("Please take it", StringComparison.Ordinal)
            .ShouldBeLessThan(mail.Text.IndexOf("引き受ける", StringComparison.Ordinal), "English first (P9)");
        _host.Wire.Hooks.ShouldHaveSingleItem().Id.ShouldBe($"page_{page.Id:N}_1");
        (await _host.EventsAsync<PageSent>(opened)).ShouldHaveSingleItem().People.ShouldBe(["Ueda Ryo"]);
        (await _host.EventsAsync<PageTold>(opened))
            .Select(t => (t.Channel, t.Person, t.Outcome))
            .ShouldBe(
                [
                    (PageChannel.Screen, "Ueda Ryo", PageOutcome.Unavailable),
                    (PageChannel.Mail, "Ueda Ryo", PageOutcome.Delivered),
                    (PageChannel.WebHook, null, PageOutcome.Delivered),
                ],
                "each channel with its outcome"
            );
        (await _host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.Version).SingleAsync())).ShouldBe(
            1,
            "nobody's open form goes stale"
        );
    }

    [Fact]
    public async Task HadHeSlept_SecondaryAfterFive_SupervisorAfterTen_ThenAllAgainAndAgain()
    {
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        for (var minute = 1; minute <= 26; minute++)
            await _host.AfterAsync(1);

        var sent = (await _host.StoryOfAsync(opened)).Where(e => e.Event is PageSent).ToList();
        sent.Select(e => (e.At.InZone(DateTimeZoneProviders.Tzdb["Asia/Tokyo"]).ToString("HH:mm", null), ((PageSent)e.Event).Stage))
            .ShouldBe([
                ("02:13", PageStage.Primary),
                ("02:18", PageStage.Secondary),
                ("02:23", PageStage.Supervisor),
                ("02:28", PageStage.Everyone),
                ("02:33", PageStage.Everyone),
                ("02:38", PageStage.Everyone),
            ]);
        sent.Take(3).SelectMany(e => ((PageSent)e.Event).People).ShouldBe(["Ueda Ryo", "Ito Yuki", "Mori Hana"]);
        ((PageSent)sent[3].Event).People.ShouldBe(["Ueda Ryo", "Ito Yuki", "Mori Hana"], ignoreOrder: true);
        _host.Wire.Mails.Count.ShouldBe(1 + 1 + 1 + 3 + 3 + 3);
        _host.Wire.Hooks.Select(h => h.Id).Distinct().Count().ShouldBe(6);
        (await AlertsAsync()).ShouldBe([AlertKind.PageUnanswered]);

        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Mori))).IsOk.ShouldBeTrue();
        (await AlertsAsync()).ShouldBeEmpty("it settles itself with its cause");
    }

    [Fact]
    public async Task OnePress_AcknowledgesAndTakes_AndStopsEverything()
    {
        var opened = await _host.OpenAsync();
        var page = (await _host.PagesOfAsync(opened))[0].Id;

        var taken = await _host.AcknowledgeAsync(page, OnCallHost.As(DemoPeople.Ueda));

        taken.Value.OwnerId.ShouldBe(DemoPeople.Ueda.Id);
        await _host.AfterAsync(30);
        (await _host.PagesOfAsync(opened))
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                p => p.End.ShouldBe(PageEnd.Taken),
                p => p.TakenById.ShouldBe(DemoPeople.Ueda.Id),
                p => p.Steps.Count.ShouldBe(1)
            );
        _host.Wire.Mails.ShouldBeEmpty("what had not gone out tells of something that is over");
        _host.Wire.Hooks.ShouldHaveSingleItem().Body.ShouldContain("page.over");
        (await _host.EventsAsync<PageAcknowledged>(opened)).ShouldHaveSingleItem().Step.ShouldBe(1);
        _host.Services.GetRequiredService<OpenPages>().Open.ShouldBeEmpty();

        (await _host.AcknowledgeAsync(page, OnCallHost.As(DemoPeople.Mori)))
            .Errors[0]
            .ShouldSatisfyAllConditions(e => e.Code.ShouldBe("page.taken"), e => e.Args[0].ShouldBe("Ueda Ryo"));
        (await _host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.OwnerName).SingleAsync())).ShouldBe(
            "Ueda Ryo",
            "the second press takes nothing away from the first"
        );
    }

    [Fact]
    public async Task Acknowledge_IsForThoseAsked_ThoseWhoMayBeOnCall_AndSupervisors_MachinesNameSomebody()
    {
        var page = (await _host.PagesOfAsync(await _host.OpenAsync()))[0].Id;

        (await _host.AcknowledgeAsync(page, OnCallHost.As(DemoPeople.Kato))).Errors[0].Code.ShouldBe("page.not-asked");
        (await _host.AcknowledgeAsync(page, IntakeHost.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await _host.AcknowledgeAsync(page, OnCallHost.As(DemoPeople.Ueda), DemoPeople.Mori.Id))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden", "nobody presses for a colleague");
        (await _host.AcknowledgeAsync(page, OnCallHost.Pager)).Errors[0].Code.ShouldBe("page.person-missing");
        (await _host.AcknowledgeAsync(page, OnCallHost.Pager, DemoPeople.Kato.Id)).Errors[0].Code.ShouldBe("page.not-asked");
        (await _host.AcknowledgeAsync(Guid.NewGuid(), OnCallHost.As(DemoPeople.Ueda))).Errors[0].Code.ShouldBe("page.unknown");
        (await _host.AcknowledgeAsync(page, OnCallHost.Pager, DemoPeople.Ueda.Id)).Value.OwnerName.ShouldBe("Ueda Ryo");
    }

    [Fact]
    public async Task ReachedByPhone_OrLowered_OrClosed_EndsThePage()
    {
        var (reached, lowered, closed) = (await _host.OpenAsync(), await _host.OpenAsync(), await _host.OpenAsync());
        await _host.DoAsync(reached, new LogCall(CallDirection.Outgoing, true, "reached"));
        await _host.DoAsync(lowered, new DecideSeverity(Severity.High, "runs again"));
        await _host.DoAsync(closed, new CloseCase(ClosingReason.NoLongerNeeded, null, null));

        await _host.AfterAsync(30);

        (
            await Task.WhenAll(
                ((Helpdesk.Domain.Cases.Case[])[reached, lowered, closed]).Select(async c => (await _host.PagesOfAsync(c)).Single().End)
            )
        ).ShouldBe([PageEnd.Answered, PageEnd.Lowered, PageEnd.Closed]);
        (await _host.EventsAsync<PageOver>(reached)).ShouldHaveSingleItem();
        _host.Wire.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task RaisedReopenedOrRungUnanswered_AtNight_Pages()
    {
        var (raised, rung, again) = (await _host.OpenAsync(Severity.High), await _host.OpenAsync(Severity.Low), await _host.OpenAsync());
        (await _host.PagesOfAsync(raised)).ShouldBeEmpty("Premium High counts on business hours (P5)");
        await _host.DoAsync(again, new LogCall(CallDirection.Outgoing, true, "reached"));
        await _host.DoAsync(again, new CloseCase(ClosingReason.Confirmed, null, null));
        _host.Time.Advance(TimeSpan.FromMinutes(10));

        await _host.DoAsync(raised, new DecideSeverity(Severity.Emergency, "down now"));
        await _host.DoAsync(rung, new LogCall(CallDirection.Incoming, false, "rang, nobody was there"));
        await _host.DoAsync(again, new ReopenCase("down again"));

        (await _host.PagesOfAsync(raised)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Emergency);
        (await _host.PagesOfAsync(rung)).ShouldHaveSingleItem().Cause.ShouldBe(PageCause.Callback);
        (await _host.PagesOfAsync(again)).Select(p => p.EndedAt is null).ShouldBe([false, true]);
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
        _host.GoTo(14, 16, 30);
        var (onCall, engineer) = (await _host.OpenAsync(), await _host.OpenAsync());
        await _host.DoAsync(onCall, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"), OnCallHost.As(DemoPeople.Tanaka));
        await _host.DoAsync(engineer, new AssignCase(DemoPeople.Wagner.Id, "Anna Wagner"), OnCallHost.As(DemoPeople.Wagner));

        _host.GoTo(14, 17);
        await _host.RunAsync();

        (await _host.PagesOfAsync(onCall)).ShouldBeEmpty();
        (await _host.PagesOfAsync(engineer)).ShouldHaveSingleItem("who goes home leaves it unanswered");
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
        (await AlertsAsync()).ShouldBe([AlertKind.NobodyOnCall, AlertKind.PageUnanswered]);
        _host.Services.GetRequiredService<OpenAlerts>().Open.ShouldBe(2);
        await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Mori));
        (await AlertsAsync()).ShouldBe([AlertKind.NobodyOnCall], "a gap is settled by a supervisor's act, not by luck");
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
    public async Task PagerThatIsDown_IsTriedAgainUnderTheSameId_AndTheTimeLineSaysBoth()
    {
        _host.Wire.HookTrouble = "HTTP 503";
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        await _host.AfterAsync(4.0 / 60);
        _host.Wire.HookTrouble = null;
        await _host.AfterAsync(1.0 / 60);

        _host.Wire.Hooks.ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await _host.EventsAsync<PageTold>(opened))
            .Where(t => t.Channel == PageChannel.WebHook)
            .Select(t => (t.Outcome, t.Detail))
            .ShouldBe([(PageOutcome.Failed, "HTTP 503"), (PageOutcome.Delivered, null)]);
    }

    [Fact]
    public async Task KilledBetweenStoreAndSend_TheStepGoesOutAfterTheRestart_AndTheNextOnTime()
    {
        var opened = await _host.OpenAsync();
        await _host.KillAndRestartAsync();
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        await _host.RunAsync();
        (_host.Wire.Hooks.Count, _host.Wire.Mails.Count).ShouldBe((1, 1));

        // It dies again right after the pager has the next step, before it could note that.
        _host.Time.Advance(TimeSpan.FromMinutes(3));
        _host.Wire.DieAfter(1);
        await Should.ThrowAsync<KilledException>(_host.RunAsync());
        await _host.KillAndRestartAsync();
        await _host.RunAsync();

        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        page.Steps.Select(s => (s.Number, (s.At - page.OpenedAt).TotalMinutes)).ShouldBe([(1, 0), (2, 5)]);
        _host.Wire.Hooks.Select(h => h.Id).Distinct().ShouldBe([$"page_{page.Id:N}_1", $"page_{page.Id:N}_2"]);
        _host.Wire.Mails.Select(m => (m.To, m.MessageId)).Distinct().Count().ShouldBe(2, "sent again it is the same mail");
        _host.Services.GetRequiredService<OpenPages>().Open.ShouldHaveSingleItem("screens show it again");
    }

    [Fact]
    public async Task ScreenThatShowsIt_IsWrittenDownOnce()
    {
        var board = _host.Services.GetRequiredService<OpenPages>();
        using var screen = board.Enter(DemoPeople.Ueda.Id);
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        (await ScreensAsync(opened)).ShouldBeEmpty("the screen is there, and has not said that it shows it");

        var page = board.For(DemoPeople.Ueda.Id).ShouldHaveSingleItem();
        await _host.Services.GetRequiredService<PageScreens>().ShownAsync(page.Id, DemoPeople.Ueda.Id);
        await _host.Services.GetRequiredService<PageScreens>().ShownAsync(page.Id, DemoPeople.Ueda.Id);
        await _host.AfterAsync(2);

        (await ScreensAsync(opened)).ShouldBe([PageOutcome.Delivered]);
    }

    [Fact]
    public async Task PhoneThatSleeps_CountsAsNotThereAfterAMinute()
    {
        using var screen = _host.Services.GetRequiredService<OpenPages>().Enter(DemoPeople.Ueda.Id);
        var opened = await _host.OpenAsync();
        await _host.RunAsync();
        await _host.AfterAsync(1);

        (await ScreensAsync(opened)).ShouldBe([PageOutcome.Unavailable]);
    }

    private async Task<IEnumerable<PageOutcome>> ScreensAsync(Helpdesk.Domain.Cases.Case about) =>
        (await _host.EventsAsync<PageTold>(about)).Where(t => t.Channel == PageChannel.Screen).Select(t => t.Outcome);

    private Task<List<AlertKind>> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.Where(a => a.SettledAt == null).OrderBy(a => a.Kind).Select(a => a.Kind).ToListAsync());
}
