using Helpdesk.Domain.Cases;
using Helpdesk.Web.Platform.Data;
using Helpdesk.Web.Platform.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Paging;

/// <summary>Writes down that a page stood on somebody's screen: on the ask and on the case's time line, once for each step.</summary>
public sealed class PageScreens(IDbContextFactory<HelpdeskDb> databases, WriteGate gate, CaseFeed feed, IClock clock)
{
    public async Task ShownAsync(Guid page, Guid person)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var asks = await db.PageAsks()
            .Where(a => a.PageId == page && a.PersonId == person && (a.Screen == null || a.Screen != PageOutcome.Delivered))
            .OrderBy(a => a.Number)
            .ToListAsync();
        if (asks.Count == 0)
            return;
        var now = clock.GetCurrentInstant();
        var about = (await db.Pages().Include(p => p.Case).SingleAsync(p => p.Id == page)).Case;
        foreach (var ask in asks)
            (ask.Screen, ask.ScreenAt) = (PageOutcome.Delivered, now);
        about.Tell(new PageTold(asks[^1].Number, PageChannel.Screen, asks[^1].Person, PageOutcome.Delivered), PageWriter.Rule, now);
        await db.SaveChangesAsync();
        feed.AnnounceRecord(about.Number);
    }
}
