using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Helpdesk.Web.Platform.Validation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Attention;

/// <summary>The case an alert is about, in words: a number alone tells a supervisor nothing.</summary>
public sealed record AlertedCase(string Number, string Subject, string Customer);

/// <summary>What supervisors see of the alerts and do about them (spec U2).</summary>
public sealed class AlertHandlers(
    IDbContextFactory<HelpdeskDb> databases,
    WriteGate gate,
    OpenAlerts board,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>Everything unsettled, newest first; nothing for those who do not supervise.</summary>
    public async Task<IReadOnlyList<SupervisorAlert>> OpenAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return [];
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Alerts.AsNoTracking()
            .Where(a => a.SettledAt == null)
            .OrderByDescending(a => a.Id)
            .Take(500)
            .ToListAsync(cancellation);
    }

    /// <summary>The cases that these alerts are about, by number; closed ones too.</summary>
    public async Task<IReadOnlyDictionary<string, AlertedCase>> CasesOfAsync(
        IReadOnlyList<SupervisorAlert> alerts,
        CancellationToken cancellation
    )
    {
        var numbers = alerts.Select(a => a.CaseNumber).Where(n => n.Length > 0).Distinct().ToList();
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .Cases.AsNoTracking()
            .Where(c => numbers.Contains(c.Number))
            .Select(c => new AlertedCase(c.Number, c.Subject, c.CustomerName ?? c.Contact.Organisation ?? c.Contact.Name))
            .ToDictionaryAsync(c => c.Number, cancellation);
    }

    /// <summary>Settles an alert with a word on what was done; looking at it settles nothing.</summary>
    public async Task<Result> SettleAsync(long id, string what, ClaimsPrincipal who)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return Result.Forbid();
        if (string.IsNullOrWhiteSpace(what))
            return Result.Refuse("text.required", "settlement");
        if (what.Length > Rules.ShortText)
            return Result.Refuse("text.too-long", "settlement", Rules.ShortText, what.Length);
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        if (await db.Alerts.SingleOrDefaultAsync(a => a.Id == id) is not { } alert)
            return Result.Refuse("alert.unknown");
        if (!alert.Settle(what.Trim(), who.DisplayName(), clock.GetCurrentInstant()))
            return Result.Refuse("alert.settled", null, alert.SettledBy);
        await db.SaveChangesAsync();
        board.Settled();
        return Result.Ok;
    }
}
