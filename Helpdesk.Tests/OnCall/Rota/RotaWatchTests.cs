using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out.Staff;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Supervision.CalendarImport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Helpdesk.Tests.OnCall.Rota.RotaHost;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>
/// A gap is alarmed in advance, told of once by mail, settles itself when it is closed and rings again when it comes back (spec U3, P14).
/// </summary>
public sealed class RotaWatchTests : IAsyncLifetime
{
    private readonly RotaHost _rota = new();

    public ValueTask InitializeAsync() => _rota.InitializeAsync();

    public ValueTask DisposeAsync() => _rota.DisposeAsync();

    [Fact]
    public async Task Gap_RingsOnce_WithAMailToSupervisorsAndThoseOnCall_EachInTheirLanguage()
    {
        await GiveAddressesAsync();
        await _rota.Watch.RunAsync(CancellationToken.None);
        _rota.Host.Time.Advance(TimeSpan.FromHours(3));
        await _rota.Watch.RunAsync(CancellationToken.None);

        var alert = (await _rota.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.From, alert.Until, alert.CaseNumber).ShouldBe(("Primary", Sunday.From, Sunday.Until, ""));
        _rota.Host.Services.GetRequiredService<OpenAlerts>().Open.ShouldBe(1);
        var mails = await _rota.MailsAsync();
        mails.Select(m => m.ToName).ShouldBe([DemoPeople.Mori.DisplayName, DemoPeople.Ueda.DisplayName], ignoreOrder: true);
        var mori = mails.Single(m => m.PersonId == DemoPeople.Mori.Id);
        mori.Subject.ShouldBe("当番が空いています：一次当番 6/13(日) 18:00–20:00");
        mori.Text.ShouldContain("https://support.helpdesk.example/on-call/rota?from=2027-06-13");
        mails.Single(m => m.PersonId == DemoPeople.Ueda.Id).Text.ShouldContain("Sun 13 Jun 18:00–20:00");
    }

    [Fact]
    public async Task Gap_Filled_SettlesAtOnce_TakenBack_RingsAgain_WithoutASecondMail_SettledByAPersonStays()
    {
        await GiveAddressesAsync();
        await _rota.Watch.RunAsync(CancellationToken.None);
        var filled = (await _rota.SaveAsync(Give(DemoPeople.Kato, Sunday), Kato)).Value;
        (await _rota.AlertsAsync()).Single().SettledItself.ShouldBeTrue("without waiting for the next round");
        await _rota.DoAsync<OverrideHandlers, Result<RestoreOverride>>(h => h.HandleAsync(new CancelOverride(filled.Id), Kato));
        (await _rota.AlertsAsync()).Single().SettledAt.ShouldBeNull();
        (await _rota.MailsAsync()).Count.ShouldBe(2);

        var board = _rota.Host.Services.GetRequiredService<OpenAlerts>();
        board.Open.ShouldBe(1);
        await _rota.DoAsync<AlertHandlers, Result>(async h =>
        {
            await h.SettleAsync((await _rota.AlertsAsync()).Single().Id, "Known; Mori answers.", Mori);
            return Result.Ok;
        });
        await _rota.Watch.RunAsync(CancellationToken.None);
        (await _rota.AlertsAsync()).Single().Settlement.ShouldBe("Known; Mori answers.");
        board.Open.ShouldBe(0);
    }

    [Fact]
    public async Task Gap_PartlyFilled_IsAnotherGap_AndOneThatPassesSettles()
    {
        await _rota.Watch.RunAsync(CancellationToken.None);
        await _rota.SaveAsync(Give(DemoPeople.Kato, new(Sunday.From, Jst(13, 19))), Mori);
        var alerts = await _rota.AlertsAsync();
        alerts.Select(a => (a.From, a.SettledAt is null)).ShouldBe([(Sunday.From, false), (Jst(13, 19), true)]);
        _rota.Host.Time.Advance(TimeSpan.FromDays(5));
        await _rota.Watch.RunAsync(CancellationToken.None);
        (await _rota.AlertsAsync()).ShouldAllBe(a => a.SettledAt != null);
    }

    [Fact]
    public async Task Absence_OfManyNights_IsOneGap_ThatKeepsItsKeyWhileTimeGoesBy()
    {
        await _rota.SaveAsync(Give(DemoPeople.Kato, Sunday), Mori);
        await _rota.AwayAsync(DemoPeople.Ueda, new(Jst(10, 0), Jst(12, 12)));
        await _rota.Watch.RunAsync(CancellationToken.None);
        var gap = (await _rota.AlertsAsync()).Single(a => a.SettledAt is null);
        (gap.From, gap.Until).ShouldBe((Jst(10, 0), Jst(12, 12)), "Thursday night, Friday night and Saturday morning are one gap");
        for (var hour = 0; hour < 70; hour += 5)
        {
            _rota.Host.Time.Advance(TimeSpan.FromHours(5));
            await _rota.Watch.RunAsync(CancellationToken.None);
        }

        (await _rota.AlertsAsync()).Count(a => a.From == gap.From).ShouldBe(1);
    }

    [Fact]
    public async Task NoRota_RingsOnceForPrimary_NotForEachNight_NorForLayersNobodyPlanned()
    {
        await using (
            var db = await _rota
                .Host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken)
        )
            await db.Rotations().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await _rota.Board.ReloadAsync(CancellationToken.None);
        await _rota.Watch.RunAsync(CancellationToken.None);
        _rota.Host.Time.Advance(TimeSpan.FromDays(3));
        await _rota.Watch.RunAsync(CancellationToken.None);
        var alert = (await _rota.AlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.From, alert.Until, alert.SettledAt).ShouldBe(("Primary", null, null, null));
    }

    [Fact]
    public async Task HandOver_TellsTheScreens()
    {
        await _rota.Watch.RunAsync(CancellationToken.None);
        var told = 0;
        using var heard = _rota.Board.Subscribe(() => told++);
        await _rota.Watch.RunAsync(CancellationToken.None);
        told.ShouldBe(0);
        _rota.Host.Time.Advance(Sunday.From.ToDateTimeUtc() - _rota.Host.Time.GetUtcNow().UtcDateTime);
        await _rota.Watch.RunAsync(CancellationToken.None);
        told.ShouldBe(1);
    }

    [Fact]
    public async Task Calendar_WhoseHolidaysRunOut_RingsOnce_90DaysBefore()
    {
        var watch = _rota.Host.Services.GetRequiredService<CalendarWatch>();
        await watch.RunAsync(CancellationToken.None);
        (await CalendarAlertsAsync()).ShouldBeEmpty("the list reaches to 2030");
        var last = _rota
            .Host.Services.GetRequiredService<SupportProgramme>()
            .Calendar(SupportProgramme.BusinessCalendarId)
            .HolidaysKnownUntil!.Value;
        _rota.Host.Time.SetUtcNow(last.PlusDays(-89).AtMidnight().InUtc().ToDateTimeOffset());
        await watch.RunAsync(CancellationToken.None);
        await watch.RunAsync(CancellationToken.None);
        var alert = (await CalendarAlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.SettledAt).ShouldBe(("business", null));
    }

    private Task<List<SupervisorAlert>> CalendarAlertsAsync() =>
        _rota.Host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.CalendarGap).ToListAsync());

    private async Task GiveAddressesAsync()
    {
        await using var db = await _rota
            .Host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        foreach (var person in await db.Users.ToListAsync(TestContext.Current.CancellationToken))
            (person.Email, person.Language) = ($"{person.UserName}@helpdesk.example", person.Id == DemoPeople.Mori.Id ? "ja" : "en");
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
