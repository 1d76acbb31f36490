using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.Reports;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Reports.Facts;
using Helpdesk.Web.Reports.Wallboard;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.Reports.Wallboard;

/// <summary>What the wallboard shows is what the database says, counted by hand, and what queue and reports show (spec U2, U3).</summary>
public sealed class WallQueryTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Hall = new KnownApiKey(Guid.NewGuid(), "hall", ApiKeyScope.Wall, default).ToPrincipal(
        ApiKeyHandler.Scheme
    );

    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Picture_IsWhatTheDatabaseSays_CountedByHand()
    {
        var wall = await LookAsync();
        var cases = await _host.ReadAsync(db => db.Cases.Include(c => c.Clocks).AsNoTracking().ToListAsync());
        var open = cases.Where(c => c.Status is not (CaseStatus.Resolved or CaseStatus.Closed)).ToList();
        foreach (var tile in wall.Severities)
        {
            tile.Open.ShouldBe(open.Count(c => c.Severity == tile.Severity));
            tile.Unassigned.ShouldBe(open.Count(c => c.Severity == tile.Severity && c.OwnerId is null));
        }

        var due = cases
            .Where(c => c.Status != CaseStatus.Closed)
            .SelectMany(c =>
                c.Clocks.Where(k => k.IsOpen && k.DueAt is not null)
                    .OrderBy(k => k.DueAt)
                    .Take(1)
                    .Select(k => (c.Number, Due: k.DueAt!.Value))
            )
            .ToList();
        wall.Missed.ShouldBe(due.Count(d => d.Due <= _host.Now));
        wall.Severities.Sum(s => s.Missed).ShouldBe(wall.Missed);
        wall.Next.Select(n => n.DueAt).ShouldBe(due.Where(d => d.Due > _host.Now).Select(d => d.Due).Order().Take(5));
        wall.Longest.Select(n => n.DueAt).ShouldBe(due.Where(d => d.Due <= _host.Now).Select(d => d.Due).Order().Take(5));
        (wall.IsOpen, wall.Today.Day).ShouldBe((true, new LocalDate(2027, 6, 9)));
    }

    [Fact]
    public async Task Today_IsTheReportsOwnNumber_AndMovesWithTheAnswer()
    {
        var before = (await LookAsync()).Today;
        var fresh = await _host.OpenAsync(r => r with { Severity = Severity.Emergency });
        _host.Time.Advance(TimeSpan.FromHours(3));
        var after = (await LookAsync()).Today;
        after.Missed.ShouldBeGreaterThan(before.Missed, $"{fresh.Number} was promised within two hours (P2)");
        var period = new ReportPeriod(PeriodKind.Custom, after.Day, after.Day, DateTimeZoneProviders.Tzdb["Asia/Tokyo"]);
        var (met, missed) = await _host
            .Services.GetRequiredService<ReportFactsStore>()
            .ReadAsync(
                facts =>
                {
                    var reader = new ReportReader(facts, _host.Services.GetRequiredService<SupportProgramme>(), _ => "", _host.Now);
                    return (
                        reader.Find(ReportCount.Met, period, ReportFilter.None).Count,
                        reader.Find(ReportCount.Missed, period, ReportFilter.None).Count
                    );
                },
                Token
            );
        (after.Met, after.Missed, after.Attainment).ShouldBe((met, missed, ClockVerdicts.Attainment(met, missed)));
    }

    [Fact]
    public async Task OnCall_IsTheRotas_LayerByLayer()
    {
        var wall = await LookAsync();
        var rota = _host.Services.GetRequiredService<RotaCache>();
        var people = _host.Services.GetRequiredService<PeopleDirectory>();
        wall.OnCall.Select(s => s.Layer).ShouldBe(Enum.GetValues<OnCallLayer>());
        foreach (var shift in wall.OnCall)
        {
            shift.Person.ShouldBe(rota.At(shift.Layer, _host.Now) is { } id ? people.Find(id)!.DisplayName : null);
            if (shift.Until is { } until)
                rota.At(shift.Layer, until - Duration.Epsilon).ShouldBe(rota.At(shift.Layer, _host.Now));
        }
    }

    [Fact]
    public async Task NewCase_OfAnEmergency_IsOnTheWall()
    {
        var before = (await LookAsync()).Severities.Single(s => s.Severity == Severity.Emergency);
        var fresh = await _host.OpenAsync(r => r with { Severity = Severity.Emergency });
        var after = await LookAsync();
        after
            .Severities.Single(s => s.Severity == Severity.Emergency)
            .ShouldBe(before with { Open = before.Open + 1, Unassigned = before.Unassigned + (fresh.OwnerId is null ? 1 : 0) });
        _host
            .Services.GetRequiredService<CaseFeed>()
            .Find(fresh.Number)!
            .ShouldSatisfyAllConditions(e => QueueMembership.IsMissed(e, _host.Now).ShouldBeFalse());
    }

    [Fact]
    public async Task WhoeverMayNotWatch_IsRefused()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var nobody = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString())], "test"));
        (await scope.ServiceProvider.GetRequiredService<WallQuery>().RunAsync(nobody, Token)).Errors[0].Code.ShouldBe("auth.forbidden");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<WallSnapshot> LookAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<WallQuery>().RunAsync(Hall, Token)).Value;
    }
}
