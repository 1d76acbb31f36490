using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Identity;
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
        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.PageUnanswered]);

        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Mori))).IsOk.ShouldBeTrue();
        (await _host.OpenAlertsAsync()).ShouldBeEmpty("it settles itself with its cause");
    }

    [Fact]
    public async Task OnePress_AcknowledgesAndTakes_AndStopsEverything()
    {
        var opened = await _host.OpenAsync();
        var page = (await _host.PagesOfAsync(opened))[0].Id;

        var taken = await _host.AcknowledgeAsync(page, OnCallHost.As(DemoPeople.Ueda));

        taken.Value.OwnerId.ShouldBe(DemoPeople.Ueda.Id);
        await _host.AfterAsync(14);
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
        (await _host.PagesOfAsync(reached)).Single().End.ShouldBeNull("an Emergency of ours that nobody has");
        await _host.DoAsync(reached, new WaitForCustomer("they look at the disk"));
        await _host.DoAsync(lowered, new DecideSeverity(Severity.High, "runs again"));
        await _host.DoAsync(closed, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));

        await _host.AfterAsync(30);

        (
            await Task.WhenAll(
                ((Helpdesk.Domain.Cases.Case[])[reached, lowered, closed]).Select(async c => (await _host.PagesOfAsync(c)).Single().End)
            )
        ).ShouldBe([PageEnd.WithOthers, PageEnd.Lowered, PageEnd.Closed]);
        (await _host.EventsAsync<PageOver>(reached)).ShouldHaveSingleItem();
        _host.Wire.Mails.ShouldBeEmpty();
    }
}
