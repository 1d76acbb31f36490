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

/// <summary>An assigned case that its owner does not touch within the settable working time returns to the queue and says so (spec U2).</summary>
public sealed class AcknowledgeTests : IAsyncLifetime
{
    private readonly SuperviseHouse _house = new();

    private Task RunAsync() => _house.House.Services.GetRequiredService<AcknowledgeWatch>().RunAsync(CancellationToken.None);

    public async ValueTask InitializeAsync()
    {
        await _house.InitializeAsync();
        _house.House.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "1 h";
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task Untouched_AfterTheWorkingTime_GoesBack_AndTellsOwnerAndSupervisor()
    {
        var given = (await _house.GiveAsync(DemoPeople.Sato, 1))[0];
        List<PersonalNotice> heard = [];
        using var sato = _house.House.Services.GetRequiredService<PersonalNotices>().Listen(DemoPeople.Sato.Id, heard.Add);
        var open = _house.House.Services.GetRequiredService<AlertBoard>().Open;
        _house.House.Time.Advance(TimeSpan.FromMinutes(59));
        await RunAsync();
        _house.Feed.Find(given.Number)!.OwnerId.ShouldBe(DemoPeople.Sato.Id);
        _house.House.Time.Advance(TimeSpan.FromMinutes(1));
        await RunAsync();
        await RunAsync();
        _house.Feed.Find(given.Number)!.OwnerId.ShouldBeNull();
        (await _house.House.EventsOfAsync(given)).OfType<AssignmentLapsed>().ShouldHaveSingleItem().FromName.ShouldBe("Sato Mai");
        var alert = await _house.House.ReadAsync(db => db.Alerts.SingleAsync(a => a.Kind == AlertKind.Unacknowledged));
        (alert.CaseNumber, alert.Subject).ShouldBe((given.Number, "Sato Mai"));
        _house.House.Services.GetRequiredService<AlertBoard>().Open.ShouldBe(open + 1);
        heard.ShouldBe([new PersonalNotice(NoticeKind.Lapsed, given.Number, "")]);
    }

    [Fact]
    public async Task Night_DoesNotCount_ForBusinessClocks_ButForPremiumEmergencies()
    {
        _house.House.Time.Advance(TimeSpan.FromHours(6.5)); // 16:30
        var day = (await _house.GiveAsync(DemoPeople.Sato, 1))[0];
        var premium = await _house.House.OpenAsync(r => r with { SerialNumber = "SP-1001-7337", Severity = Severity.Emergency });
        await _house.DoAsync(premium.Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        _house.House.Time.Advance(TimeSpan.FromHours(1.5)); // 18:00
        await RunAsync();
        _house.Feed.Find(premium.Number)!.OwnerId.ShouldBeNull("its clock runs around the clock");
        _house.Feed.Find(day.Number)!.OwnerId.ShouldNotBeNull("half an hour of business time has passed");
        _house.House.Time.Advance(TimeSpan.FromHours(15.5)); // 09:30
        await RunAsync();
        _house.Feed.Find(day.Number)!.OwnerId.ShouldBeNull();
    }

    [Fact]
    public async Task SeenByTheOwner_Taken_OrOff_Stays()
    {
        var given = await _house.GiveAsync(DemoPeople.Sato, 3);
        await SeeAsync(given[0].Number, DemoPeople.Ito);
        await SeeAsync(given[1].Number, DemoPeople.Sato);
        await _house.DoAsync(given[2].Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName), SuperviseHouse.As(DemoPeople.Ito));
        var versions = given.Select(c => _house.Feed.Find(c.Number)!.Version).ToList();
        _house.House.Time.Advance(TimeSpan.FromHours(3));
        _house.House.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "";
        await RunAsync();
        given.Select(c => _house.Feed.Find(c.Number)!.Version).ShouldBe(versions, "switched off, nothing moves");
        _house.House.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "1 h";
        await RunAsync();
        given.Select(c => _house.Feed.Find(c.Number)!.OwnerName).ShouldBe([null, "Sato Mai", "Ito Yuki"], "another's look is not the owner's");
    }

    /// <summary>What the trigger is armed to is read off the cases, so a killed server arms it again when it starts.</summary>
    [Fact]
    public async Task Next_IsTheInstantTheFirstFallsBack_NothingOnceTouched()
    {
        var watch = _house.House.Services.GetRequiredService<AcknowledgeWatch>();
        var given = await _house.GiveAsync(DemoPeople.Sato, 1);
        var due = _house.House.Now + NodaTime.Duration.FromHours(1);
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due);
        _house.House.Time.Advance(TimeSpan.FromMinutes(30));
        await _house.DoAsync((await _house.House.OpenAsync()).Number, new AssignCase(DemoPeople.Ito.Id, DemoPeople.Ito.DisplayName));
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due, "first due first");
        await SeeAsync(given[0].Number, DemoPeople.Sato);
        (await watch.NextAsync(CancellationToken.None)).ShouldBe(due + NodaTime.Duration.FromMinutes(30));
        _house.House.Services.GetRequiredService<IOptions<AssignmentOptions>>().Value.AcknowledgeWithin = "";
        (await watch.NextAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [InlineData("10 s")]
    [InlineData("soon")]
    [InlineData("-1 h")]
    public void Setting_ThatIsNoLength_StopsTheStart(string within) =>
        new AssignmentOptionsCheck().Validate(null, new() { AcknowledgeWithin = within }).FailureMessage!.ShouldContain("Assignment:AcknowledgeWithin");

    private async Task SeeAsync(string number, DemoPerson person)
    {
        var shown = await _house.House.ReadAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));
        await _house.WithAsync<SeeCase, bool>(async s =>
        {
            await s.SeenAsync(shown, SuperviseHouse.As(person));
            return true;
        });
    }
}
