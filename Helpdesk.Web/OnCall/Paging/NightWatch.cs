using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Entitlements;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>What a case needs at one instant, and who has it by their own yes.</summary>
public sealed record NightStanding(NightNeed? Need, Hold? Hold)
{
    public static readonly NightStanding Nothing = new(null, null);
}

/// <summary>
/// Reads off case and record whether somebody on call has what needs somebody, and until when (spec U3); it stores nothing.
/// </summary>
public sealed class NightWatch(DutyRoster roster, SupportProgramme programme, IOptions<PagingOptions> options)
{
    /// <param name="about">With its clocks; entries that are not saved yet count too.</param>
    public async Task<NightStanding> OfAsync(HelpdeskDb db, Case about, Instant now)
    {
        await KnowLinksAsync(db, about);
        if (NightNeed.Of(about, programme, now) is not { } need)
            return NightStanding.Nothing;
        // Whoever was switched off, or lost the role, has nothing any more.
        if (about.OwnerId is not { } owner || !roster.CanHold(owner))
            return new(need, null);
        var from = CountsFrom(need, owner, now);
        var story = await StoryAsync(db, about, from);
        return new(need, Hold.Of(need, owner, story, from, options.Value.HoldTimes));
    }

    /// <summary>When time alone will have changed who has to be asked; null when it will not.</summary>
    public async Task<Instant?> NextAsync(HelpdeskDb db, Case about, Instant now)
    {
        var wakes = NightNeed.NextWake(about, programme, now);
        var runsOut = (await OfAsync(db, about, now)).Hold?.Until is { } until && until > now ? until : wakes;
        return wakes < runsOut ? wakes : runsOut;
    }

    /// <summary>Reads the links of a case of another tier: it may have taken in what a Premium customer was promised (spec I5).</summary>
    public static async Task KnowLinksAsync(HelpdeskDb db, Case about)
    {
        if (about is { Tier: SupportTier.Premium, VerdictKind: not VerdictKind.NotEntitled } || about.Id == 0 || !MayCarryOn(about))
            return;
        var row = db.Entry(about);
        if (row.State != EntityState.Detached && row.Collection(c => c.Links) is { IsLoaded: false } links)
            await links.LoadAsync();
        about.KnowMerged(await IsMergedFromPremiumAsync(db, about));
    }

    private static bool MayCarryOn(Case about) =>
        about.Owes(Promise.Callback)
        || about.Owes(Promise.PromisedCall)
        || about is { EscalatedAt: not null } or { Proposal: not null } or { Severity: Severity.Emergency, Ball: Ball.Us };

    // Also one that had gone into a duplicate before.
    private static async Task<bool> IsMergedFromPremiumAsync(HelpdeskDb db, Case about)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { about.Number };
        var ahead = about.Links.Where(l => l.Kind == LinkKind.MergedFrom).Select(l => l.OtherNumber).ToList();
        while (ahead.Count > 0)
        {
            ahead.RemoveAll(number => !seen.Add(number));
            var merged = await db
                .Cases.AsNoTracking()
                .Where(c => ahead.Contains(c.Number))
                .Select(c => new
                {
                    IsPremium = c.Tier == SupportTier.Premium && c.VerdictKind != VerdictKind.NotEntitled,
                    Before = c.Links.Where(l => l.Kind == LinkKind.MergedFrom).Select(l => l.OtherNumber).ToList(),
                })
                .ToListAsync();
            if (merged.Exists(m => m.IsPremium))
                return true;
            ahead = [.. merged.SelectMany(m => m.Before)];
        }

        return false;
    }

    // What somebody did at their desk by day is no yes to the night, unless the night is theirs anyway.
    private Instant CountsFrom(NightNeed need, Guid owner, Instant now)
    {
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        return business.IsOpen(now) || roster.IsOnCall(owner, now)
            ? need.Since
            : Instant.Max(need.Since, PageRules.ClosedSince(business, now));
    }

    private static async Task<IEnumerable<TimelineEntry>> StoryAsync(HelpdeskDb db, Case about, Instant from)
    {
        var fresh = about.Timeline.Where(entry => entry.Id == 0);
        return about.Id == 0
            ? fresh
            : (await db.Timeline.AsNoTracking().Where(e => e.CaseId == about.Id && e.At >= from).OrderBy(e => e.Id).ToListAsync()).Concat(
                fresh
            );
    }
}
