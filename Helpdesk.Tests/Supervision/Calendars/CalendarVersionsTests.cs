using System.Security.Claims;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.OnCall.Rota;
using Helpdesk.Tests.ServiceLevels;
using Helpdesk.Web.Cases.Data;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Localization;
using Helpdesk.Web.ServiceLevels.Calendars;
using Helpdesk.Web.Supervision.CalendarImport;
using Helpdesk.Web.Supervision.Calendars;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Helpdesk.Tests.OnCall.Rota.RotaHost;

namespace Helpdesk.Tests.Supervision.Calendars;

/// <summary>What is open keeps its due time until a person moves it, and nothing contradicts itself (spec P14).</summary>
public sealed class CalendarVersionsTests : IAsyncLifetime
{
    private const string Id = SupportProgramme.BusinessCalendarId;

    private static readonly ClaimsPrincipal Admin = As(DemoPeople.Admin);

    private readonly RotaHost _rota = new();

    private SupportProgramme InForce => _rota.Host.Services.GetRequiredService<SupportProgramme>();

    private CalendarBook Book => _rota.Host.Services.GetRequiredService<CalendarBook>();

    private CalendarTurn Turn => _rota.Host.Services.GetRequiredService<CalendarTurn>();

    public ValueTask InitializeAsync() => _rota.InitializeAsync();

    public ValueTask DisposeAsync() => _rota.DisposeAsync();

    [Fact]
    public async Task Saving_ShowsWhatMoves_DoesJustThat_SurvivesARestart_AndIsUndoneByACopy()
    {
        var first = CalendarText.Of(InForce.Calendar(Id).Definition);
        var before = await DueAsync();
        (await SaveAsync(Command(Longer(first)), As(DemoPeople.Mori))).Errors.Single().Code.ShouldBe("auth.forbidden");
        (await SaveAsync(Command(Longer(first)) with { MovesRunning = null, Reason = " " }, Admin))
            .Errors.Select(e => e.Code)
            .ShouldBe(["calendar.choose", "calendar.reason"], ignoreOrder: true, "nothing is chosen beforehand");
        (await SaveAsync(Command(first), Admin)).Errors.Single().Code.ShouldBe("calendar.same");
        var shown = (await PreviewAsync(Longer(first))).Where(m => m.Move.Moves).ToList();
        shown.Count.ShouldBeGreaterThan(0);
        (await DueAsync()).ShouldBe(before, ignoreOrder: true, "looking changes nothing");

        // Only what starts from then on: nothing that is open moves.
        (await SaveAsync(Command(Longer(first)) with { MovesRunning = false }, Admin)).Value.ShouldBe(new(2, 0));
        (await DueAsync()).ShouldBe(before, ignoreOrder: true);
        (await CheckAsync()).ShouldBeEmpty("the ledger and the due time are of one version");
        var opened = await _rota.Host.OpenAsync();
        opened.Clocks.Where(c => c.CalendarId == Id).ShouldAllBe(c => c.CalendarVersion == 2);
        (await SaveAsync(Command(first), Admin)).Errors.Single().Code.ShouldBe("calendar.changed-meanwhile");

        // Then somebody moves them.
        var done = (await DoAsync(h => h.HandleAsync(new MoveRunningClocks(Id, 2, "as agreed"), Admin))).Value;
        done.DueTimesMoved.ShouldBe(shown.Count);
        (await CheckAsync()).ShouldBeEmpty();
        var log = await LogAsync();
        log.Select(l => l.Action).ShouldBe([AdminActs.CalendarChanged, AdminActs.ClocksMoved]);
        log[0].Details.ShouldContain("09:00-17:00 → 08:00-20:00");

        // A restart finds the screen's version, and says that the settings differ.
        InForce.Adopt(CalendarVersions.Of(SampleProgramme.Programme.Calendars));
        await Book.StartAsync(TestContext.Current.CancellationToken);
        (InForce.CalendarVersionOf(Id), Book.Differing.Single()).ShouldBe((2, Id));
        (await CheckAsync()).ShouldBeEmpty();

        // An earlier version comes back as a new one, and due times with it.
        (await SaveAsync(Command(first) with { Seen = 2 }, Admin)).Value.Number.ShouldBe(3);
        var after = await DueAsync();
        before.ShouldAllBe(d => after[d.Key] == d.Value);
        (await CheckAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AVersionToCome_ComesIntoForceAtItsInstant_OrIsWithdrawn_AndAPlantedContradictionIsFound()
    {
        var first = CalendarText.Of(InForce.Calendar(Id).Definition);
        var at = _rota.Now + Duration.FromDays(3);
        (await SaveAsync(Command(Longer(first)) with { ValidFrom = at }, Admin)).Value.ShouldBe(new(2, 0));
        InForce.CalendarVersionOf(Id).ShouldBe(1);
        (await Turn.NextAsync(TestContext.Current.CancellationToken)).ShouldBe(at);
        (await SaveAsync(Command(Longer(first)) with { Seen = 2 }, Admin)).Errors.Single().Code.ShouldBe("calendar.ahead");
        (
            await _rota.DoAsync<HolidayImportHandler, Result<Guid>>(h =>
                h.HandleAsync(new ImportHolidays(Id, [new(new(2027, 12, 1), "Founders' day")]), Admin)
            )
        )
            .Errors.Single()
            .Code.ShouldBe("calendar.ahead", "it would be lost when the other comes into force");
        (await DoAsync(h => h.HandleAsync(new WithdrawCalendar(Id, 2, "not yet"), Admin))).IsOk.ShouldBeTrue();
        (await Turn.NextAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        (await SaveAsync(Command(Longer(first)) with { ValidFrom = at, Seen = 2 }, Admin)).Value.Number.ShouldBe(3);
        _rota.Host.Time.SetUtcNow((at - Duration.FromSeconds(1)).ToDateTimeOffset());
        await Turn.RunAsync(TestContext.Current.CancellationToken);
        InForce.CalendarVersionOf(Id).ShouldBe(1);
        _rota.Host.Time.SetUtcNow(at.ToDateTimeOffset());
        // A console that was down then finds it at its start.
        await Book.StartAsync(TestContext.Current.CancellationToken);
        InForce.CalendarVersionOf(Id).ShouldBe(3);
        await Turn.RunAsync(TestContext.Current.CancellationToken);
        (await LogAsync())[^1].Action.ShouldBe(AdminActs.CalendarInForce);
        (await CheckAsync()).ShouldBeEmpty();
        (await Turn.NextAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        await using var db = await DbAsync();
        var planted = await db.Clocks.FirstAsync(c => c.EndedAs == null && c.DueAt != null, TestContext.Current.CancellationToken);
        await db
            .Clocks.Where(c => c.Id == planted.Id)
            .ExecuteUpdateAsync(
                c => c.SetProperty(k => k.DueAt, planted.DueAt + Duration.FromHours(1)),
                TestContext.Current.CancellationToken
            );
        (await CheckAsync()).ShouldContain(d => d.Computed == planted.DueAt);
    }

    [Fact]
    public async Task ChangedSettings_BecomeTheNextVersion_AndFurtherCalendarsComeAndGo()
    {
        // Monday from 08:00 to 20:00 after a restart: what is open keeps its due time, and its ledger says the same.
        var before = await DueAsync();
        var changed = SampleProgramme.Create(("Calendars:business:Openings:Monday:0", "08:00-20:00")).Value;
        var databases = _rota.Host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>();
        var clock = _rota.Host.Services.GetRequiredService<IClock>();
        await new CalendarBook(databases, changed, clock).StartAsync(TestContext.Current.CancellationToken);
        changed.CalendarVersionOf(Id).ShouldBe(2);
        await using (var db = await DbAsync())
        {
            foreach (var one in await db.Clocks.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken))
                SlaLedger.Explain(one.ToSla(), one.CalendarIn(changed), _rota.Now).DueAt.ShouldBe(one.DueAt);
        }

        (await DueAsync()).ShouldBe(before, ignoreOrder: true);
        await new CalendarBook(databases, changed, clock).StartAsync(TestContext.Current.CancellationToken);
        changed.CalendarVersionOf(Id).ShouldBe(2, "the same settings are no news");

        await Book.StartAsync(TestContext.Current.CancellationToken);
        var osaka = new SaveCalendar("osaka", null, CalendarText.Of(InForce.Calendar(Id).Definition), null, false, "a second site");
        (await SaveAsync(osaka with { CalendarId = "Osaka!" }, Admin)).Errors.Single().Code.ShouldBe("calendar.id");
        (await SaveAsync(osaka, Admin)).Value.Number.ShouldBe(1);
        (await SaveAsync(osaka, Admin)).Errors.Single().Code.ShouldBe("calendar.id-taken");
        InForce.FindCalendar("osaka").ShouldNotBeNull();
        (await DoAsync(h => h.HandleAsync(new TakeAwayCalendar(Id, "x"), Admin))).Errors.Single().Code.ShouldBe("calendar.in-settings");
        (await DoAsync(h => h.HandleAsync(new TakeAwayCalendar("osaka", "closed"), Admin))).IsOk.ShouldBeTrue();
        InForce.FindCalendar("osaka").ShouldBeNull();
        InForce.Calendar("osaka", 1).ShouldNotBeNull("a clock on it would still find it");
        var always = new SaveCalendar(SupportProgramme.AlwaysCalendar, 1, osaka.Content, null, false, "x");
        (await SaveAsync(always, Admin)).Errors.Single().Code.ShouldBe("calendar.always-open");
        (
            await SaveAsync(
                osaka with
                {
                    Content = new() { Zone = "Asia/Osaka", Openings = osaka.Content.Openings },
                },
                Admin
            )
        ).Errors.Single().Code.ShouldBe("calendar.zone-unknown");
    }

    [Fact]
    public async Task Names_AreOfTheVersion_StayWhenItIsTakenAway_AndMoveNothing()
    {
        await using var scope = _rota.Host.Services.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<DomainWords>();
        var before = await DueAsync();
        CalendarNames.Of(words, InForce, Id).ShouldBe("business hours");
        var named = CalendarText.Of(InForce.Calendar(Id).Definition);
        (named.NameEn, named.NameJa) = ("Tokyo office", "東京本社");

        (await SaveAsync(Command(named), Admin)).Value.ShouldBe(new(2, 0));

        CalendarNames.Of(words, InForce, Id).ShouldBe("Tokyo office");
        (await DueAsync()).ShouldBe(before, ignoreOrder: true);
        (await LogAsync())[^1].Details.ShouldContain("東京本社");
        named.NameJa = new string('あ', 101);
        var wrong = (await SaveAsync(Command(named) with { Seen = 2 }, Admin)).Errors.ShouldHaveSingleItem();
        (wrong.Field, wrong.Code).ShouldBe(("nameJa", "text.too-long"));

        var osaka = new SaveCalendar("osaka", null, new() { NameJa = "大阪", Openings = named.Openings }, null, false, "new");
        (await SaveAsync(osaka, Admin)).IsOk.ShouldBeTrue();
        (await DoAsync(h => h.HandleAsync(new TakeAwayCalendar("osaka", "closed"), Admin))).IsOk.ShouldBeTrue();
        CalendarNames.Of(words, InForce, "osaka").ShouldBe("大阪", "clocks on it are shown for as long as they run");
    }

    private static SaveCalendar Command(CalendarText content) => new(Id, 1, content, null, true, "longer hours");

    private static CalendarText Longer(CalendarText text) =>
        new()
        {
            Zone = text.Zone,
            Openings = text.Openings!.Keys.ToDictionary(d => d, _ => new[] { "08:00-20:00" }),
            Holidays = text.Holidays,
            Closed = text.Closed,
        };

    private Task<Result<CalendarChanged>> SaveAsync(SaveCalendar command, ClaimsPrincipal who) => DoAsync(h => h.HandleAsync(command, who));

    private async Task<IReadOnlyList<MovedCase>> PreviewAsync(CalendarText content) =>
        (await _rota.DoAsync<SaveCalendarHandler, Result<IReadOnlyList<MovedCase>>>(h => h.PreviewAsync(Id, content, Admin))).Value;

    private Task<Result<CalendarChanged>> DoAsync(Func<SaveCalendarHandler, Task<Result<CalendarChanged>>> act) =>
        _rota.DoAsync<SaveCalendarHandler, Result<CalendarChanged>>(act);

    private Task<IReadOnlyList<ClockDifference>> CheckAsync() =>
        _rota.Host.Services.GetRequiredService<ClockSelfCheck>().RunAsync(TestContext.Current.CancellationToken);

    private Task<HelpdeskDb> DbAsync() =>
        _rota.Host.Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    private Task<List<AdminLogEntry>> LogAsync() =>
        _rota.Host.ReadAsync(db => db.AdminLog().Where(e => e.Action.StartsWith("calendar.")).OrderBy(e => e.Id).ToListAsync());

    private Task<Dictionary<long, Instant?>> DueAsync() =>
        _rota.Host.ReadAsync(db => db.Clocks.AsNoTracking().Where(c => c.EndedAs == null).ToDictionaryAsync(c => c.Id, c => c.DueAt));
}
