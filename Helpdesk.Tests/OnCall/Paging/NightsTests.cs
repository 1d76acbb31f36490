using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.People;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.ChangeSeverity;
using Helpdesk.Web.Cases.Acts.Escalate;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Acts.RequestInformation;
using Helpdesk.Web.Cases.Acts.Wait;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.People.Administration;
using Helpdesk.Web.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.Paging;

/// <summary>
/// Nobody is left alone at night: somebody on call is asked until a person has the case and acts (spec U3, P1, P13, H3). Each begins on
/// Saturday, 02:13 in Tokyo; Ueda is primary, Ito secondary, Mori supervises.
/// </summary>
public sealed class NightsTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task GivenBackToTheQueue_TheNextIsAskedAtOnce()
    {
        var opened = await TakenByUedaAsync();
        await _host.AfterAsync(2);
        await _host.DoAsync(opened, new UnassignCase(), Ueda);

        var again = (await _host.PagesOfAsync(opened))[1];
        (again.OpenedAt, again.Cause).ShouldBe((_host.Now, PageCause.Emergency));
        Asked(again).ShouldBe(["Ito Yuki"], "Ueda was asked already: it goes on where it stood");
    }

    [Fact]
    public async Task AcknowledgedAndNothingDone_TheNextAreAskedAfterFifteenMinutes_ThroughARestart()
    {
        var opened = await TakenByUedaAsync();
        (await NextAsync()).ShouldBe(_host.Now + Duration.FromMinutes(15), "the job is armed to the very minute");
        await _host.AfterAsync(14);
        await _host.KillAndRestartAsync();
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(1);
        await _host.AfterAsync(1);

        var again = (await _host.PagesOfAsync(opened))[1];
        (again.OpenedAt, Asked(again)[0]).ShouldBe((_host.Now, "Ito Yuki"));
        (await _host.EventsAsync<PageHoldOver>(opened))
            .ShouldHaveSingleItem()
            .ShouldBe(new("Ueda Ryo", _host.Now - Duration.FromMinutes(15)));

        await _host.AfterAsync(1);
        await _host.DoAsync(opened, new AddNote("was on the phone with the site"), Ueda);
        (await _host.PagesOfAsync(opened))[1].End.ShouldBe(PageEnd.InHand);
        (await _host.EventsAsync<PageOver>(opened)).ShouldHaveSingleItem().How.ShouldBe(PageEnd.InHand);
    }

    [Fact]
    public async Task EachActRenewsTheHold_AtRiskTheNextAreAskedAtLatest()
    {
        var opened = await TakenByUedaAsync();
        foreach (var _ in (int[])[1, 2, 3])
        {
            await _host.AfterAsync(12);
            await _host.DoAsync(opened, new AddNote("still restoring"), Ueda);
        }

        await _host.AfterAsync(5);
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(1);
        await _host.AfterAsync(1);
        (await _host.PagesOfAsync(opened))[1].OpenedAt.ShouldBe(opened.OpenedAt + Duration.FromMinutes(42));
    }

    [Fact]
    public async Task AssignedToSomebodyNotOnCall_TheyAreAskedByName_ThenItGoesTheUsualWay()
    {
        var opened = await TakenByUedaAsync();
        await _host.AfterAsync(2);
        await _host.DoAsync(opened, new AssignCase(DemoPeople.Kato.Id, "Kato Kenta"), Ueda);
        await _host.AfterAsync(5);

        var page = (await _host.PagesOfAsync(opened))[1];
        page.Steps.Select(s => (s.Stage, s.Asks[0].Person))
            .ShouldBe([(PageStage.Named, "Kato Kenta"), (PageStage.Primary, "Ueda Ryo")], "Ueda has not got rid of it");
        (await _host.AcknowledgeAsync(page.Id, OnCallHost.As(DemoPeople.Kato))).IsOk.ShouldBeTrue();
        await _host.AfterAsync(14);
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(2, "Kato said yes");
    }

    [Fact]
    public async Task AssignedWhileThePageRuns_AsksThemByNameToo()
    {
        var opened = await _host.OpenAsync();
        await _host.AfterAsync(2);
        await _host.DoAsync(opened, new AssignCase(DemoPeople.Kato.Id, "Kato Kenta"), OnCallHost.As(DemoPeople.Mori));

        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().Steps.Select(s => s.Stage).ShouldBe([PageStage.Primary, PageStage.Named]);
    }

    [Fact]
    public async Task AnsweredOnFriday_QuietWhileTheCustomerHasTheBall_TheirWordOnSundayPagesAnew()
    {
        var opened = await TakenByUedaAsync();
        await _host.DoAsync(opened, new AskForMore([RequestedItem.Logs], "The log, please."), Ueda);
        _host.GoTo(13, 2, 58);
        await _host.RunAsync();
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(1);

        await _host.DoAsync(opened, new RecordCustomerMessage("Here it is. Still down."));

        var again = (await _host.PagesOfAsync(opened))[1];
        (again.OpenedAt, Asked(again).ShouldHaveSingleItem()).ShouldBe((_host.Now, "Ueda Ryo"), "a new need begins with the primary");
        await _host.AcknowledgeAsync(again.Id, Ueda);
        await _host.DoAsync(opened, new AskForMore([RequestedItem.Steps], "What did you do before?"), Ueda);
        await _host.AfterAsync(120);
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(2, "nobody is asked twice for what was answered");
    }

    [Fact]
    public async Task HighOfTheAfternoon_RaisedAtNightAfterItsAnswer_Pages()
    {
        _host.GoTo(14, 15);
        var opened = await _host.OpenAsync(Severity.High);
        await _host.DoAsync(opened, new AssignCase(DemoPeople.Kato.Id, "Kato Kenta"), OnCallHost.As(DemoPeople.Kato));
        await _host.DoAsync(opened, new ReplyToCustomer("We look into it."), OnCallHost.As(DemoPeople.Kato));
        _host.GoTo(15, 3, 13);
        await _host.RunAsync();
        (await _host.PagesOfAsync(opened)).ShouldBeEmpty();

        await _host.DoAsync(opened, new DecideSeverity(Severity.Emergency, "production is down"), OnCallHost.As(DemoPeople.Mori));

        (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem().OpenedAt.ShouldBe(_host.Now);
    }

    [Fact]
    public async Task EscalationAskedFor_AlertsAtAnyHour_AndPagesAtNight_UntilItIsAnswered()
    {
        _host.GoTo(14, 15);
        var opened = await _host.OpenAsync(Severity.Medium);
        await _host.DoAsync(opened, new RequestEscalation("The payroll run stands still.", true, false));
        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.EscalationRequested]);
        (await _host.PagesOfAsync(opened)).ShouldBeEmpty("by day everybody sees it");

        _host.GoTo(14, 17);
        await _host.RunAsync();
        var page = (await _host.PagesOfAsync(opened)).ShouldHaveSingleItem();
        page.Cause.ShouldBeOneOf(PageCause.Escalation, PageCause.Callback);
        await _host.AcknowledgeAsync(page.Id, OnCallHost.As(DemoPeople.Tanaka));
        await _host.DoAsync(opened, new DeclineEscalation("The workaround holds until tomorrow."), OnCallHost.As(DemoPeople.Tanaka));

        await _host.AfterAsync(60);
        (await _host.PagesOfAsync(opened)).Count.ShouldBe(1);
        (await _host.OpenAlertsAsync()).ShouldBe([AlertKind.EscalationDeclined], "the one that was asked for settled itself");
    }

    [Fact]
    public async Task SwitchedOff_OrWithoutTheRole_IsAskedNoMore_AndWhatTheyHadGoesToTheNext()
    {
        var opened = await TakenByUedaAsync();
        await _host.AfterAsync(1);
        await ChangeRolesAsync(DemoPeople.Ueda, Roles.Engineer);
        await _host.RunAsync();

        var again = (await _host.PagesOfAsync(opened))[1];
        again.OpenedAt.ShouldBe(_host.Now);
        Asked(again).ShouldBe(["Ito Yuki"], "the primary was asked before: it goes on");
        (await _host.AcknowledgeAsync(again.Id, Ueda)).Errors[0].Code.ShouldBe("page.not-asked");
        Asked((await _host.PagesOfAsync(await _host.OpenAsync()))[0])
            .ShouldBe(["Ito Yuki", "Mori Hana"], "a gap goes to the supervisor too");

        await SwitchOffAsync(DemoPeople.Ito);
        Asked((await _host.PagesOfAsync(await _host.OpenAsync()))[0]).ShouldBe(["Mori Hana"]);
        await ChangeRolesAsync(DemoPeople.Ueda, Roles.Engineer, Roles.OnCall);
        Asked((await _host.PagesOfAsync(await _host.OpenAsync()))[0]).ShouldBe(["Ueda Ryo"], "given back, it counts again");
    }

    private static System.Security.Claims.ClaimsPrincipal Ueda => OnCallHost.As(DemoPeople.Ueda);

    private static string[] Asked(Page page) => [.. page.Steps[0].Asks.Select(a => a.Person)];

    private async Task<Case> TakenByUedaAsync()
    {
        var opened = await _host.OpenAsync();
        (await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, Ueda)).IsOk.ShouldBeTrue();
        return opened;
    }

    private Task<Instant?> NextAsync() => _host.Services.GetRequiredService<PageWorker>().NextAsync(TestContext.Current.CancellationToken);

    private async Task ChangeRolesAsync(DemoPerson person, params string[] roles)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<ChangeRolesHandler>()
            .HandleAsync(new(person.Id, roles), Who.Admin, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue();
    }

    private async Task SwitchOffAsync(DemoPerson person)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<SwitchPersonHandler>()
            .HandleAsync(new(person.Id, false), Who.Admin, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue();
    }
}
