using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Tests.Cases.Walks;
using Helpdesk.Tests.OnCall.Paging;
using Helpdesk.Tests.People;
using Helpdesk.Web.OnCall.Board;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.People.Administration;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Workforce;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Helpdesk.Tests.OnCall.Nights;

/// <summary>
/// A walk through nights on the running console: its own handlers, its own paging job, a real database, on the walk's clock. It stops at
/// each act and wherever time alone may change who is asked.
/// </summary>
internal sealed class NightRun
{
    private const int MostLooks = 500;
    private readonly OnCallHost _host;
    private readonly Walk _walk;
    private readonly NightJudge _judge;
    private readonly List<NightStop> _stops = [];
    private readonly HashSet<int> _lost = [];
    private readonly HashSet<int> _off = [];
    private HostConsole _console = null!;

    private NightRun(OnCallHost host, Walk walk) => (_host, _walk, _judge) = (host, walk, new(walk));

    /// <param name="host">Its clock must not be beyond the walk's beginning; what other walks left there is closed.</param>
    public static async Task<NightRecord> OfAsync(OnCallHost host, Walk walk)
    {
        var run = new NightRun(host, walk);
        return new(walk, run._stops, await run.RunAsync(), run._judge.Figures);
    }

    private async Task<Finding?> RunAsync()
    {
        await TidyAsync();
        GoTo(_walk.Start);
        _console = await HostConsole.OpenAsync(_host, _walk);
        var found = await StopAsync(new(_walk.Start, 0, Act.Look));
        foreach (var step in _walk.Steps.Append(new(_walk.Steps[^1].At + Duration.FromMinutes(50), 0, Act.Look)))
        {
            for (var looks = 0; found is null && looks < MostLooks && _judge.Next() is var at && at < step.At; looks++)
                found = await StopAsync(new(at, 0, Act.Look));
            if (found is null)
                found = await StopAsync(_judge.Resolve(step.At < _host.Now ? step with { At = _host.Now } : step));
            if (found is not null)
                break;
        }

        foreach (var person in _lost.ToList())
            await ChangeRoleAsync(person);
        foreach (var person in _off.ToList())
            await SwitchAsync(person);
        return found;
    }

    private async Task<Finding?> StopAsync(Step step)
    {
        GoTo(step.At);
        var accepted = await DoAsync(step);
        await _host.Services.GetRequiredService<PageWorker>().RunAsync(TestContext.Current.CancellationToken);
        List<NightView> seen = [];
        for (var i = 0; i < _walk.Cases.Count; i++)
            seen.Add(await SeeAsync(i));
        _stops.Add(new(step, accepted, seen));
        return _judge.Judge(_stops[^1]);
    }

    private async Task<bool> DoAsync(Step step)
    {
        switch (step.Act)
        {
            case Act.Look:
                return true;
            case Act.Restart:
                await _host.KillAndRestartAsync();
                return true;
            case Act.Role:
                await ChangeRoleAsync(step.What![0] - '0');
                return true;
            case Act.SwitchOff:
                await SwitchAsync(step.What![0] - '0');
                return true;
            case Act.Shift:
                return await TakeShiftAsync(step);
            case Act.Acknowledge:
                var page = (await PagesAsync(step.Case)).Find(p => p.EndedAt is null);
                return page is not null && (await _host.AcknowledgeAsync(page.Id, By(step))).IsOk;
            case Act.HandOver:
                await using (var scope = _host.Services.CreateAsyncScope())
                {
                    var to = HostConsole.Colleagues[step.What![0] - '0'].Id;
                    var handler = scope.ServiceProvider.GetRequiredService<HandCaseOverHandler>();
                    return (await handler.HandleAsync(new(_console[step.Case].Number, to, null), By(step))).IsOk;
                }

            default:
                return (step.Other is null || (step.Other != step.Case && step.Other < _walk.Cases.Count))
                    && await _console.DoByAsync(step);
        }
    }

    private async Task<NightView> SeeAsync(int number)
    {
        var page = (await PagesAsync(number)).Find(p => p.EndedAt is null);
        var one = await _console.SeeAsync(number);
        if (page is null)
            return new(one, null, null, null, [], [], []);
        var steps = page.Steps.OrderBy(s => s.Number).Select(s => (s.At, People: s.Asks.ConvertAll(a => Number(a.PersonId)))).ToList();
        return new(
            one,
            page.OpenedAt,
            steps[^1].At,
            page.NextStepAt,
            steps[^1].People,
            steps[0].People,
            [.. steps.SelectMany(s => s.People).Distinct()]
        );
    }

    private Task<List<Page>> PagesAsync(int number) => _host.PagesOfAsync(_console[number]);

    private async Task ChangeRoleAsync(int person)
    {
        var who = HostConsole.Colleagues[person];
        var roles = _lost.Add(person) ? [.. who.Roles.Where(r => r != Roles.OnCall)] : who.Roles;
        if (roles.Length == who.Roles.Length)
            _lost.Remove(person);
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<ChangeRolesHandler>()
            .HandleAsync(new(who.Id, roles), Who.Admin, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue();
    }

    private async Task SwitchAsync(int person)
    {
        if (!_off.Remove(person))
            _off.Add(person);
        await using var scope = _host.Services.CreateAsyncScope();
        var done = await scope
            .ServiceProvider.GetRequiredService<SwitchPersonHandler>()
            .HandleAsync(new(HostConsole.Colleagues[person].Id, !_off.Contains(person)), Who.Admin, TestContext.Current.CancellationToken);
        done.IsOk.ShouldBeTrue();
    }

    private async Task<bool> TakeShiftAsync(Step step)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var who = HostConsole.Colleagues[step.What![0] - '0'].Id;
        var shift = new SaveOverride(null, 0, OnCallLayer.Primary, who, _host.Now, _host.Now + NightWalks.MinutesOf(step), null);
        return (await scope.ServiceProvider.GetRequiredService<OverrideHandlers>().HandleAsync(shift, OnCallHost.As(DemoPeople.Mori))).IsOk;
    }

    // What an earlier walk left is no case of this one.
    private async Task TidyAsync()
    {
        await _host.WriteAsync(async db =>
        {
            var now = _host.Now;
            await db
                .Cases.Where(c => c.Status != CaseStatus.Closed)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.Status, CaseStatus.Closed));
            await db.Pages()
                .Where(p => p.EndedAt == null)
                .ExecuteUpdateAsync(s => s.SetProperty(p => p.EndedAt, now).SetProperty(p => p.NextStepAt, (Instant?)null));
            await db.Absences().ExecuteDeleteAsync();
        });
        await _host.Services.GetRequiredService<AbsenceCache>().ReloadAsync(TestContext.Current.CancellationToken);
    }

    private void GoTo(Instant at)
    {
        if (at > _host.Now)
            _host.Time.SetUtcNow(at.ToDateTimeOffset());
    }

    private static System.Security.Claims.ClaimsPrincipal By(Step step) => OnCallHost.As(HostConsole.Colleagues[step.Who!.Value]);

    private static int Number(Guid person) => Array.FindIndex(HostConsole.Colleagues, p => p.Id == person);
}
