using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;

namespace Helpdesk.Web.Mail.In.Filing;

/// <summary>
/// Tells supervisors once for each outage that the mailbox cannot be read, after <see cref="MailInOptions.AlertAfterMinutes"/>; settles
/// that by itself when it can be read again (spec U2).
/// </summary>
public sealed class MailboxWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    MailboxState state,
    OpenAlerts alerts,
    IOptions<MailInOptions> options,
    IClock clock,
    IMailBox? box = null
)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using (var look = await databases.CreateDbContextAsync(cancellation))
        {
            if (await ChangeAsync(look, cancellation) is (0, 0))
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var (raised, settled) = await ChangeAsync(db, CancellationToken.None);
        await db.SaveChangesAsync(CancellationToken.None);
        alerts.Raised(raised);
        alerts.Settled(settled);
    }

    private async Task<(int Raised, int Settled)> ChangeAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var open = await db.Alerts.Where(a => a.Kind == AlertKind.MailboxUnreadable && a.SettledAt == null).ToListAsync(cancellation);
        if (state.Failure is not { } failure)
            // A mailbox that is switched off is not waited for either.
            return (0, state.ReadAt is null && box is not null ? 0 : open.Count(a => a.SettleItself(MailFiling.Rule, now)));
        // One that an earlier process raised, for the same outage, is enough.
        if (open.Count > 0 || now - failure.Since < Duration.FromMinutes(options.Value.AlertAfterMinutes))
            return (0, 0);
        var key = InstantPattern.ExtendedIso.Format(failure.Since);
        if (await db.Alerts.AnyAsync(a => a.Kind == AlertKind.MailboxUnreadable && a.Key == key, cancellation))
            return (0, 0);
        db.Alerts.Add(SupervisorAlert.About(AlertKind.MailboxUnreadable, key, failure.Said, null, null, now));
        return (1, 0);
    }
}

/// <summary>Degraded, not unhealthy, while the mailbox cannot be read; no server's words are told to the outside.</summary>
public sealed class MailboxHealth(MailboxState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
            state.Failure is { } failure
                ? HealthCheckResult.Degraded($"the mailbox cannot be read ({failure.Trouble}); see /mail-in")
                : HealthCheckResult.Healthy()
        );
}
