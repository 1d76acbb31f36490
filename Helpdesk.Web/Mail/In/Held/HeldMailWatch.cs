using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Mail;
using Helpdesk.Web.Mail.In.Filing;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.Mail.In.Held;

/// <summary>
/// Tells supervisors, once for each batch, that held mail waits too long; settles
/// that by itself when none waits. Forgets bytes past their time.
/// </summary>
public sealed class HeldMailWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    OpenAlerts alerts,
    RawMails raws,
    IOptions<MailInOptions> options,
    IClock clock
)
{
    private const int AtATime = 200;

    // What machines wrote can wait for the day's look; a person's word cannot.
    private static readonly InboundCause[] OfMachines =
    [
        InboundCause.AutoReply,
        InboundCause.MailingList,
        InboundCause.Loop,
        InboundCause.BounceOfUnknown,
    ];

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

    /// <summary>Removes the bytes of mails that were filed or dropped long ago; who sent what and what became of it stays.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var before = clock.GetCurrentInstant() - Duration.FromDays(options.Value.KeepDays);
        while (!cancellation.IsCancellationRequested)
        {
            using var turn = await gate.EnterAsync(cancellation);
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var old = await db.InboundMails()
                .Where(m =>
                    !m.RawIsGone
                    && m.DecidedAt != null
                    && m.DecidedAt < before
                    && (m.State == InboundState.Filed || m.State == InboundState.Dropped)
                )
                .OrderBy(m => m.Id)
                .Take(AtATime)
                .ToListAsync(cancellation);
            if (old.Count == 0)
                return;
            old.ForEach(m => m.ForgetRaw());
            await db.SaveChangesAsync(cancellation);
            foreach (var checksum in old.Select(m => m.RawChecksum).Distinct(StringComparer.Ordinal))
            {
                if (!await db.InboundMails().AnyAsync(m => m.RawChecksum == checksum && !m.RawIsGone, cancellation))
                    raws.Remove(checksum);
            }
        }
    }

    private async Task<(int Raised, int Settled)> ChangeAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var (now, since) = (clock.GetCurrentInstant(), clock.GetCurrentInstant() - Duration.FromMinutes(options.Value.AlertAfterMinutes));
        var waiting = await db.InboundMails()
            .AsNoTracking()
            .Where(m => m.State == InboundState.Held && m.ReceivedAt <= since && !OfMachines.Contains(m.Cause))
            .OrderBy(m => m.Id)
            .Select(m => new
            {
                m.Id,
                m.FromAddress,
                m.ReceivedAt,
            })
            .ToListAsync(cancellation);
        var open = await db.Alerts.Where(a => a.Kind == AlertKind.MailHeld && a.SettledAt == null).ToListAsync(cancellation);
        if (waiting.Count == 0)
            return (0, open.Count(a => a.SettleItself(MailFiling.Rule, now)));
        if (open.Count > 0)
            return (0, 0);
        // The key is the youngest of the batch: what a person has settled stays settled, and another mail raises another alert.
        var key = waiting[^1].Id.ToString("D12", System.Globalization.CultureInfo.InvariantCulture);
        var last = await db.Alerts.Where(a => a.Kind == AlertKind.MailHeld).OrderByDescending(a => a.Key).FirstOrDefaultAsync(cancellation);
        // A dropping that was taken back: the batch waits again.
        if (last is not null && string.CompareOrdinal(last.Key, key) >= 0)
            return (last.RaiseAgain(now) ? 1 : 0, 0);
        db.Alerts.Add(
            SupervisorAlert.About(
                AlertKind.MailHeld,
                key,
                waiting[0].FromAddress + (waiting.Count > 1 ? $" +{waiting.Count - 1}" : ""),
                null,
                null,
                now
            )
        );
        return (1, 0);
    }
}
