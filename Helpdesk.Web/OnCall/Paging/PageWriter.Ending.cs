using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <content>How a page ends, and what it leaves to the next one of the same need.</content>
public sealed partial class PageWriter
{
    // What was asked since the need arose: nobody is rung out of bed again before the others were.
    private static async Task<PageTrail> TrailAsync(HelpdeskDb db, Case about, NightNeed need)
    {
        if (about.Id == 0)
            return PageTrail.None;
        var pages = await db.Pages()
            .AsNoTracking()
            .Include(p => p.Steps)
                .ThenInclude(s => s.Asks)
            .AsSplitQuery()
            .Where(p => p.CaseId == about.Id && p.EndedAt >= need.Since)
            .OrderBy(p => p.OpenedAt)
            .ToListAsync();
        return new([.. pages.SelectMany(p => p.ToSteps())], [.. pages.Select(p => p.TakenById).OfType<Guid>()]);
    }

    private async Task EndAsync(HelpdeskDb db, Page page, Case about, PageEnd how, Actor? by, Instant now, Tally tally)
    {
        var taker = about.OwnerId is { } owner ? new Actor(ActorKind.Person, owner, about.OwnerName ?? "") : by;
        page.Close(how, taker, now);
        if (how != PageEnd.Taken)
            about.Tell(new PageOver(how), Rule, now);
        // What has not gone out tells of something that is over.
        foreach (
            var mail in await db.StaffMails()
                .Where(m => m.CaseId == about.Id && m.PageStep != null && m.State == OutboxState.Waiting)
                .ToListAsync()
        )
            mail.Cancel();
        foreach (var hook in await db.PageHooks().Where(h => h.PageId == page.Id && h.State == OutboxState.Waiting).ToListAsync())
            hook.Cancel();
        if (options.Value.WebHook.IsOn)
        {
            var before = await db.PageHooks().CountAsync(h => h.PageId == page.Id && h.Number <= 0);
            db.PageHooks().Add(hooks.Over(page, about, how, before, now));
        }

        var key = page.Id.ToString("N");
        if (
            await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.PageUnanswered && a.Key == key && a.SettledAt == null)
                is { } alert
            && alert.SettleItself(Rule, now)
        )
            tally.Settled++;
        tally.Pages.Add(page);
    }

    // What had ended the page was taken back: it goes on with whom it had asked, as if nothing had been (spec I5, U3).
    private async Task<bool> GoOnIfUndoneAsync(HelpdeskDb db, Case about, Instant now, Tally tally)
    {
        if (!about.Timeline.Any(entry => entry.Event is CloseUndone or MergeUndone { Kind: LinkKind.MergedInto }))
            return false;
        var business = programme.Calendar(SupportProgramme.BusinessCalendarId);
        var standing = await watch.OfAsync(db, about, now);
        if (PageRules.CauseOf(standing.Need, standing.Hold, business, now) is null)
            return false;
        var since = now - Case.UndoMergeTime;
        var page = await db.Pages()
            .Include(p => p.Steps)
                .ThenInclude(s => s.Asks)
            .Where(p => p.CaseId == about.Id && p.End == PageEnd.Closed && p.Cause != PageCause.HandedOver && p.EndedAt >= since)
            .OrderByDescending(p => p.EndedAt)
            .FirstOrDefaultAsync();
        if (page?.ToSteps()[^1] is not { } last)
            return false;
        // Whoever was not told before it ended is not waited for.
        var untold = await db.StaffMails()
            .AnyAsync(m => m.CaseId == about.Id && m.PageStep == last.Number && m.State == OutboxState.Cancelled);
        page.GoOn(untold ? now : Escalation.DueAfter(last, Duration.FromTimeSpan(options.Value.AcknowledgeWithin)));
        var key = page.Id.ToString("N");
        if (
            await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.PageUnanswered && a.Key == key) is { } alert
            && alert.RaiseAgain(now)
        )
            tally.Raised++;
        foreach (
            var over in await db.PageHooks()
                .Where(h => h.PageId == page.Id && h.Number <= 0 && h.State == OutboxState.Waiting)
                .ToListAsync()
        )
            over.Cancel();
        tally.Pages.Add(page);
        return true;
    }

    private static void Raise(HelpdeskDb db, AlertKind kind, Page page, Case about, Instant now, Tally tally)
    {
        db.Alerts.Add(SupervisorAlert.About(kind, page.Id.ToString("N"), "", null, null, now, about.Number));
        tally.Raised++;
    }

    private sealed class Tally
    {
        public HashSet<Page> Pages { get; } = [];

        public int Raised { get; set; }

        public int Settled { get; set; }

        public PagesWritten Written => Pages.Count == 0 ? PagesWritten.None : new([.. Pages], Raised, Settled);
    }
}
