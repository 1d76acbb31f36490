using Helpdesk.Domain.Cases;
using Helpdesk.Domain.Kernel;
using Helpdesk.Domain.OnCall;
using Helpdesk.Domain.ServiceLevels;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Helpdesk.Web.OnCall.Board;

/// <summary>A case that somebody was asked for since the centre closed, and that needs nobody at the moment (spec U3).</summary>
/// <param name="Held">Who has it, or took it; null when nobody ever did.</param>
/// <param name="IsHeld">They have it still.</param>
/// <param name="End">How the latest page of it ended.</param>
/// <param name="Pages">The pages of this night, for a link that leads to one.</param>
public sealed record TakenCase(
    long Id,
    string Number,
    Severity Severity,
    string Customer,
    CaseStatus Status,
    HeldCase? Held,
    bool IsHeld,
    PageEnd End,
    Instant EndedAt,
    IReadOnlyList<Guid> Pages
)
{
    /// <summary>
    /// The cases of this night that are not among those that run, until the centre opens; whichever ended first stays first, so that
    /// none moves when another comes.
    /// </summary>
    public static async Task<IReadOnlyList<TakenCase>> OfNightAsync(
        HelpdeskDb db,
        IReadOnlyList<RunningCase> running,
        BusinessCalendar business,
        Instant now
    )
    {
        if (business.IsOpen(now))
            return [];
        var (since, shown) = (PageRules.ClosedSince(business, now), running.Select(r => r.Entry.Id).ToHashSet());
        var ended = await db.Pages().AsNoTracking().Include(p => p.Case).Where(p => p.EndedAt >= since).ToListAsync();
        var taken = new List<TakenCase>();
        foreach (var pages in ended.GroupBy(p => p.CaseId).Where(g => !shown.Contains(g.Key)).OrderBy(g => g.Min(p => p.EndedAt)))
            taken.Add(await OfAsync(db, [.. pages.OrderBy(p => p.EndedAt)]));
        return taken;
    }

    private static async Task<TakenCase> OfAsync(HelpdeskDb db, List<Page> pages)
    {
        var (about, last) = (pages[^1].Case, pages[^1]);
        var taker = pages.FindLast(p => p.TakenById is not null);
        return new(
            about.Id,
            about.Number,
            about.Severity,
            about.CustomerShown,
            about.Status,
            await HeldCase.OfAsync(db, about, null)
                ?? (taker is { TakenById: { } id } ? await HeldCase.OfAsync(db, about.Id, id, taker.TakenBy ?? "–", null) : null),
            about.OwnerId is not null,
            last.End!.Value,
            last.EndedAt!.Value,
            [.. pages.Select(p => p.Id)]
        );
    }
}
