using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Intake;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Helpdesk.Tests.OnCall.Rota.RotaHost;

namespace Helpdesk.Tests.OnCall.Rota;

/// <summary>Shifts given, taken over, moved, taken back; who may do what (spec U3).</summary>
public sealed class OverrideTests : IAsyncLifetime
{
    private readonly RotaHost _rota = new();

    public ValueTask InitializeAsync() => _rota.InitializeAsync();

    public ValueTask DisposeAsync() => _rota.DisposeAsync();

    [Fact]
    public async Task Engineer_TakesOver_AndHandsOverTheirOwn_NothingElse()
    {
        var night = new TimeRange(Jst(9, 20), Jst(10, 8));
        (await _rota.CodesAsync(Give(DemoPeople.Ito, night), Kato)).ShouldBe(
            ["personId: override.not-yours"],
            "Ueda's shift is not Kato's to give"
        );
        (await _rota.SaveAsync(Give(DemoPeople.Kato, night), Kato)).IsOk.ShouldBeTrue("one takes over oneself");
        _rota.Board.At(OnCallLayer.Primary, night.From).ShouldBe(DemoPeople.Kato.Id);

        (await _rota.SaveAsync(Give(DemoPeople.Ito, new(Jst(9, 22), Jst(9, 23))), Kato)).IsOk.ShouldBeTrue("by now it is Kato's own");
        (await _rota.CodesAsync(Give(DemoPeople.Ito, new(Jst(9, 19), Jst(9, 21))), Kato)).ShouldBe(
            ["personId: override.not-yours"],
            "not all of it is Kato's"
        );
        (await _rota.SaveAsync(Give(DemoPeople.Kato, new(Jst(10, 20), Jst(10, 21))), Ueda)).IsOk.ShouldBeTrue(
            "Ueda hands over their own turn"
        );
        (await _rota.SaveAsync(Give(DemoPeople.Ito, night, OnCallLayer.Supervisor), Mori)).IsOk.ShouldBeTrue(
            "a supervisor gives what they like"
        );
        (await _rota.SaveAsync(Give(DemoPeople.Ito, night), IntakeHost.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (
            await _rota.Host.ReadAsync(db =>
                db.AdminLog()
                    .Where(e => e.Action == AdminActs.OverrideEntered)
                    .OrderBy(e => e.Id)
                    .Select(e => e.SubjectName + " by " + e.ActorName)
                    .ToListAsync()
            )
        ).ShouldBe(["Kato Kenta by Kato Kenta", "Ito Yuki by Kato Kenta", "Kato Kenta by Ueda Ryo", "Ito Yuki by Mori Hana"]);
    }

    [Fact]
    public async Task SomebodyAway_IsRefusedByName_ForEverybody()
    {
        // The demo: Ueda is away on Sunday evening, which is the gap.
        var refused = await _rota.SaveAsync(Give(DemoPeople.Ueda, new(Jst(13, 19), Jst(13, 23))), Mori);
        refused
            .Errors.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                e => e.Code.ShouldBe("override.away"),
                e => e.Field.ShouldBe("personId"),
                e => e.Args.ShouldBe([DemoPeople.Ueda.DisplayName, Sunday.From, Sunday.Until])
            );
        (await _rota.SaveAsync(Give(DemoPeople.Ueda, new(Sunday.Until, Jst(13, 23))), Mori)).IsOk.ShouldBeTrue(
            "half open: back at the end"
        );
    }

    [Fact]
    public async Task BadValues_AreRefusedWithFieldAndReason()
    {
        var good = Give(DemoPeople.Kato, new(Jst(9, 20), Jst(10, 8)));
        (await _rota.CodesAsync(good with { Until = good.From }, Mori)).ShouldBe(["until: override.ends-before"]);
        (await _rota.CodesAsync(good with { Until = good.From + Duration.FromDays(32) }, Mori)).ShouldBe(["until: override.too-long"]);
        (await _rota.CodesAsync(good with { From = Jst(8, 0), Until = _rota.Now }, Mori)).ShouldBe(["until: override.over"]);
        (await _rota.CodesAsync(good with { PersonId = Guid.NewGuid() }, Mori)).ShouldBe(["personId: owner.unknown"]);
        (await _rota.CodesAsync(good with { Layer = (OnCallLayer)7 }, Mori)).ShouldBe(["layer: enum.unknown"]);
        (await _rota.CodesAsync(good with { Reason = new('x', 201) }, Mori)).ShouldBe(["reason: override.reason-too-long"]);
        (await _rota.CodesAsync(good with { Id = Guid.NewGuid() }, Mori)).ShouldBe([": override.unknown"]);
        var past = await _rota.SaveAsync(good with { From = Jst(8, 0) }, Mori);
        past.Value.Time.From.ShouldBe(_rota.Now, "what is over stays as it was");
    }

    [Fact]
    public async Task Move_KeepsHistory_SeenByTwo_IsUndone()
    {
        var made = (await _rota.SaveAsync(Give(DemoPeople.Kato, new(Jst(9, 20), Jst(9, 22)), reason: "歯医者"), Kato)).Value;
        var moved = await _rota.SaveAsync(Give(DemoPeople.Kato, new(Jst(9, 21), Jst(9, 23))) with { Id = made.Id, Version = 0 }, Kato);
        moved.IsOk.ShouldBeTrue();
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 20, 30)).ShouldBe(DemoPeople.Ueda.Id);
        (await _rota.CodesAsync(Give(DemoPeople.Kato, new(Jst(9, 21), Jst(9, 23))) with { Id = made.Id, Version = 0 }, Mori)).ShouldBe([
            ": override.changed",
        ]);
        (await _rota.CodesAsync(Give(DemoPeople.Ueda, new(Jst(9, 21), Jst(9, 23))) with { Id = made.Id, Version = 1 }, Ueda)).ShouldBe(
            [": override.not-yours"],
            "Kato entered it"
        );

        (await _rota.SaveAsync(moved.Value.Before!, Kato)).IsOk.ShouldBeTrue();
        (_rota.Board.Overrides.Single().From, _rota.Board.Overrides.Single().Reason).ShouldBe((Jst(9, 20), "歯医者"));

        _rota.Host.Time.Advance(TimeSpan.FromHours(11));
        var running = Give(DemoPeople.Kato, new(Jst(9, 20), Jst(9, 23))) with { Id = made.Id, Version = 2 };
        (await _rota.CodesAsync(running with { From = Jst(9, 20, 30) }, Mori)).ShouldBe(["from: override.begun"]);
        (await _rota.SaveAsync(running, Mori)).IsOk.ShouldBeTrue("its end may still move");
    }

    [Fact]
    public async Task Cancel_ToCome_NeverWas_Running_EndsNow_BothAreUndone()
    {
        var coming = (await _rota.SaveAsync(Give(DemoPeople.Kato, new(Jst(9, 20), Jst(9, 22))), Kato)).Value.Id;
        (await CancelAsync(coming, Ueda)).Errors[0].Code.ShouldBe("override.not-yours");
        var undo = await CancelAsync(coming, Kato);
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 21)).ShouldBe(DemoPeople.Ueda.Id);
        (await RestoreAsync(undo.Value, Kato)).IsOk.ShouldBeTrue();
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 21)).ShouldBe(DemoPeople.Kato.Id);

        _rota.Host.Time.Advance(TimeSpan.FromHours(10.5));
        var ended = await CancelAsync(coming, Mori);
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 20, 29)).ShouldBe(DemoPeople.Kato.Id, "what has been stays");
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 20, 30)).ShouldBe(DemoPeople.Ueda.Id);
        (await RestoreAsync(ended.Value, Mori)).IsOk.ShouldBeTrue();
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 21)).ShouldBe(DemoPeople.Kato.Id);

        _rota.Host.Time.Advance(TimeSpan.FromHours(5));
        (await CancelAsync(coming, Mori)).Errors[0].Code.ShouldBe("override.unknown", "it is over");
        (await _rota.LogAsync()).ShouldBe([
            AdminActs.OverrideEntered,
            AdminActs.OverrideCancelled,
            AdminActs.OverrideRestored,
            AdminActs.OverrideEnded,
            AdminActs.OverrideRestored,
        ]);
    }

    [Fact]
    public async Task Restore_WhenTheyAreAwayMeanwhile_IsRefusedByName()
    {
        var made = (await _rota.SaveAsync(Give(DemoPeople.Kato, new(Jst(9, 20), Jst(9, 22))), Kato)).Value.Id;
        var undo = (await CancelAsync(made, Kato)).Value;
        await _rota.AwayAsync(DemoPeople.Kato, new(Jst(9, 21), Jst(10, 9)));
        (await RestoreAsync(undo, Kato)).Errors[0].Code.ShouldBe("override.away");
    }

    [Fact]
    public async Task Rotation_IsForSupervisors_Checked_Removed_Restored()
    {
        var good = new SaveRotation(
            null,
            0,
            OnCallLayer.Primary,
            [DemoPeople.Kato.Id, DemoPeople.Ito.Id],
            1,
            new(17, 30),
            new(2027, 6, 8),
            null
        );
        (await RotateAsync(good, Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        async Task<IEnumerable<string>> CodesAsync(SaveRotation command) =>
            (await RotateAsync(command, Mori)).Errors.Select(e => $"{e.Field}: {e.Code}");
        (await CodesAsync(good with { People = [] })).ShouldBe(["people: rotation.no-people"]);
        (await CodesAsync(good with { People = [.. Enumerable.Repeat(DemoPeople.Kato.Id, 31)] })).ShouldBe([
            "people: rotation.too-many-people",
        ]);
        (await CodesAsync(good with { People = [Guid.NewGuid()] })).ShouldBe(["people: rotation.person-gone"]);
        (await CodesAsync(good with { DaysATurn = 0 })).ShouldBe(["daysATurn: rotation.days"]);
        (await CodesAsync(good with { StartsOn = new(1027, 6, 8) })).ShouldBe(["startsOn: rotation.starts"]);
        (await CodesAsync(good with { EndsOn = good.StartsOn })).ShouldBe(["endsOn: rotation.ends-before"]);

        var id = (await RotateAsync(good, Mori)).Value;
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 17)).ShouldBe(DemoPeople.Kato.Id, "the one that started later holds");
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 17, 30)).ShouldBe(DemoPeople.Ito.Id);
        (await RotateAsync(good with { Id = id, Version = 0, HandOverAt = new(18, 0) }, Mori)).IsOk.ShouldBeTrue();
        (await CodesAsync(good with { Id = id, Version = 0 })).ShouldBe([": rotation.changed"]);
        (await _rota.DoAsync<RotationHandlers, Result>(h => h.HandleAsync(new RemoveRotation(id), Mori))).IsOk.ShouldBeTrue();
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 18)).ShouldBe(DemoPeople.Ueda.Id);
        (await CodesAsync(good with { Id = id, Version = 2 })).ShouldBe([": rotation.unknown"]);
        (await _rota.DoAsync<RotationHandlers, Result>(h => h.HandleAsync(new RestoreRotation(id), Mori))).IsOk.ShouldBeTrue();
        _rota.Board.At(OnCallLayer.Primary, Jst(9, 18)).ShouldBe(DemoPeople.Ito.Id);
        (await _rota.LogAsync()).ShouldBe([
            AdminActs.RotationEntered,
            AdminActs.RotationChanged,
            AdminActs.RotationRemoved,
            AdminActs.RotationRestored,
        ]);
    }

    private Task<Result<Guid>> RotateAsync(SaveRotation command, System.Security.Claims.ClaimsPrincipal who) =>
        _rota.DoAsync<RotationHandlers, Result<Guid>>(h => h.HandleAsync(command, who));

    private Task<Result<RestoreOverride>> CancelAsync(Guid id, System.Security.Claims.ClaimsPrincipal who) =>
        _rota.DoAsync<OverrideHandlers, Result<RestoreOverride>>(h => h.HandleAsync(new CancelOverride(id), who));

    private Task<Result> RestoreAsync(RestoreOverride command, System.Security.Claims.ClaimsPrincipal who) =>
        _rota.DoAsync<OverrideHandlers, Result>(h => h.HandleAsync(command, who));
}
