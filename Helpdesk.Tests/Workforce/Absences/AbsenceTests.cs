using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Assign;
using Helpdesk.Web.Cases.Acts.Close;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Audit;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Attention;
using Helpdesk.Web.Workforce;
using Helpdesk.Web.Workforce.Absences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Workforce.Absences;

/// <summary>
/// Absences with dates and a substitute: entered, ended, undone; what they do to cases and to supervisors' bell (spec U2, C9).
/// </summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = As(DemoPeople.Mori);
    private static readonly ClaimsPrincipal Kato = As(DemoPeople.Kato);

    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Enter_OnesOwn_IsAllowed_AnothersIsForSupervisors()
    {
        (await SaveAsync(New(DemoPeople.Kato), Kato)).IsOk.ShouldBeTrue();
        (await SaveAsync(New(DemoPeople.Tanaka), Kato)).Errors[0].Code.ShouldBe("auth.forbidden");
        (await SaveAsync(New(DemoPeople.Tanaka), Mori)).IsOk.ShouldBeTrue();
        (await SaveAsync(New(DemoPeople.Ito), IntakeHost.Nobody)).Errors[0].Code.ShouldBe("auth.forbidden");
        (
            await _host.ReadAsync(db =>
                db.AdminLog()
                    .Where(e => e.Action == AdminActs.AbsenceEntered)
                    .Select(e => e.SubjectName + " by " + e.ActorName)
                    .ToListAsync()
            )
        ).ShouldBe(["Kato Kenta by Kato Kenta", "Tanaka Jun by Mori Hana"]);
    }

    [Fact]
    public async Task Enter_BadTimesOrPeople_IsRefusedWithTheField()
    {
        var good = New(DemoPeople.Tanaka);
        (await CodesAsync(good with { Until = good.From })).ShouldBe(["until: absence.ends-before"]);
        (await CodesAsync(good with { Until = good.From + Duration.FromDays(367) })).ShouldBe(["until: absence.too-long"]);
        (await CodesAsync(good with { From = _host.Now - Duration.FromDays(3), Until = _host.Now })).ShouldBe(["until: absence.over"]);
        (await CodesAsync(good with { SubstituteId = good.PersonId })).ShouldBe(["substituteId: absence.own-substitute"]);
        (await CodesAsync(good with { SubstituteId = Guid.NewGuid() })).ShouldBe(["substituteId: owner.unknown"]);
        (await CodesAsync(good with { PersonId = Guid.NewGuid() })).ShouldBe(["personId: owner.unknown"]);
        (await SaveAsync(good, Mori)).IsOk.ShouldBeTrue();
        (await CodesAsync(good with { From = good.From + Duration.FromHours(5), Until = good.Until + Duration.FromHours(5) })).ShouldBe([
            "from: absence.overlaps",
        ]);
        (await CodesAsync(good with { From = good.Until, Until = good.Until + Duration.FromHours(5) })).ShouldBeEmpty(
            "half open: one begins where the other ends"
        );
    }

    [Fact]
    public async Task Away_CaseIsNotAssigned_ReopenedGoesToWhoStandsIn_AndBackAgainAfterTheEnd()
    {
        var opened = await _host.OpenAsync();
        await RunAsync(opened, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"));
        await RunAsync(opened, new CloseCase(ClosingReason.NoLongerNeeded, "the contact, on the telephone", null));
        // Ito stands in, is away too, and Kato stands in for Ito.
        await EnterAsync(DemoPeople.Tanaka, DemoPeople.Ito);
        await EnterAsync(DemoPeople.Ito, DemoPeople.Kato);

        var other = await _host.OpenAsync();
        var refused = await TryAsync(other, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"));
        (refused.Errors[0].Code, refused.Errors[0].Args[1]).ShouldBe(("owner.away", DemoPeople.Kato.DisplayName));
        (await RunAsync(opened, new ReopenCase("again"))).OwnerName.ShouldBe(DemoPeople.Kato.DisplayName, "the chain is resolved");

        _host.Time.Advance(TimeSpan.FromDays(2));
        (await RunAsync(other, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"))).OwnerId.ShouldBe(
            DemoPeople.Tanaka.Id,
            "ended absences are over by themselves"
        );
    }

    [Fact]
    public async Task End_IsUndone_AndEachActIsLogged()
    {
        var id = (await SaveAsync(New(DemoPeople.Tanaka), Mori)).Value;
        var board = _host.Services.GetRequiredService<AbsenceCache>();
        board.IsAway(DemoPeople.Tanaka.Id).ShouldBeTrue();

        var ended = await DoAsync(h => h.HandleAsync(new EndAbsence(id), Mori));
        board.IsAway(DemoPeople.Tanaka.Id).ShouldBeFalse();
        (await DoAsync(h => h.HandleAsync(new RestoreAbsence(id, ended.Value.Until), Mori))).IsOk.ShouldBeTrue();
        board.IsAway(DemoPeople.Tanaka.Id).ShouldBeTrue();
        (await DoAsync(h => h.HandleAsync(new EndAbsence(id), Kato))).Errors[0].Code.ShouldBe("auth.forbidden");

        var planned = (
            await SaveAsync(
                New(DemoPeople.Ito) with
                {
                    From = _host.Now + Duration.FromDays(3),
                    Until = _host.Now + Duration.FromDays(4),
                },
                Mori
            )
        ).Value;
        var back = await DoAsync(h => h.HandleAsync(new EndAbsence(planned), Mori));
        (await ListAsync()).ShouldNotContain(l => l.Absence.Id == planned, "it never was");
        (await DoAsync(h => h.HandleAsync(new RestoreAbsence(planned, back.Value.Until), Mori))).IsOk.ShouldBeTrue();
        (await ListAsync()).ShouldContain(l => l.Absence.Id == planned);
        (
            await _host.ReadAsync(db =>
                db.AdminLog().Where(e => e.Action.StartsWith("absence.")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()
            )
        ).ShouldBe([
            AdminActs.AbsenceEntered,
            AdminActs.AbsenceEnded,
            AdminActs.AbsenceRestored,
            AdminActs.AbsenceEntered,
            AdminActs.AbsenceCancelled,
            AdminActs.AbsenceRestored,
        ]);
    }

    [Fact]
    public async Task Change_SeenByTwo_SecondIsAskedToLookAgain()
    {
        var made = New(DemoPeople.Tanaka);
        var id = (await SaveAsync(made, Mori)).Value;
        (await SaveAsync(made with { Id = id, Version = 0, SubstituteId = DemoPeople.Ito.Id }, Mori)).IsOk.ShouldBeTrue();
        (await SaveAsync(made with { Id = id, Version = 0, SubstituteId = DemoPeople.Wagner.Id }, Mori))
            .Errors[0]
            .Code.ShouldBe("absence.changed");
    }

    [Fact]
    public async Task Watch_SomebodyAwayWithOpenCases_RingsOnce_AndSettlesItselfWhenTheyAreBack()
    {
        var watch = _host.Services.GetRequiredService<AbsenceWatch>();
        var board = _host.Services.GetRequiredService<OpenAlerts>();
        var opened = await _host.OpenAsync();
        await RunAsync(opened, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"));
        var made = New(DemoPeople.Tanaka) with { From = _host.Now + Duration.FromHours(1) };
        await SaveAsync(made, Mori);
        (await AlertsAsync()).ShouldBeEmpty("it has not begun");

        var told = 0;
        using var heard = _host.Services.GetRequiredService<AbsenceCache>().Subscribe(() => told++);
        _host.Time.Advance(TimeSpan.FromHours(1));
        await watch.RunAsync(CancellationToken.None);
        await watch.RunAsync(CancellationToken.None);
        told.ShouldBe(1, "screens hear that it begins");
        var alert = (await AlertsAsync()).ShouldHaveSingleItem();
        (alert.Subject, alert.From, alert.Until, alert.CaseNumber).ShouldBe(("Tanaka Jun", made.From, made.Until, ""));
        board.Open.ShouldBe(1);

        _host.Time.Advance(TimeSpan.FromDays(2));
        await watch.RunAsync(CancellationToken.None);
        told.ShouldBe(2);
        (await AlertsAsync()).ShouldHaveSingleItem().SettledItself.ShouldBeTrue();
        board.Open.ShouldBe(0);
    }

    [Fact]
    public async Task Watch_UndoneEnding_RingsAgain_WhatAPersonSettledDoesNot()
    {
        var opened = await _host.OpenAsync();
        await RunAsync(opened, new AssignCase(DemoPeople.Tanaka.Id, "Tanaka Jun"));
        var id = (await SaveAsync(New(DemoPeople.Tanaka), Mori)).Value;
        (await AlertsAsync()).Single().SettledAt.ShouldBeNull("somebody away from now on is told of at once");
        var ended = await DoAsync(h => h.HandleAsync(new EndAbsence(id), Mori));
        (await AlertsAsync()).Single().SettledItself.ShouldBeTrue();
        await DoAsync(h => h.HandleAsync(new RestoreAbsence(id, ended.Value.Until), Mori));
        var again = (await AlertsAsync()).Single();
        again.SettledAt.ShouldBeNull();

        await using var scope = _host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AlertHandlers>().SettleAsync(again.Id, "Cases moved.", Mori);
        await _host.Services.GetRequiredService<AbsenceWatch>().RunAsync(CancellationToken.None);
        (await AlertsAsync()).Single().Settlement.ShouldBe("Cases moved.");
    }

    private static ClaimsPrincipal As(DemoPerson person) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.NameIdentifier, person.Id.ToString()),
                    new Claim(PersonClaims.DisplayName, person.DisplayName),
                    .. person.Roles.Select(r => new Claim(ClaimTypes.Role, r)),
                ],
                "test"
            )
        );

    private SaveAbsence New(DemoPerson person) => new(null, 0, person.Id, _host.Now, _host.Now + Duration.FromDays(1), null);

    private async Task EnterAsync(DemoPerson person, DemoPerson substitute) =>
        (await SaveAsync(New(person) with { SubstituteId = substitute.Id }, Mori)).IsOk.ShouldBeTrue();

    private Task<Result<Guid>> SaveAsync(SaveAbsence command, ClaimsPrincipal who) => DoAsync(h => h.HandleAsync(command, who));

    private async Task<IEnumerable<string>> CodesAsync(SaveAbsence command) =>
        (await SaveAsync(command, Mori)).Errors.Select(e => $"{e.Field}: {e.Code}");

    private async Task<T> DoAsync<T>(Func<AbsenceHandlers, Task<T>> act)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AbsenceHandlers>());
    }

    private async Task<IReadOnlyList<AbsenceLine>> ListAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return (
            await scope.ServiceProvider.GetRequiredService<AbsencesQuery>().RunAsync(Mori, TestContext.Current.CancellationToken)
        ).Value;
    }

    private Task<List<SupervisorAlert>> AlertsAsync() =>
        _host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.OwnerAway).ToListAsync());

    private async Task<Result<QueueEntry>> TryAsync<TCommand>(Case on, TCommand command)
        where TCommand : ICaseCommand
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(on.Number, null, command, Mori, TestContext.Current.CancellationToken);
    }

    private async Task<QueueEntry> RunAsync<TCommand>(Case on, TCommand command)
        where TCommand : ICaseCommand
    {
        var done = await TryAsync(on, command);
        done.IsOk.ShouldBeTrue(done.IsOk ? null : done.Errors[0].Code);
        return done.Value;
    }
}
