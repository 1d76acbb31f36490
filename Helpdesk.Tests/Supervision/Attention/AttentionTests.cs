using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Tests.Intake;
using Helpdesk.Tests.Mail.Out;
using Helpdesk.Web.Cases.Acts.Reply;
using Helpdesk.Web.Cases.Commands;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Supervision.Attention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Case = Helpdesk.Domain.Cases.Case;

namespace Helpdesk.Tests.Supervision.Attention;

/// <summary>What waits for a supervisor goes by an act, never by being looked at (spec U2, E5).</summary>
public sealed class AttentionTests : IAsyncLifetime
{
    private static readonly ClaimsPrincipal Mori = new(
        new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, Guid.NewGuid().ToString()),
                new Claim(PersonClaims.DisplayName, "Mori Hana"),
                new Claim(ClaimTypes.Role, Roles.Supervisor),
            ],
            "test"
        )
    );

    private readonly MailHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Exception_Granted_LeavesTheListAndStartsTheClock_E5()
    {
        var opened = await _host.OpenAsync(r => r with { SerialNumber = null });
        (await FindAsync()).Exceptions.ShouldContain(e => e.Number == opened.Number);
        (await FindAsync()).Exceptions.ShouldContain(e => e.Number == opened.Number, "looking settles nothing");

        (await RunAsync(opened, new GrantException(SupportTier.Premium, null, "Signed today."), IntakeHost.Agent))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await RunAsync(opened, new GrantException(SupportTier.Premium, null, " "), Mori))
            .Errors.Select(e => $"{e.Field}: {e.Code}")
            .ShouldBe(["reason: text.required"]);
        (await RunAsync(opened, new GrantException(null, null, "x"), Mori))
            .Errors.Select(e => $"{e.Field}: {e.Code}")
            .ShouldBe(["tier: value.required"]);
        var row = (await RunAsync(opened, new GrantException(SupportTier.Premium, null, "Signed today."), Mori)).Value;

        (row.Verdict, row.Tier).ShouldBe((VerdictKind.EntitledWithLimits, SupportTier.Premium));
        row.Clock!.Kind.ShouldBe(ClockKind.FirstResponse);
        (await FindAsync()).Exceptions.ShouldNotContain(e => e.Number == opened.Number);
        var stored = await _host.ReadAsync(db =>
            db.Timeline.AsNoTracking().Where(e => e.CaseNumber == opened.Number).OrderBy(e => e.Id).ToListAsync()
        );
        var granted = stored.Single(e => e.Event is ExceptionGranted);
        (granted.Words, granted.ActorName).ShouldBe(("Signed today.", "Mori Hana"));
    }

    [Fact]
    public async Task Exception_RunsOut_RingsOnce_AndAgainForTheNextEnd_E5()
    {
        var opened = await _host.OpenAsync(r => r with { SerialNumber = null });
        await RunAsync(opened, new GrantException(SupportTier.Standard, _host.Now + Duration.FromDays(2), "Until Friday."), Mori);
        await RoundAsync();
        (await EndedAsync()).ShouldBeEmpty();

        _host.Time.Advance(TimeSpan.FromDays(2));
        await RoundAsync();
        await RoundAsync();
        (await EndedAsync()).ShouldHaveSingleItem().CaseNumber.ShouldBe(opened.Number);
        _host.Services.GetRequiredService<OpenAlerts>().Open.ShouldBe(1);

        await RunAsync(opened, new GrantException(SupportTier.Standard, _host.Now + Duration.FromDays(2), "One more week."), Mori);
        _host.Time.Advance(TimeSpan.FromDays(2));
        await RoundAsync();
        (await EndedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Missed_IsListedUntilAnsweredOrExcused()
    {
        var (late, excused) = (
            await _host.OpenAsync(r => r with { Severity = Severity.Emergency }),
            await _host.OpenAsync(r => r with { Severity = Severity.Emergency })
        );
        _host.Time.Advance(TimeSpan.FromMinutes(100));
        (await FindAsync())
            .AtRisk.Select(b => b.Entry.Number)
            .Where(n => n == late.Number || n == excused.Number)
            .ShouldBe([late.Number, excused.Number], ignoreOrder: true, "100 of 120 minutes are gone (P2)");
        (await RunAsync(excused, new ExcuseBreach(ClockKind.FirstResponse, "x"), Mori)).Errors[0].Code.ShouldBe("breach.none");

        _host.Time.Advance(TimeSpan.FromMinutes(30));
        // The demo's own missed ones are there too: what counts is what each act takes away.
        var all = (await FindAsync()).AllMissed;
        (await RunAsync(excused, new ExcuseBreach(ClockKind.FirstResponse, "Storm."), IntakeHost.Agent))
            .Errors[0]
            .Code.ShouldBe("auth.forbidden");
        (await FindAsync()).AllMissed.ShouldBe(all, "a refused act changes nothing");
        (await RunAsync(excused, new ExcuseBreach(ClockKind.FirstResponse, "Storm."), Mori)).IsOk.ShouldBeTrue();
        (await FindAsync()).AllMissed.ShouldBe(all - 1);

        (await RunAsync(late, new ReplyToCustomer("Here we are."), Mori)).IsOk.ShouldBeTrue();
        var found = await FindAsync();
        (found.AllMissed, found.Missed.Count).ShouldBe((all - 2, Math.Min(all - 2, AttentionQuery.Shown)));
        var clock = await _host.ReadAsync(db => db.Clocks.AsNoTracking().SingleAsync(c => c.ExcusedAt != null));
        (clock.ExcusedBy, clock.IsOpen).ShouldBe(("Mori Hana", true));
    }

    [Fact]
    public async Task Engineer_FindsNothing()
    {
        await _host.OpenAsync(r => r with { SerialNumber = null });
        await using var scope = _host.Services.CreateAsyncScope();
        (
            await scope
                .ServiceProvider.GetRequiredService<AttentionQuery>()
                .RunAsync(IntakeHost.Agent, TestContext.Current.CancellationToken)
        ).ShouldBe(AttentionFindings.None);
    }

    private Task RoundAsync() => _host.Services.GetRequiredService<ExceptionWatch>().RunAsync(TestContext.Current.CancellationToken);

    private Task<List<SupervisorAlert>> EndedAsync() =>
        _host.ReadAsync(db => db.Alerts.AsNoTracking().Where(a => a.Kind == AlertKind.ExceptionEnded).ToListAsync());

    private async Task<AttentionFindings> FindAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AttentionQuery>().RunAsync(Mori, TestContext.Current.CancellationToken);
    }

    private async Task<Result<QueueEntry>> RunAsync<TCommand>(Case on, TCommand command, ClaimsPrincipal who)
        where TCommand : ICaseCommand
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<CaseCommandRunner>()
            .RunAsync(on.Number, null, command, who, TestContext.Current.CancellationToken);
    }
}
