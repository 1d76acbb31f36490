using System.Security.Claims;
using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.Queue;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.OnCall.Rota;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Identity;
using Helpdesk.Web.Platform.Live;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>A Premium case that runs now: it needs somebody, or somebody is paged for it.</summary>
/// <param name="Clock">The promise that falls due first; null when only a page waits.</param>
/// <param name="Phone">As the customer gave it.</param>
/// <param name="Held">Who has it; null when nobody does.</param>
public sealed record RunningCase(
    QueueEntry Entry,
    ClockKind? Kind,
    ClockReading? Clock,
    OpenPage? Page,
    string ContactName,
    string? Phone,
    HeldCase? Held
);

/// <summary>A case that stands still until the centre opens.</summary>
public sealed record PausedCase(QueueEntry Entry, Instant Until);

/// <summary>Who has a layer now, and until when.</summary>
public sealed record OnLayer(OnCallLayer Layer, Guid? Person, Instant? Until);

/// <summary>How the web hook does; null instead of it when none is set up.</summary>
/// <param name="LastError">What stood in the way of the latest try, while it still does.</param>
public sealed record HookHealth(Instant? LastSent, string? LastError, Instant? FailingSince, int Waiting);

/// <summary>What the after-hours board shows at one instant.</summary>
/// <param name="ChangesAt">When the centre opens, or closes.</param>
/// <param name="Taken">What was paged for this night and runs no more.</param>
public sealed record OnCallBoard(
    Instant Now,
    bool IsOpen,
    Instant? ChangesAt,
    IReadOnlyList<OnLayer> Layers,
    IReadOnlyList<RunningCase> Running,
    IReadOnlyList<TakenCase> Taken,
    IReadOnlyList<PausedCase> Paused,
    int AllPaused,
    HookHealth? Hook
);

/// <summary>Reads the board (spec U3, P10); for everybody who works cases.</summary>
public sealed class OnCallQuery(
    IDbContextFactory<HelpdeskDb> databases,
    CaseFeed feed,
    OpenPages pages,
    NightWatch watch,
    RotaCache rota,
    SupportProgramme programme,
    IOptions<PagingOptions> options,
    IAuthorizationService authorisation,
    IClock clock
)
{
    /// <summary>How many paused cases are listed; the queue has them all.</summary>
    public const int PausedShown = 20;

    // One try that failed an hour ago and was followed by nothing says little of the receiver.
    private static readonly Duration HookMemory = Duration.FromHours(24);

    /// <summary>Refused with <c>auth.forbidden</c>.</summary>
    public async Task<Result<OnCallBoard>> RunAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!(await authorisation.AuthorizeAsync(who, Policies.WorkCases)).Succeeded)
            return Result<OnCallBoard>.Forbid();
        var now = clock.GetCurrentInstant();
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var running = await RunningAsync(db, now, cancellation);
        var paused = Paused(now);
        return new OnCallBoard(
            now,
            business.IsOpen(now),
            business.NextChange(now),
            [.. Enum.GetValues<OnCallLayer>().Select(layer => LayerAt(layer, now))],
            running,
            await TakenCase.OfNightAsync(db, running, business, now),
            [.. paused.Take(PausedShown)],
            paused.Count,
            options.Value.WebHook.IsOn ? await HookAsync(db, now, cancellation) : null
        );
    }

    private async Task<IReadOnlyList<RunningCase>> RunningAsync(HelpdeskDb db, Instant now, CancellationToken cancellation)
    {
        List<long> paged = [.. pages.Open.Select(p => p.CaseId)];
        var needy = db.MayNeedSomebody(programme).Select(c => c.Id);
        var cases = await db
            .Cases.AsNoTracking()
            .Include(c => c.Clocks)
            .Include(c => c.Links)
            .AsSplitQuery()
            .Where(c => paged.Contains(c.Id) || needy.Contains(c.Id))
            .ToListAsync(cancellation);
        var running = new List<RunningCase>();
        foreach (var one in cases)
        {
            if (await OfAsync(db, one, now) is { } shown)
                running.Add(shown);
        }

        return [.. running.OrderBy(r => r.Clock?.DueAt ?? Instant.MaxValue).ThenBy(r => r.Entry.Id)];
    }

    private async Task<RunningCase?> OfAsync(HelpdeskDb db, Case one, Instant now)
    {
        // The feed is a step behind the database at most, and tells of it when it comes.
        if (feed.Find(one.Id) is not { } entry)
            return null;
        var (page, standing) = (pages.Of(one.Id), await watch.OfAsync(db, one, now));
        if (page is null && !Runs(standing, now))
            return null;
        var first = PageRules.Waiting(one, programme).Where(c => c.DueAt is not null).MinBy(c => c.DueAt);
        return new(
            entry,
            first?.Kind,
            first?.Read(programme, now),
            page,
            one.Contact.Name,
            one.Contact.Phone,
            await HeldCase.OfAsync(db, one, standing.Hold)
        );
    }

    // By day an Emergency without a promise is the queue's; at night it stays here until somebody works on it.
    private bool Runs(NightStanding standing, Instant now) =>
        standing.Need is { } need
        && (
            need.Waits
            || (
                !programme.Calendar(SupportProgramme.BusinessCalendarId).IsOpen(now)
                && !(standing.Hold is { IsAtWork: true } hold && !hold.IsOver(now))
            )
        );

    private List<PausedCase> Paused(Instant now)
    {
        var found = new List<(PausedCase Case, Instant Due)>();
        foreach (var entry in feed.Entries.Where(e => e is { IsOpen: true, Tier: not SupportTier.Premium, Clock: not null }))
        {
            if (NextClockReading.Of(entry.Clock!, programme, now) is { State: ClockState.Paused, ResumesAt: { } until, DueAt: { } due })
                found.Add((new(entry, until), due));
        }

        return [.. found.OrderBy(f => f.Due).ThenBy(f => f.Case.Entry.Id).Select(f => f.Case)];
    }

    private OnLayer LayerAt(OnCallLayer layer, Instant now)
    {
        var (ahead, shifts) = (now + RotaCache.Ahead, rota.Current.Shifts(layer, new(now, now + RotaCache.Ahead)));
        return new(layer, rota.At(layer, now), shifts.Count > 0 && shifts[0].Time.Until < ahead ? shifts[0].Time.Until : null);
    }

    private static async Task<HookHealth> HookAsync(HelpdeskDb db, Instant now, CancellationToken cancellation)
    {
        var since = now - HookMemory;
        var sent = await db.PageHooks().Where(h => h.SentAt != null).MaxAsync(h => h.SentAt, cancellation);
        var failing = await db.PageHooks()
            .AsNoTracking()
            .Where(h => h.LastError != null && h.NextAttemptAt > since && (h.State == OutboxState.Waiting || h.State == OutboxState.Failed))
            .ToListAsync(cancellation);
        // What was taken later says that the receiver is there again.
        var latest = failing.Where(h => sent is null || h.NextAttemptAt > sent).MaxBy(h => h.NextAttemptAt);
        return new(
            sent,
            latest?.LastError,
            latest is null ? null : latest.GiveUpAt - HookRetry.GiveUpAfter,
            failing.Count(h => h.State == OutboxState.Waiting)
        );
    }
}
