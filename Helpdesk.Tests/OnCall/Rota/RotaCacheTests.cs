using CsCheck;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>The rota in storage and memory: what was kept comes back, and the board answers what the pure rota answers (spec U3).</summary>
public sealed class RotaCacheTests : IAsyncLifetime
{
    private static readonly OnCallLayer[] Layers = Enum.GetValues<OnCallLayer>();
    private readonly MailHost _host = new();

    private RotaCache Board => _host.Services.GetRequiredService<RotaCache>();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Demo_NowIsCovered_NextSundayEveningIsNot()
    {
        Layers.Select(l => Board.At(l, _host.Now)).ShouldBe([DemoPeople.Ueda.Id, DemoPeople.Ito.Id, DemoPeople.Mori.Id]);
        var programme = _host.Services.GetRequiredService<SupportProgramme>();
        var twoWeeks = new TimeRange(_host.Now, _host.Now + Duration.FromDays(14));
        // Sunday 13 June 2027 in Tokyo.
        Board
            .Current.Gaps(OnCallLayer.Primary, twoWeeks, programme.Calendar(SupportProgramme.BusinessCalendarId))
            .ShouldBe([new(Instant.FromUtc(2027, 6, 13, 9, 0), Instant.FromUtc(2027, 6, 13, 11, 0))]);
        Board
            .Current.Gaps(OnCallLayer.Secondary, twoWeeks, programme.Calendar(SupportProgramme.BusinessCalendarId))
            .ShouldBeEmpty("Kato stands in for Sato");
        Board.NextEdge(_host.Now).ShouldBe(Instant.FromUtc(2027, 6, 13, 9, 0));
    }

    [Fact]
    public async Task SwitchedOff_HasNoShift_AndTheBoardTells()
    {
        var told = 0;
        using var heard = Board.Subscribe(() => told++);
        await using (
            var db = await _host
                .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken)
        )
            await db
                .Users.Where(u => u.Id == DemoPeople.Ueda.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.LockoutEnd, DateTimeOffset.MaxValue), TestContext.Current.CancellationToken);
        await _host.Services.GetRequiredService<PeopleDirectory>().ReloadAsync(TestContext.Current.CancellationToken);
        told.ShouldBeGreaterThan(0);
        Board.At(OnCallLayer.Primary, _host.Now).ShouldBeNull();
    }

    [Fact]
    public async Task RandomPlans_ComeBackFromStorage_AndAnswerAsThePureRota()
    {
        var zone = _host.Services.GetRequiredService<SupportProgramme>().Zone;
        await Plans().SampleAsync(async plan => await HoldsAsync(plan.Rotations, plan.Overrides, zone), iter: 12, threads: 1);
    }

    private async Task HoldsAsync(RotationRow[] rotations, OverrideRow[] overrides, DateTimeZone zone)
    {
        await using (
            var db = await _host
                .Services.GetRequiredService<IDbContextFactory<HelpdeskDb>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken)
        )
        {
            await db.Rotations().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            await db.Overrides().ExecuteDeleteAsync(TestContext.Current.CancellationToken);
            db.Rotations().AddRange(rotations);
            db.Overrides().AddRange(overrides);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Board.ReloadAsync(TestContext.Current.CancellationToken);
        Board.Rotations.Select(Text).ShouldBe(rotations.Select(Text), ignoreOrder: true);
        Board
            .Overrides.Select(o => (o.Id, o.Reason, o.ToOverride()))
            .ShouldBe(overrides.Select(o => (o.Id, o.Reason, o.ToOverride())), ignoreOrder: true);

        var pure = new Helpdesk.Domain.OnCall.Rota(
            zone,
            [.. rotations.Select(r => r.ToRotation())],
            [.. overrides.Select(o => o.ToOverride())],
            _host.Services.GetRequiredService<AbsenceCache>().Current
        );
        foreach (var layer in Layers)
        {
            var over = new TimeRange(_host.Now, _host.Now + Duration.FromDays(21));
            Board.Current.Shifts(layer, over).ShouldBe(pure.Shifts(layer, over));
            for (var at = over.From; at < over.Until; at += Duration.FromHours(7))
                Board.At(layer, at).ShouldBe(pure.At(layer, at));
        }
    }

    private static string Text(RotationRow r) =>
        $"{r.Id} {r.Layer} {string.Join(',', r.People)} {r.DaysATurn} {r.HandOverAt} {r.StartsOn} {r.EndsOn} {r.MadeBy} {r.ChangedAt}";

    private Gen<(RotationRow[] Rotations, OverrideRow[] Overrides)> Plans()
    {
        var now = _host.Now;
        var person = Gen.Int[0, DemoPeople.All.Count - 1].Select(i => DemoPeople.All[i].Id);
        var layer = Gen.Enum<OnCallLayer>();
        var today = new LocalDate(2027, 6, 9);
        var rotation = Gen.Select(
            layer,
            person.Array[1, 5],
            Gen.Int[1, 30],
            Gen.Int[0, 1439],
            Gen.Int[-60, 20],
            Gen.Int[-1, 40],
            (l, people, days, minute, start, length) =>
                new RotationRow
                {
                    Id = Guid.NewGuid(),
                    Layer = l,
                    People = people,
                    DaysATurn = days,
                    HandOverAt = LocalTime.Midnight.PlusMinutes(minute),
                    StartsOn = today.PlusDays(start),
                    EndsOn = length < 0 ? null : today.PlusDays(start + length),
                    ChangedAt = now,
                    MadeBy = "森",
                }
        );
        var taken = Gen.Select(
            layer,
            person,
            Gen.Int[-48, 480],
            Gen.Int[1, 72],
            Gen.Int[1, 1000],
            (l, who, from, hours, made) =>
                new OverrideRow
                {
                    Id = Guid.NewGuid(),
                    Layer = l,
                    PersonId = who,
                    From = now + Duration.FromHours(from),
                    Until = now + Duration.FromHours(from + hours),
                    MadeAt = now - Duration.FromMinutes(made),
                    MadeBy = "森",
                    Reason = made % 2 == 0 ? null : "歯医者",
                }
        );
        // Of two made at the very same instant either may hold: that is no plan to compare with.
        return Gen.Select(rotation.Array[0, 5], taken.Array[0, 8], (r, o) => (r, o.DistinctBy(x => x.MadeAt).ToArray()));
    }
}
