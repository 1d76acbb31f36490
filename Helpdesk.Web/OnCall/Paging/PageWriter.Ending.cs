using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
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
            db.PageHooks().Add(hooks.Over(page, about, how, now));
        var key = page.Id.ToString("N");
        if (
            await db.Alerts.SingleOrDefaultAsync(a => a.Kind == AlertKind.PageUnanswered && a.Key == key && a.SettledAt == null)
                is { } alert
            && alert.SettleItself(Rule, now)
        )
            tally.Settled++;
        tally.Pages.Add(page);
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
