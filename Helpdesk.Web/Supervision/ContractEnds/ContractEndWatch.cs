using System.Globalization;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Customers;
using Helpdesk.Web.Customers;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Quartz;

namespace Helpdesk.Web.Supervision.ContractEnds;

/// <summary>
/// Tells ahead that contracts end: one alert for those that reach a stage on the same day, and, if switched on, a mail to the customer's
/// contacts. Each contract, last day and stage is told once; an alert settles itself when none of its contracts ends untold any more.
/// </summary>
public sealed class ContractEndWatch(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    Catalogue catalogue,
    ContractEndMails mails,
    OpenAlerts alerts,
    OutboxSignal bell,
    IOptions<ContractNoticeOptions> options,
    IClock clock,
    ILogger<ContractEndWatch> log
)
{
    private const int Named = 3;

    private static readonly Actor Rule = Actor.System("contracts");

    public async Task RunAsync(CancellationToken cancellation)
    {
        await using (var look = await databases.CreateDbContextAsync(cancellation))
        {
            if ((await UntoldAsync(look, cancellation)).Count == 0 && (await OverAsync(look, cancellation)).Count == 0)
                return;
        }

        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var now = clock.GetCurrentInstant();
        var settled = (await OverAsync(db, CancellationToken.None)).Count(a => a.SettleItself(Rule, now));
        var untold = await UntoldAsync(db, CancellationToken.None);
        var (raised, written) = (0, 0);
        foreach (var stage in untold.GroupBy(u => u.Days))
        {
            foreach (var (contract, days) in stage)
                written += await TellAsync(db, contract, days, now);
            raised += await RaiseAsync(db, stage.Key, [.. stage.Select(u => u.Contract)], now);
        }

        try
        {
            await db.SaveChangesAsync(CancellationToken.None);
        }
        catch (DbUpdateException e)
        {
            // The indexes hold "once": another node was faster, and the next run sees what it wrote.
            log.LogInformation("The ends of contracts are looked at again: {Cause}", e.GetType().Name);
            return;
        }

        alerts.Raised(raised);
        alerts.Settled(settled);
        if (written > 0)
            bell.Ring();
    }

    /// <summary>The key of the alert on what was told on a day at a stage.</summary>
    private static string KeyOf(int days, LocalDate on) =>
        string.Create(CultureInfo.InvariantCulture, $"{days}:{LocalDatePattern.Iso.Format(on)}");

    private async Task<List<(Contract Contract, int Days)>> UntoldAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var (today, settings) = (catalogue.Today, options.Value);
        var last = today.PlusDays(settings.FirstDays);
        var ending = await db.Contracts()
            .AsNoTracking()
            .Where(c => c.Until >= today && c.Until <= last && c.Successor == null && c.EndedOn == null)
            .Where(c => !db.Customers().Any(x => x.Key == c.CustomerKey && x.EndedOn != null && x.EndedOn < today))
            .OrderBy(c => c.Until)
            .ThenBy(c => c.Number)
            .ToListAsync(cancellation);
        var told = await db.ContractNotices()
            .Where(n => n.LastDay >= today && n.LastDay <= last)
            .Select(n => new
            {
                n.Number,
                n.LastDay,
                n.DaysAhead,
            })
            .ToListAsync(cancellation);
        var known = told.Select(n => (n.Number.ToUpperInvariant(), n.LastDay, n.DaysAhead)).ToHashSet();
        return
        [
            .. ending
                .Select(c => (Contract: c, Days: ContractEnding.StageOf(c, today, settings.FirstDays, settings.SecondDays)))
                .Where(c => c.Days is { } days && !known.Contains((c.Contract.Number.ToUpperInvariant(), c.Contract.LastDay, days)))
                .Select(c => (c.Contract, c.Days!.Value)),
        ];
    }

    /// <summary>Open alerts none of whose contracts still ends with nothing after it.</summary>
    private async Task<List<SupervisorAlert>> OverAsync(HelpdeskDb db, CancellationToken cancellation)
    {
        var today = catalogue.Today;
        var open = await db.Alerts.Where(a => a.Kind == AlertKind.ContractsEnding && a.SettledAt == null).ToListAsync(cancellation);
        if (open.Count == 0)
            return open;
        var still = await db.ContractNotices()
            .Where(n =>
                n.LastDay >= today
                && db.Contracts().Any(c => c.Number == n.Number && c.Until == n.LastDay && c.Successor == null && c.EndedOn == null)
            )
            .Select(n => new { n.DaysAhead, n.ToldOn })
            .Distinct()
            .ToListAsync(cancellation);
        var needed = still.Select(n => KeyOf(n.DaysAhead, n.ToldOn)).ToHashSet(StringComparer.Ordinal);
        return [.. open.Where(a => !needed.Contains(a.Key ?? ""))];
    }

    private async Task<int> TellAsync(HelpdeskDb db, Contract contract, int days, Instant now)
    {
        var written = options.Value.MailCustomers ? await mails.WriteAsync(db, contract, days, catalogue.Today, now) : 0;
        db.ContractNotices()
            .Add(
                new ContractNotice
                {
                    Number = contract.Number,
                    LastDay = contract.LastDay,
                    DaysAhead = days,
                    ToldOn = catalogue.Today,
                    Mails = written,
                }
            );
        return written;
    }

    private async Task<int> RaiseAsync(HelpdeskDb db, int days, IReadOnlyList<Contract> contracts, Instant now)
    {
        var key = KeyOf(days, catalogue.Today);
        if (await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.ContractsEnding && a.Key == key) is { } known)
            // Another one of the same day, e.g. by an import: what stood there for it stands there still.
            return known.RaiseAgain(now) ? 1 : 0;
        var names = string.Join(", ", contracts.Take(Named).Select(c => c.Number));
        var more = contracts.Count > Named ? string.Create(CultureInfo.InvariantCulture, $" +{contracts.Count - Named}") : "";
        db.Alerts.Add(SupervisorAlert.About(AlertKind.ContractsEnding, key, names + more, null, null, now));
        return 1;
    }
}

/// <summary>Runs the watch.</summary>
[DisallowConcurrentExecution]
public sealed class ContractEndJob(ContractEndWatch watch) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await watch.RunAsync(cancellationToken);
}
