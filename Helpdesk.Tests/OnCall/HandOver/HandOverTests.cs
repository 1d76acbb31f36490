using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Web.Cases.Acts.Call;
using Helpdesk.Web.OnCall.HandOver;
using Helpdesk.Web.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.OnCall.HandOver;

/// <summary>
/// What runs goes over with the shift, is accepted, or alarms (spec U3). The
/// demo's rota changes on Monday 14 June, 09:00: Ueda, then Tanaka.
/// </summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private readonly OnCallHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task ChangeOfShift_BringsWhatRuns_ALineEach_AcceptedByWhoComes()
    {
        var opened = await TakenByUedaAsync();
        _host.GoTo(14, 9);
        await _host.RunAsync();

        var waiting = await WaitingAsync();
        (waiting.FromId, waiting.ToId).ShouldBe((DemoPeople.Ueda.Id, DemoPeople.Tanaka.Id));
        waiting
            .Lines.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(l => l.CaseNumber.ShouldBe(opened.Number), l => l.Text.ShouldBe("reached, waits for the log"));
        _host.Wire.Mails.Last().To.ShouldBe("tanaka@helpdesk.example");

        (await EditAsync(new(waiting.Id, opened.Id, "log came, restore runs until ten"), DemoPeople.Tanaka)).ShouldBe(
            "auth.forbidden",
            "only who leaves writes it, or a supervisor"
        );
        (await EditAsync(new(waiting.Id, opened.Id, "log came, restore runs until ten"), DemoPeople.Ueda)).ShouldBeNull();
        (await AcceptAsync(waiting.Id, DemoPeople.Wagner)).ShouldBe("handover.not-yours");
        (await AcceptAsync(waiting.Id, DemoPeople.Tanaka)).ShouldBeNull();
        (await AcceptAsync(waiting.Id, DemoPeople.Mori)).ShouldBe("handover.accepted");

        (await _host.ReadAsync(db => db.Cases.Where(c => c.Id == opened.Id).Select(c => c.OwnerName).SingleAsync())).ShouldBe("Tanaka Jun");
        (
            await _host.ReadAsync(db =>
                db.Timeline.Where(e => e.CaseId == opened.Id).OrderBy(e => e.Id).Select(e => e.Note!.Text).ToListAsync()
            )
        ).ShouldContain("log came, restore runs until ten");
        await _host.AfterAsync(60);
        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task NotAccepted_AlarmsOnce_SettlesItselfWithTheAcceptance()
    {
        var opened = await TakenByUedaAsync();
        _host.GoTo(14, 9);
        await _host.RunAsync();
        await _host.AfterAsync(14);
        (await AlertsAsync()).ShouldBeEmpty();
        // It dies between: the table knows when it is late.
        await _host.KillAndRestartAsync();
        await _host.AfterAsync(1);
        await _host.AfterAsync(30);

        (await AlertsAsync()).ShouldBe([AlertKind.HandOverLate]);
        _host.Wire.Mails.Count(m => m.To == "mori@helpdesk.example").ShouldBe(1);
        (await _host.EventsAsync<HandOverLate>(opened)).ShouldHaveSingleItem().ToName.ShouldBe("Tanaka Jun");
        (await AcceptAsync((await WaitingAsync()).Id, DemoPeople.Mori)).ShouldBeNull("a supervisor may");
        (await AlertsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task NothingRuns_NothingIsAsked()
    {
        _host.GoTo(14, 9);
        await _host.RunAsync();
        await _host.AfterAsync(30);

        (await _host.ReadAsync(db => db.HandOvers().SingleAsync())).ShouldSatisfyAllConditions(
            h => h.AcceptedAt.ShouldNotBeNull(),
            h => h.AcceptedById.ShouldBeNull()
        );
        (await AlertsAsync()).ShouldBeEmpty();
        _host.Wire.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task DownAtTheChange_CatchesUp_OnceOnly()
    {
        await TakenByUedaAsync();
        _host.GoTo(14, 8, 50);
        await _host.RunAsync();
        await _host.KillAndRestartAsync();
        _host.GoTo(14, 9, 20);
        await _host.RunAsync();
        await _host.KillAndRestartAsync();
        await _host.RunAsync();

        (await _host.ReadAsync(db => db.HandOvers().CountAsync())).ShouldBe(1);
        (await WaitingAsync()).LateAt.ShouldBe(
            _host.Now + NodaTime.Duration.FromMinutes(15),
            "who comes has the whole time from when they could know"
        );
    }

    private async Task<Case> TakenByUedaAsync()
    {
        var opened = await _host.OpenAsync();
        await _host.AcknowledgeAsync((await _host.PagesOfAsync(opened))[0].Id, OnCallHost.As(DemoPeople.Ueda));
        await _host.DoAsync(
            opened,
            new LogCall(CallDirection.Outgoing, true, "reached, waits for the log"),
            OnCallHost.As(DemoPeople.Ueda)
        );
        await _host.RunAsync();
        return opened;
    }

    private Task<ShiftHandOver> WaitingAsync() =>
        _host.ReadAsync(db => db.HandOvers().AsNoTracking().Include(h => h.Lines).SingleAsync(h => h.AcceptedAt == null));

    private Task<List<AlertKind>> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.Where(a => a.SettledAt == null).Select(a => a.Kind).ToListAsync());

    private async Task<string?> AcceptAsync(Guid id, DemoPerson who)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<HandOverHandlers>()
            .HandleAsync(new AcceptHandOver(id), OnCallHost.As(who));
        return done.IsOk ? null : done.Errors[0].Code;
    }

    private async Task<string?> EditAsync(EditHandOverLine line, DemoPerson who)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<HandOverHandlers>().HandleAsync(line, OnCallHost.As(who));
        return done.IsOk ? null : done.Errors[0].Code;
    }
}
