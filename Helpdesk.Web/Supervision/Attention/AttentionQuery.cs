using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.Supervision.Attention;

/// <summary>A case whose entitlement a supervisor has to decide (spec E5).</summary>
public sealed record ExceptionToDecide(string Number, string Subject, string Customer, Verdict Verdict, Instant OpenedAt);

/// <summary>A promise that is broken, or is about to be.</summary>
public sealed record Breach(QueueEntry Entry, NextClock Clock, ClockReading Reading);

/// <summary>What waits for a supervisor beside the alerts: found in the cases themselves, so it goes when its cause goes.</summary>
public sealed record AttentionFindings(
    IReadOnlyList<ExceptionToDecide> Exceptions,
    int AllExceptions,
    IReadOnlyList<Breach> Missed,
    int AllMissed,
    IReadOnlyList<Breach> AtRisk,
    int FailedMails
)
{
    public static readonly AttentionFindings None = new([], 0, [], 0, [], 0);
}

/// <summary>Finds what the alerts do not name; nothing for those who do not supervise (spec U2).</summary>
public sealed class AttentionQuery(
    IDbContextFactory<HelpdeskDb> databases,
    CaseFeed feed,
    SupportProgramme programme,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>How many of each kind are listed; the queue has the rest.</summary>
    public const int Shown = 20;

    // At risk is a share of each target, so it does not follow the order by due time: enough of the front is looked through.
    private const int LookedThrough = 500;

    public async Task<AttentionFindings> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.Supervise)).Succeeded)
            return AttentionFindings.None;
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var undecided = db
            .Cases.AsNoTracking()
            .Where(c =>
                c.Status < CaseStatus.Resolved
                && c.EntitlementDecidedAt == null
                && (c.VerdictKind == VerdictKind.NotEntitled || c.VerdictKind == VerdictKind.NeedsPerson)
            );
        var exceptions = await undecided
            .OrderByDescending(c => c.Id)
            .Take(Shown)
            .Select(c => new ExceptionToDecide(
                c.Number,
                c.Subject,
                c.CustomerName ?? c.Contact.Organisation ?? c.Contact.Name,
                c.Verdict,
                c.OpenedAt
            ))
            .ToListAsync(cancellation);
        var failed = await db.OutboxMails().CountAsync(m => m.State == OutboxState.Failed, cancellation);
        var missed = feed.MissedOrder();
        var excused = await ExcusedAsync(db, missed.Take(LookedThrough).Select(k => k.Id).ToList(), cancellation);
        var now = clock.GetCurrentInstant();
        var late = missed.Take(LookedThrough).Where(k => !excused.Contains(k.Id)).Select(k => Read(k.Id, now)).OfType<Breach>().ToList();
        var soon = feed.Order(QueueView.Missed)
            .Skip(missed.Count)
            .Take(LookedThrough)
            .Select(k => Read(k.Id, now))
            .OfType<Breach>()
            .Where(b => b.Reading.State == ClockState.AtRisk);
        return new(
            exceptions,
            exceptions.Count < Shown ? exceptions.Count : await undecided.CountAsync(cancellation),
            [.. late.Take(Shown)],
            Math.Max(late.Count, missed.Count - excused.Count),
            [.. soon.Take(Shown)],
            failed
        );
    }

    private Breach? Read(long id, Instant now) =>
        feed.Find(id) is { Clock: { } next } entry ? new(entry, next, NextClockReading.Of(next, programme, now)) : null;

    // Excused, a clock runs on, but nobody has to be reminded of it.
    private static async Task<HashSet<long>> ExcusedAsync(HelpdeskDb db, List<long> cases, CancellationToken cancellation) =>
        [
            .. await db
                .Clocks.Where(c => cases.Contains(c.CaseId) && c.EndedAs == null && c.ExcusedAt != null)
                .Select(c => c.CaseId)
                .ToListAsync(cancellation),
        ];
}
