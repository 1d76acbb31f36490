using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.See;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Acknowledgement;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Helpdesk.Tests.Supervision;

/// <summary>
/// An assigned case that its owner does not touch within the settable working time returns to the queue and says so (spec U2).
/// </summary>
public sealed class AcknowledgeTests : IAsyncLifetime
{
    private readonly SupervisionHost _host = new();

    private Task RunAsync() => _host.Host.Services.GetRequiredService<AcknowledgeWatch>().RunAsync(CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _host.Host.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "1 h";
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Untouched_AfterTheWorkingTime_GoesBack_AndTellsOwnerAndSupervisor()
    {
        var given = (await _host.GiveAsync(DemoPeople.Sato, 1))[0];
        List<PersonalNotice> heard = [];
        using var sato = _host.Host.Services.GetRequiredService<PersonalNotices>().Listen(DemoPeople.Sato.Id, heard.Add);
        var open = _host.Host.Services.GetRequiredService<OpenAlerts>().Open;
        _host.Host.Time.Advance(TimeSpan.FromMinutes(59));
        await RunAsync();
        _host.Feed.Find(given.Number)!.OwnerId.ShouldBe(DemoPeople.Sato.Id);
        _host.Host.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync();
        await RunAsync();
        _host.Feed.Find(given.Number)!.OwnerId.ShouldBeNull();
        (await _host.Host.EventsOfAsync(given)).OfType<AssignmentLapsed>().ShouldHaveSingleItem().FromName.ShouldBe("Sato Mai");
        var alert = await _host.Host.ReadAsync(db => db.Alerts.SingleAsync(a => a.Kind == AlertKind.Unacknowledged));
        (alert.CaseNumber, alert.Subject).ShouldBe((given.Number, "Sato Mai"));
        _host.Host.Services.GetRequiredService<OpenAlerts>().Open.ShouldBe(open + 1);
        heard.ShouldBe([new PersonalNotice(NoticeKind.Lapsed, given.Number, "")]);
    }

    [Fact]
    public async Task Night_DoesNotCount_ForBusinessClocks_ButForPremiumEmergencies()
    {
        _host.Host.Time.Advance(TimeSpan.FromHours(6.5)); // 16:30
        var day = (await _host.GiveAsync(DemoPeople.Sato, 1))[0];
        var premium = await _host.Host.OpenAsync(r => r with { SerialNumber = "SP-1001-7337", Severity = Severity.Emergency });
        await _host.DoAsync(premium.Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        _host.Host.Time.Advance(TimeSpan.FromHours(1.5)); // 18:00
        await RunAsync();
        _host.Feed.Find(premium.Number)!.OwnerId.ShouldBeNull("its clock runs around the clock");
        _host.Feed.Find(day.Number)!.OwnerId.ShouldNotBeNull("half an hour of business time has passed");
        _host.Host.Time.Advance(TimeSpan.FromHours(15.5)); // 09:30
        await RunAsync();
        _host.Feed.Find(day.Number)!.OwnerId.ShouldBeNull();
    }

    [Fact]
    public async Task SeenByTheOwner_Taken_OrOff_Stays()
    {
        var given = await _host.GiveAsync(DemoPeople.Sato, 3);
        await SeeAsync(given[0].Number, DemoPeople.Ito);
        await SeeAsync(given[1].Number, DemoPeople.Sato);
        await _host.DoAsync(given[2].Number, new TakeCase(OwnerSeen.Of(DemoPeople.Sato.Id)), SupervisionHost.As(DemoPeople.Ito));
        var versions = given.Select(c => _host.Feed.Find(c.Number)!.Version).ToList();
        _host.Host.Time.Advance(TimeSpan.FromHours(3));
        _host.Host.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "";
        await RunAsync();
        given.Select(c => _host.Feed.Find(c.Number)!.Version).ShouldBe(versions, "switched off, nothing moves");
        _host.Host.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "1 h";
        await RunAsync();
        given
            .Select(c => _host.Feed.Find(c.Number)!.OwnerName)
            .ShouldBe([null, "Sato Mai", "Ito Yuki"], "another's look is not the owner's");
    }

    /// <summary>What the trigger is armed to is read off the cases, so a killed server arms it again when it starts.</summary>
    [Fact]
    public async Task Next_IsTheInstantTheFirstFallsBack_NothingOnceTouched()
    {
        var watch = _host.Host.Services.GetRequiredService<AcknowledgeWatch>();
        var given = await _host.GiveAsync(DemoPeople.Sato, 1);
        var due = _host.Host.Now + NodaTime.Duration.FromHours(1);
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due);
        _host.Host.Time.Advance(TimeSpan.FromMinutes(30));
        await _host.DoAsync((await _host.Host.OpenAsync()).Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due, "first due first");
        await SeeAsync(given[0].Number, DemoPeople.Sato);
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due + NodaTime.Duration.FromMinutes(30));
        _host.Host.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "";
        (await watch.NextAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("10 s")]
    [InlineData("soon")]
    [InlineData("-1 h")]
    public void Setting_ThatIsNoLength_StopsTheStart(string within) =>
        new AssignmentOptionsCheck()
            .Validate(null, new() { AcknowledgeWithin = within })
            .FailureMessage!.ShouldContain("Assignment:AcknowledgeWithin");

    private async Task SeeAsync(string number, DemoPerson person)
    {
        var shown = await _host.Host.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));
        await _host.WithAsync<SeeCase, bool>(async s =>
        {
            await s.SeenAsync(shown, SupervisionHost.As(person));
            return true;
        });
    }
}
