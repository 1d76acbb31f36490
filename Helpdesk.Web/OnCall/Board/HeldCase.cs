using Helpdesk.Domain.Cases;
using Helpdesk.Domain.OnCall;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>Who has a running case, since when, and what they did last (spec U3).</summary>
/// <param name="Since">When they got it; null where that lies far back.</param>
/// <param name="LastAct">What they did after that; null when nothing was done yet.</param>
/// <param name="AsksAt">When the next are asked unless they act; null when that does not run.</param>
public sealed record HeldCase(string Name, Instant? Since, TimelineEntry? LastAct, Instant? AsksAt)
{
    // Further back nobody reads, on a phone at night.
    private const int LookedAt = 100;

    public static async Task<HeldCase?> OfAsync(HelpdeskDb db, Case about, Hold? hold) =>
        about.OwnerId is { } owner ? await OfAsync(db, about.Id, owner, about.OwnerName ?? "–", hold) : null;

    /// <summary>What somebody has done who may have the case no more.</summary>
    public static async Task<HeldCase> OfAsync(HelpdeskDb db, long caseId, Guid owner, string name, Hold? hold)
    {
        var story = await db
            .Timeline.AsNoTracking()
            .Where(e => e.CaseId == caseId)
            .OrderByDescending(e => e.Id)
            .Take(LookedAt)
            .ToListAsync();
        var since = story.Find(e => IsYes(e, owner));
        return new(
            name,
            since?.At,
            story.Find(e => Hold.IsBy(owner, e) && !IsYes(e, owner) && e.Event is not ClockEnded && e.Id > (since?.Id ?? 0)),
            hold?.Until
        );
    }

    private static bool IsYes(TimelineEntry entry, Guid owner) =>
        entry.Event is PageAcknowledged || (entry.Event is CaseAssigned given && given.OwnerId == owner);
}
