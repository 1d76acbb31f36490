using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.OnCall.Rota;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Helpdesk.Tests.OnCall.Rota.RotaHost;

namespace Helpdesk.Tests.Supervision.CalendarImport;

/// <summary>A calendar file is shown before it is entered, entered as a whole, and taken back as a whole (spec U2, P14).</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private const string Leave = """
        BEGIN:VEVENT
        UID:1
        DTSTART;VALUE=DATE:20270621
        DTEND;VALUE=DATE:20270626
        SUMMARY:Summer leave
        END:VEVENT
        BEGIN:VEVENT
        UID:2
        DTSTART;TZID=Tokyo Standard Time:20270701T130000
        DTEND;TZID=Tokyo Standard Time:20270701T170000
        SUMMARY:Dentist
        END:VEVENT
        """;

    private static readonly DateTimeZone Tokyo = DateTimeZoneProviders.Tzdb["Asia/Tokyo"];
    private static readonly ClaimsPrincipal Admin = As(DemoPeople.Admin);

    private readonly RotaHost _rota = new();

    public ValueTask InitializeAsync() => _rota.InitializeAsync();

    public ValueTask DisposeAsync() => _rota.DisposeAsync();

    [Fact]
    public async Task Absences_AreShown_Entered_KnownTheSecondTime_AndTakenBackTogether()
    {
        var planned = (await PreviewAsync(Leave, DemoPeople.Kato, Kato)).Value;
        planned.Select(p => (p.Name, p.State)).ShouldBe([("Summer leave", PlannedState.New), ("Dentist", PlannedState.New)]);
        planned[0].Time.ShouldBe(new(Jst(21, 0), Jst(26, 0)));
        planned[1]
            .Time.From.ShouldBe(
                new LocalDateTime(2027, 7, 1, 13, 0).InZoneStrictly(Tokyo).ToInstant(),
                "Windows' name for the zone is understood"
            );

        var done = await _rota.DoAsync<AbsenceImportHandler, Result<List<Guid>>>(h =>
            h.HandleAsync(new ImportAbsences(DemoPeople.Kato.Id, DemoPeople.Sato.Id, [.. planned.Select(p => p.Time)]), Kato)
        );
        done.Value.Count.ShouldBe(2);
        _rota
            .Host.Services.GetRequiredService<AbsenceCache>()
            .Current.Present(DemoPeople.Kato.Id, Jst(22, 12))
            .ShouldBe(DemoPeople.Sato.Id);
        (await PreviewAsync(Leave, DemoPeople.Kato, Kato)).Value.ShouldAllBe(p => p.State == PlannedState.Known);

        (
            await _rota.DoAsync<AbsenceImportHandler, Result>(h =>
                h.HandleAsync(new TakeBackAbsences(DemoPeople.Kato.Id, done.Value), Kato)
            )
        ).IsOk.ShouldBeTrue();
        _rota.Host.Services.GetRequiredService<AbsenceCache>().Current.IsAway(DemoPeople.Kato.Id, Jst(22, 12)).ShouldBeFalse();
        (
            await _rota.Host.ReadAsync(db =>
                db.AdminLog().Where(e => e.Action.StartsWith("absence.")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()
            )
        ).ShouldBe([AdminActs.AbsenceEntered, AdminActs.AbsenceEntered, AdminActs.AbsenceCancelled, AdminActs.AbsenceCancelled]);
    }

    [Fact]
    public async Task Absences_OfOthers_AreForSupervisors_AndAnOverlapEntersNothing()
    {
        (await PreviewAsync(Leave, DemoPeople.Sato, Kato)).Errors.Single().Code.ShouldBe("auth.forbidden");
        (await PreviewAsync(Leave, DemoPeople.Sato, Mori)).IsOk.ShouldBeTrue();
        TimeRange good = new(Jst(21, 0), Jst(22, 0)),
            bad = new(Jst(21, 12), Jst(23, 0));
        var refused = await _rota.DoAsync<AbsenceImportHandler, Result<List<Guid>>>(h =>
            h.HandleAsync(new ImportAbsences(DemoPeople.Kato.Id, null, [good, bad]), Kato)
        );
        refused.Errors.Single().Code.ShouldBe("absence.overlaps");
        (
            await _rota.DoAsync<AbsenceImportHandler, Result<List<Guid>>>(h =>
                h.HandleAsync(new ImportAbsences(DemoPeople.Kato.Id, DemoPeople.Kato.Id, []), Kato)
            )
        )
            .Errors.Select(e => e.Code)
            .ShouldContain("import.nothing-picked");
        (
            await _rota.Host.ReadAsync(db => db.Absences().CountAsync(a => a.PersonId == DemoPeople.Kato.Id && a.From >= Jst(21, 0)))
        ).ShouldBe(0);
    }

    [Fact]
    public async Task Holiday_MovesWhatFallsDue_SurvivesARestart_AndMovesBack()
    {
        // Tomorrow, a Thursday, becomes a holiday: what was due then is due on Friday.
        const string day = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20270610\nSUMMARY:Founders' day\nEND:VEVENT";
        var programme = _rota.Host.Services.GetRequiredService<SupportProgramme>();
        var before = await DueAsync();
        var preview = (
            await _rota.DoAsync<HolidayImportHandler, Result<HolidayPreview>>(h => h.PreviewAsync(File(day), "business", Admin))
        ).Value;
        preview.Days.Single().ShouldBe(new("Founders' day", new(2027, 6, 10), PlannedState.New, false));
        preview.DueTimesMoved.ShouldBeGreaterThan(0);

        var import = new ImportHolidays("business", [new(new(2027, 6, 10), "Founders' day")]);
        (await _rota.DoAsync<HolidayImportHandler, Result<Guid>>(h => h.HandleAsync(import, Mori)))
            .Errors.Single()
            .Code.ShouldBe("auth.forbidden");
        var id = (await _rota.DoAsync<HolidayImportHandler, Result<Guid>>(h => h.HandleAsync(import, Admin))).Value;
        programme.Calendar("business").IsOpen(Jst(10, 10)).ShouldBeFalse();
        var after = await DueAsync();
        after.Count(d => before[d.Key] != d.Value).ShouldBeGreaterThanOrEqualTo(preview.DueTimesMoved);
        (await _rota.Host.Services.GetRequiredService<ClockSelfCheck>().RunAsync(CancellationToken.None)).ShouldBeEmpty(
            "the nightly check agrees with what is stored"
        );
        (await _rota.DoAsync<HolidayImportHandler, Result<Guid>>(h => h.HandleAsync(import, Admin)))
            .Errors.Single()
            .Code.ShouldBe("holiday.days");

        // A console that starts anew on the same database knows it too.
        programme.Adopt(CalendarVersions.Of(SampleProgramme.Programme.Calendars));
        await _rota.Host.Services.GetRequiredService<CalendarBook>().StartAsync(CancellationToken.None);
        programme.Calendar("business").IsOpen(Jst(10, 10)).ShouldBeFalse();

        (await _rota.DoAsync<HolidayImportHandler, Result>(h => h.HandleAsync(new TakeBackHolidays(id, false), Admin))).IsOk.ShouldBeTrue();
        (await DueAsync()).ShouldBe(before, ignoreOrder: true);
        (await _rota.DoAsync<HolidayImportHandler, Result>(h => h.HandleAsync(new TakeBackHolidays(id, true), Admin))).IsOk.ShouldBeTrue();
        programme.Calendar("business").IsOpen(Jst(10, 10)).ShouldBeFalse();
        (await _rota.DoAsync<HolidayImportHandler, Result<IReadOnlyList<HolidayImport>>>(h => h.ListAsync(Admin)))
            .Value.Single()
            .TakenBack.ShouldBeFalse();
    }

    [Fact]
    public async Task ComingYears_SettleTheAlarmThatTheListRunsOut()
    {
        var programme = _rota.Host.Services.GetRequiredService<SupportProgramme>();
        var last = programme.Calendar("business").HolidaysKnownUntil!.Value;
        _rota.Host.Time.SetUtcNow(last.PlusDays(-30).AtMidnight().InUtc().ToDateTimeOffset());
        await _rota.Host.Services.GetRequiredService<CalendarWatch>().RunAsync(CancellationToken.None);
        (await _rota.Host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.CalendarGap && a.SettledAt == null))).ShouldBe(1);
        await _rota.DoAsync<HolidayImportHandler, Result<Guid>>(h =>
            h.HandleAsync(new ImportHolidays("business", [new(last.PlusYears(1), "New Year")]), Admin)
        );
        (await _rota.Host.ReadAsync(db => db.Alerts.CountAsync(a => a.Kind == AlertKind.CalendarGap && a.SettledAt == null))).ShouldBe(0);
    }

    private static string File(string events) => "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + events + "\nEND:VCALENDAR\n";

    private Task<Result<IReadOnlyList<PlannedAbsence>>> PreviewAsync(string events, DemoPerson person, ClaimsPrincipal who) =>
        _rota.DoAsync<AbsenceImportHandler, Result<IReadOnlyList<PlannedAbsence>>>(h =>
            h.PreviewAsync(File(events), person.Id, Tokyo, who)
        );

    private Task<Dictionary<long, Instant?>> DueAsync() =>
        _rota.Host.ReadAsync(db => db.Clocks.AsNoTracking().Where(c => c.EndedAs == null).ToDictionaryAsync(c => c.Id, c => c.DueAt));
}
